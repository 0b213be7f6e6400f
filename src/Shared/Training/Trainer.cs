using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Trains a population: every replicate with its own batches and its own mask, all in one matrix.</summary>
public sealed class Trainer : IDisposable
{
    private readonly TrainingPlan plan;
    private readonly Cohort cohort;
    private readonly ExampleTensors examples;
    private readonly Population population;
    private readonly Optimizer optimizer;
    private readonly RandomStream[] orders;
    private readonly LossCurves curves;
    private Tensor mask;
    private int steps;

    private Trainer(Architecture architecture, Cohort cohort, TrainingPlan plan, ExampleTensors examples)
    {
        this.plan = plan;
        this.cohort = cohort;
        this.examples = examples;
        population = new(architecture, cohort.Values, examples.Device);
        mask = Tensors.FromRows(cohort.Masks, examples.Device);
        population.Values.mul_(mask);
        optimizer = plan.Optimizer.Create(population.Values, population.Gradients);
        orders = [.. cohort.Seeds.Select(seed => new RandomStream(seed, "batch-order"))];
        curves = new(plan.Epochs, cohort, examples);
    }

    /// <summary>Trains from the cohort's start to the plan's end.</summary>
    /// <param name="epochDone">Called after every epoch.</param>
    /// <returns>One trained row a replicate, in the cohort's order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrainedRow[] Train(Architecture architecture, Cohort cohort, TrainingPlan plan, ExampleTensors examples, Action? epochDone = null, CancellationToken cancel = default)
    {
        using var scope = NewDisposeScope();
        using var trainer = new Trainer(architecture, cohort, plan, examples);
        for (var epoch = 0; epoch < plan.Epochs && !trainer.Stopped; epoch++)
        {
            cancel.ThrowIfCancellationRequested();
            trainer.Epoch(epoch);
            epochDone?.Invoke();
        }

        return trainer.Result();
    }

    public void Dispose()
    {
        curves.Dispose();
        optimizer.Dispose();
        mask.Dispose();
        population.Dispose();
    }

    private bool Stopped => steps == plan.StopAfterSteps;

    private void Epoch(int epoch)
    {
        using var scope = NewDisposeScope();
        foreach (var pruning in plan.Schedule.Where(s => s.Epoch == epoch))
        {
            Prune(pruning);
        }

        var (inputs, seeds) = ShuffledExamples();
        var n = (int)inputs.shape[2];
        for (var start = 0; start < n && !Stopped; start += plan.BatchSize)
        {
            Step(inputs, seeds, start, Math.Min(plan.BatchSize, n - start));
        }

        curves.Record(epoch, population);
    }

    private void Step(Tensor inputs, Tensor seeds, int start, int length)
    {
        using var scope = NewDisposeScope();
        population.Gradients.zero_();
        CrossEntropy.Backward(population, inputs.narrow(2, start, length), seeds.narrow(2, start, length));
        using var noGrad = no_grad();
        optimizer.Step();
        if (plan.MaskInForce)
        {
            population.Values.mul_(mask);
        }

        steps++;
    }

    private void Prune(ScheduledPruning pruning)
    {
        using var noGrad = no_grad();
        using var before = mask;
        mask = pruning.Method.Prune(population.Architecture, population.Values, before, cohort.Seeds, pruning.Amount).DetachFromDisposeScope();
        population.Values.mul_(mask);
    }

    /// <summary>The training examples in this epoch's order, and the seeds of their gradients: −target over the size of their batch.</summary>
    private (Tensor Inputs, Tensor Seeds) ShuffledExamples()
    {
        var rows = new int[cohort.Splits.Count][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = [.. cohort.Splits[r].Train];
            orders[r].Shuffle(rows[r]);
        }

        var (inputs, targets) = examples.Gather(rows);
        return (inputs, targets.mul_(Weights(rows[0].Length)));
    }

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
        var (train, validation) = curves.ToRows();
        return [.. values.Select((v, r) => new TrainedRow(v, masks[r], train[r], validation[r]))];
    }
}
