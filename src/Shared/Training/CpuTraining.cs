using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Training;

/// <summary>Trains replicates on the processor with the exact kernels, one after another within an epoch.</summary>
internal sealed unsafe class CpuTraining : TrainingRun
{
    /// <summary>Steps between two checks for cancellation, and two reports of progress.</summary>
    private const int StepsAtOnce = 64;

    private readonly AlignedBuffer[] values;
    private readonly AlignedBuffer[] gradients;
    private readonly AlignedBuffer?[] masks;
    private readonly IReadOnlyList<(int First, int Count)> trained;
    private readonly ParameterRange[] buffers;
    private readonly CpuOptimizer[][] optimizers;
    private readonly CpuNetwork network;
    private readonly int[] labels;
    private readonly MeasuredExamples[] measured = [];
    private readonly CpuNetwork? measuring;

    public CpuTraining(Architecture net, TrainingStart trainingStart, TrainingPlan plan, Examples examples)
        : base(net, trainingStart, plan, examples)
    {
        values = [.. trainingStart.Values.Select(Copy)];
        masks = new AlignedBuffer?[values.Length];

        // Accumulated gradients are kept per row; otherwise every step overwrites the same buffer.
        gradients = [.. Enumerable.Range(0, plan.AccumulateGradients ? values.Length : 1)
            .Select(_ => new AlignedBuffer(net.ParameterCount))];
        trained = TrainedNet.Trained;
        buffers = [.. net.Of(ParameterRole.Buffer)];
        optimizers = [.. values.Select(_ => trained.Select(stretch => plan.Optimizer.OnCpu(stretch.Count)).ToArray())];
        var batch = Math.Min(plan.BatchSize, trainingStart.Splits.Max(s => s.Train.Length));
        network = new(TrainedNet, examples.Features, batch, training: true);
        labels = new int[batch];
        if (plan.Curves)
        {
            var bySplit = Measured.Distinct()
                .ToDictionary(split => split, split => new MeasuredExamples(net, split, examples));
            measured = [.. Measured.Select(split => bySplit[split])];
            measuring = new(net, examples.Features, measured.Max(m => m.Batch));
        }
    }

    protected override float[][] Rows() => [.. values.Select(v => v.Span.ToArray())];

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

    protected override void Steps(
        int[][] order, int first, int end, Action<double> advanced, CancellationToken cancel)
    {
        for (var start = first; start < end; start += StepsAtOnce)
        {
            cancel.ThrowIfCancellationRequested();
            var last = Math.Min(end, start + StepsAtOnce);
            for (var r = 0; r < order.Length; r++)
            {
                Steps(r, order[r], start, last);
            }

            advanced(Math.Min(last * Plan.BatchSize, order[0].Length) - (start * Plan.BatchSize));
        }
    }

    protected override void MeanLosses(Span<(float Train, float Validation)> losses)
    {
        for (var r = 0; r < losses.Length; r++)
        {
            losses[r] = measured[r].MeanLosses(measuring!, values[r].Data);
        }
    }

    protected override void Dispose(bool disposing)
    {
        measuring?.Dispose();
        foreach (var examples in measured)
        {
            examples.Dispose();
        }

        network.Dispose();
        foreach (var optimizer in optimizers.SelectMany(row => row))
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
            SoftmaxCrossEntropy.Gradient(outputs, network.Outputs, labels.AsSpan(0, batch.Length),
                network.OutputGradient);
            network.Backward(parameters, gradient, Plan.AccumulateGradients, batch.Length);
            Step(optimizers[row], parameters, gradient, mask, RateFactor(step));
        }
    }

    /// <summary>Steps on all columns except frozen ones and buffers; these only a mask changes.</summary>
    private void Step(CpuOptimizer[] own, float* parameters, float* gradient, float* mask, double rateFactor)
    {
        for (var i = 0; i < own.Length; i++)
        {
            var first = trained[i].First;
            own[i].RateFactor = rateFactor;
            own[i].Step(parameters + first, gradient + first, mask is null ? null : mask + first);
        }

        for (var i = 0; i < buffers.Length && mask is not null; i++)
        {
            for (var column = buffers[i].Offset; column < buffers[i].Offset + buffers[i].Count; column++)
            {
                parameters[column] = mask[column] == 0 ? 0 : parameters[column];
            }
        }
    }

    private static AlignedBuffer Copy(float[] row)
    {
        var buffer = new AlignedBuffer(row.Length);
        row.CopyTo(buffer.Span);
        return buffer;
    }
}
