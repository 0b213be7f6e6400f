using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Training;

/// <summary>Trains the replicates of a cohort on the processor by the exact kernels, one row after another within an epoch.</summary>
internal sealed unsafe class CpuTraining : TrainingRun
{
    /// <summary>Steps between two looks at whether to stop, and two words of progress.</summary>
    private const int StepsAtOnce = 64;

    private readonly AlignedBuffer[] values;
    private readonly AlignedBuffer[] gradients;
    private readonly AlignedBuffer?[] masks;
    private readonly CpuOptimizer[] optimizers;
    private readonly CpuNetwork network;
    private readonly int[] labels;
    private readonly CpuNetwork? measuring;

    public CpuTraining(Architecture net, Cohort cohort, TrainingPlan plan, Examples examples)
        : base(net, cohort, plan, examples)
    {
        values = [.. cohort.Values.Select(Copy)];
        masks = new AlignedBuffer?[values.Length];

        // Gradients that are never set to zero belong to their row; others are written anew in every step.
        gradients = [.. Enumerable.Range(0, plan.AccumulateGradients ? values.Length : 1).Select(_ => new AlignedBuffer(net.ParameterCount))];
        optimizers = [.. values.Select(_ => plan.Optimizer.OnCpu(net.ParameterCount))];
        var batch = Math.Min(plan.BatchSize, cohort.Splits.Max(s => s.Train.Length));
        network = new(net, examples.Features, batch, training: true);
        labels = new int[batch];
        measuring = plan.Curves ? new(net, examples.Features, LongestBlock(net, cohort)) : null;
    }

    /// <inheritdoc/>
    protected override float[][] Rows() => [.. values.Select(v => v.Span.ToArray())];

    /// <inheritdoc/>
    protected override void Mask(float[][] masks)
    {
        for (var r = 0; r < masks.Length; r++)
        {
            this.masks[r]?.Dispose();
            this.masks[r] = Copy(masks[r]);
            var row = values[r].Span;
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = masks[r][i] == 0 ? 0 : row[i];
            }
        }
    }

    /// <inheritdoc/>
    protected override void Epoch(int[][] order, int steps, Action<double> advanced, CancellationToken cancel)
    {
        for (var first = 0; first < steps; first += StepsAtOnce)
        {
            cancel.ThrowIfCancellationRequested();
            var last = Math.Min(steps, first + StepsAtOnce);
            for (var r = 0; r < order.Length; r++)
            {
                Steps(r, order[r], first, last);
            }

            advanced(Math.Min(last * Plan.BatchSize, order[0].Length) - (first * Plan.BatchSize));
        }
    }

    /// <inheritdoc/>
    protected override (float Train, float Validation)[] MeanLosses() => [.. Cohort.Splits.Select((split, r) =>
        (MeanLoss(values[r].Data, split.Train), MeanLoss(values[r].Data, split.Validation)))];

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        measuring?.Dispose();
        network.Dispose();
        foreach (var optimizer in optimizers)
        {
            optimizer.Dispose();
        }

        foreach (var buffer in values.Concat(gradients).Concat(masks.OfType<AlignedBuffer>()))
        {
            buffer.Dispose();
        }
    }

    private void Steps(int row, int[] order, int first, int last)
    {
        var parameters = values[row].Data;
        var gradient = gradients[Plan.AccumulateGradients ? row : 0].Data;
        var mask = masks[row] is { } pruned && Plan.MaskInForce ? pruned.Data : null;
        for (var step = first; step < last; step++)
        {
            var start = step * Plan.BatchSize;
            var batch = order.AsSpan(start, Math.Min(Plan.BatchSize, order.Length - start));
            for (var e = 0; e < batch.Length; e++)
            {
                labels[e] = Examples.Labels[batch[e]];
            }

            network.Gather(Examples.Inputs, batch);
            var outputs = network.Forward(parameters, batch.Length);
            SoftmaxCrossEntropy.Gradient(outputs, network.Outputs, labels.AsSpan(0, batch.Length), network.OutputGradient);
            network.Backward(parameters, gradient, Plan.AccumulateGradients, batch.Length);
            optimizers[row].Step(parameters, gradient, mask);
        }
    }

    private float MeanLoss(float* parameters, int[] list)
    {
        if (list.Length == 0)
        {
            return float.NaN;
        }

        var losses = new float[list.Length];
        var ignored = new int[list.Length];
        foreach (var (start, length) in Evaluation.Blocks(Net, list.Length))
        {
            CpuEvaluation.Block(measuring!, parameters, list.AsSpan(start, length), Examples, losses.AsSpan(start, length), ignored.AsSpan(start, length));
        }

        return Mean(losses);
    }

    private static int LongestBlock(Architecture net, Cohort cohort)
    {
        var longest = cohort.Splits.Max(s => Math.Max(s.Train.Length, s.Validation.Length));
        return Evaluation.Blocks(net, longest).First().Length;
    }

    private static AlignedBuffer Copy(float[] row)
    {
        var buffer = new AlignedBuffer(row.Length);
        row.CopyTo(buffer.Span);
        return buffer;
    }
}
