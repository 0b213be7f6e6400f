using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>Trains all replicates at once with TorchSharp's operators, each with its own batches and mask.</summary>
internal sealed class TensorTraining : TrainingRun
{
    private readonly TensorExamples data;
    private readonly TensorPopulation population;
    private readonly Tensor[] stretches;
    private readonly TensorOptimizer[] optimizers;
    private readonly GradientRun gradient;
    private readonly (Tensor Inputs, Tensor Targets)? measured;
    private Tensor? mask;

    public TensorTraining(Architecture net, TrainingStart trainingStart, TrainingPlan plan, Examples examples)
        : this(net, trainingStart, plan, examples, examples.OnDevice)
    {
    }

    /// <summary>As above, on tensors of another device than the examples'.</summary>
    internal TensorTraining(Architecture net, TrainingStart trainingStart, TrainingPlan plan, Examples examples,
        TensorExamples data)
        : base(net, trainingStart, plan, examples)
    {
        this.data = data;
        population = new(TrainedNet, trainingStart.Values, data.Device);
        (stretches, optimizers) = Optimizers(TrainedNet, plan);
        gradient = new(Gradient, trainingStart.Values.Count, plan.BatchSize, data.Device);
        if (plan.Curves)
        {
            var lists = Measured.Select(s => (int[])[.. s.Train, .. s.Validation]).ToArray();
            var (inputs, targets) = data.Gather(lists, 0, lists[0].Length);
            measured = (inputs.contiguous().DetachFromDisposeScope(), targets.DetachFromDisposeScope());
        }
    }

    protected override float[][] Rows() => HostArrays.ToRows(population.Values);

    protected override void Mask(float[][] masks)
    {
        using var noGrad = no_grad();
        mask?.Dispose();
        mask = HostArrays.FromRows(masks, data.Device);
        population.Values.mul_(mask);
    }

    protected override void Steps(
        int[][] order, int first, int end, Action<double> advanced, CancellationToken cancel)
    {
        var batch = Plan.BatchSize;
        var (begin, stop) = (first * batch, Math.Min(end * batch, order[0].Length));
        using var lists = data.Lists(order, begin, stop).DetachFromDisposeScope();
        using var stream = gradient.Stream();
        for (var step = first; step < end; step++)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (start, length) = (step * batch, Math.Min(batch, stop - (step * batch)));
            gradient.Of(lists.narrow(1, start - begin, length));
            using var noGrad = no_grad();
            foreach (var optimizer in optimizers)
            {
                optimizer.RateFactor = RateFactor(step);
                optimizer.Step();
            }

            if (mask is not null && Plan.MaskInForce)
            {
                population.Values.mul_(mask);
            }

            advanced(length);
        }
    }

    protected override void MeanLosses(Span<(float Train, float Validation)> losses)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (inputs, targets) = measured!.Value;
        var rows = HostArrays.ToRows(TensorPopulation.Losses(population.Forward(inputs), targets));
        for (var r = 0; r < rows.Length; r++)
        {
            var train = Measured[r].Train.Length;
            losses[r] = (Mean(rows[r].AsSpan(0, train)), Mean(rows[r].AsSpan(train)));
        }
    }

    protected override void Dispose(bool disposing)
    {
        measured?.Inputs.Dispose();
        measured?.Targets.Dispose();
        mask?.Dispose();
        gradient.Dispose();
        foreach (var part in optimizers.Concat<IDisposable>(stretches))
        {
            part.Dispose();
        }

        population.Dispose();
    }

    private void Gradient(Tensor batch)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = data.Gather(batch);
        population.Backward(inputs, targets.mul_(-1.0 / batch.shape[1]), Plan.AccumulateGradients);
    }

    /// <summary>Creates one optimizer, with its views, for each contiguous run of trained columns.</summary>
    private (Tensor[] Views, TensorOptimizer[] Optimizers) Optimizers(Architecture net, TrainingPlan plan)
    {
        var views = net.Trained.Select(
            stretch => (View(population.Values, stretch), View(population.Gradients, stretch))).ToArray();
        return (
            [.. views.SelectMany(v => new[] { v.Item1, v.Item2 })],
            [.. views.Select(v => plan.Optimizer.OnTensors(v.Item1, v.Item2))]);

        static Tensor View(Tensor matrix, (int First, int Count) stretch) =>
            matrix.narrow(1, stretch.First, stretch.Count).DetachFromDisposeScope();
    }
}
