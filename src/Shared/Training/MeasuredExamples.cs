using Pruning.Shared.Data;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Training;

/// <summary>
/// The training and validation examples of a split, on which one net's losses are measured after every epoch. A set
/// that fits one forward pass is gathered once.
/// </summary>
internal sealed unsafe class MeasuredExamples : IDisposable
{
    private readonly Examples examples;
    private readonly int[] list;
    private readonly int[] labels;
    private readonly int train;
    private readonly (int Start, int Length)[] blocks;
    private readonly AlignedBuffer? gathered;
    private readonly float[] losses;
    private readonly int[] predicted;

    public MeasuredExamples(Architecture net, Split split, Examples examples)
    {
        this.examples = examples;
        list = [.. split.Train, .. split.Validation];
        labels = [.. list.Select(e => examples.Labels[e])];
        train = split.Train.Length;
        blocks = [.. Evaluation.Blocks(net, list.Length)];
        losses = new float[list.Length];
        predicted = new int[list.Length];
        if (blocks is [var only])
        {
            gathered = new(Panels.Length(examples.Features, only.Length));
            fixed (float* first = examples.Inputs)
            {
                Panels.FromRows(first, examples.Features, list, gathered.Data);
            }
        }
    }

    /// <summary>The longest block: the batch that the network must hold.</summary>
    public int Batch => blocks[0].Length;

    /// <summary>Computes the mean training and validation losses, nats; NaN for an empty set.</summary>
    /// <param name="parameters">P parameters.</param>
    public (float Train, float Validation) MeanLosses(CpuNetwork network, float* parameters)
    {
        foreach (var (start, length) in blocks)
        {
            if (gathered is null)
            {
                network.Gather(examples.Inputs, list.AsSpan(start, length));
            }

            var outputs = network.Forward(parameters, gathered is null ? network.Input : gathered.Data, .., length);
            SoftmaxCrossEntropy.Losses(
                outputs, network.Outputs, labels.AsSpan(start, length), losses.AsSpan(start, length),
                    predicted.AsSpan(start, length));
        }

        return (TrainingRun.Mean(losses.AsSpan(0, train)), TrainingRun.Mean(losses.AsSpan(train)));
    }

    public void Dispose() => gathered?.Dispose();
}
