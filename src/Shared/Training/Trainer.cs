using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Trains a population: every replicate with its own batches and its own mask, all in one matrix.</summary>
public sealed class Trainer : IDisposable
{
    /// <summary>Examples are gathered for as many batches at once as this many inputs make, 1 MiB: few calls, and still in cache.</summary>
    private const int GatheredFloats = 1 << 18;

    private readonly TrainingPlan plan;
    private readonly Cohort cohort;
    private readonly ExampleTensors examples;
    private readonly Population population;
    private readonly Optimizer optimizer;
    private readonly RandomStream[] orders;
    private readonly LossCurves? curves;
    private readonly int gathered;
    private Tensor mask;
    private bool pruned;
    private int steps;

    private Trainer(Architecture architecture, Cohort cohort, TrainingPlan plan, ExampleTensors examples)
    {
        this.plan = plan;
        this.cohort = cohort;
        this.examples = examples;
        population = new(architecture, cohort.Values, examples.Device);
        mask = Tensors.FromRows(cohort.Masks, examples.Device);
        pruned = cohort.Masks.Any(row => row.Contains(0));
        population.Values.mul_(mask);
        optimizer = plan.Optimizer.Create(population.Values, population.Gradients);
        orders = [.. cohort.Seeds.Select(seed => new RandomStream(seed, "batch-order"))];
        curves = plan.Curves ? new(plan.Epochs, cohort, examples) : null;
        gathered = plan.BatchSize * Math.Max(1, GatheredFloats / (cohort.Seeds.Count * examples.Features * plan.BatchSize));
    }

    /// <summary>Trains from the cohort's start to the plan's end.</summary>
    /// <param name="advanced">Told the progress, in epochs, fractions included.</param>
    /// <returns>One trained row a replicate, in the cohort's order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainedRow[] Train(Architecture architecture, Cohort cohort, TrainingPlan plan, ExampleTensors examples, Action<double>? advanced = null, CancellationToken cancel = default)
    {
        using var scope = NewDisposeScope();
        using var trainer = new Trainer(architecture, cohort, plan, examples);
        for (var epoch = 0; epoch < plan.Epochs && !trainer.Stopped; epoch++)
        {
            trainer.Epoch(epoch, advanced, cancel);
            plan.EpochDone?.Invoke(trainer.population);
        }

        return trainer.Result();
    }

    public void Dispose()
    {
        curves?.Dispose();
        optimizer.Dispose();
        mask.Dispose();
        population.Dispose();
    }

    private bool Stopped => steps == plan.StopAfterSteps;

    private void Epoch(int epoch, Action<double>? advanced, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        foreach (var pruning in plan.Schedule.Where(s => s.Epoch == epoch))
        {
            Prune(pruning);
        }

        var order = Order();
        var n = order[0].Length;
        for (var start = 0; start < n && !Stopped; start += gathered)
        {
            cancel.ThrowIfCancellationRequested();
            var length = Math.Min(gathered, n - start);
            Steps(order, start, length);
            advanced?.Invoke((double)length / n);
        }

        curves?.Record(epoch, population);
    }

    /// <summary>Steps over a stretch of the epoch's order, a whole number of batches but for the epoch's end.</summary>
    private void Steps(int[][] order, int start, int length)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = examples.Gather(order, start, length);
        var seeds = targets.mul_(Weights(length));
        for (var batch = 0; batch < length && !Stopped; batch += plan.BatchSize)
        {
            Step(inputs, seeds, batch, Math.Min(plan.BatchSize, length - batch));
        }
    }

    private void Step(Tensor inputs, Tensor seeds, int start, int length)
    {
        using var scope = NewDisposeScope();
        CrossEntropy.Backward(population, inputs.narrow(2, start, length), seeds.narrow(2, start, length), plan.AccumulateGradients);
        using var noGrad = no_grad();
        optimizer.Step(plan.MaskInForce && pruned ? mask : null);
        steps++;
    }

    private void Prune(ScheduledPruning pruning)
    {
        using var noGrad = no_grad();
        using var before = mask;
        mask = pruning.Method.Prune(population.Architecture, population.Values, before, cohort.Seeds, pruning.Amount).DetachFromDisposeScope();
        population.Values.mul_(mask);
        pruned = true;
    }

    private int[][] Order()
    {
        var rows = new int[cohort.Splits.Count][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = [.. cohort.Splits[r].Train];
            if (plan.Shuffled)
            {
                orders[r].Shuffle(rows[r]);
            }
        }

        return rows;
    }

    /// <summary>−1 over the size of its batch for each of n examples: what the targets are weighted with to seed the gradients.</summary>
    private Tensor Weights(int n)
    {
        var weights = new float[n];
        for (var i = 0; i < n; i++)
        {
            var batchStart = i / plan.BatchSize * plan.BatchSize;
            weights[i] = -1f / Math.Min(plan.BatchSize, n - batchStart);
        }

        return Tensors.From<float>(weights, float32, examples.Device, n);
    }

    private TrainedRow[] Result()
    {
        var values = population.ToRows();
        var masks = Tensors.ToRows(mask);
        var none = values.Select(_ => Array.Empty<float>()).ToArray();
        var (train, validation) = curves?.ToRows() ?? (none, none);
        return [.. values.Select((v, r) => new TrainedRow(v, masks[r], train[r], validation[r]))];
    }
}
