using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Benchmarks.Problems;

/// <summary>A net and how it is trained: what both sides of a race work on.</summary>
/// <param name="Name">As both sides know it.</param>
/// <param name="DataName">Name of the files that the examples are exchanged in.</param>
/// <param name="Data">The examples.</param>
/// <param name="Train">The rows to train on, in the order that each epoch shuffles.</param>
internal sealed record Problem(
    string Name,
    Architecture Net,
    OptimizerSettings Optimizer,
    int Batch,
    string DataName,
    Func<DataSet> Data,
    Func<int[]> Train)
{
    /// <summary>What is done with it.</summary>
    public WorkKind Kind { get; init; } = WorkKind.Train;

    /// <summary>How many replicates one thread takes at once, at most: as in an audit.</summary>
    public int RowsAtOnce { get; init; } = 1;

    /// <summary>How many nets there are initial values of.</summary>
    public int Nets { get; init; } = 1;

    /// <summary>Initial values.</summary>
    public Func<Architecture, RandomStream, float[]> Start { get; init; } = Initialization.FanIn;

    /// <summary>Training for so many steps.</summary>
    public TrainingPlan Plan(int steps) =>
        new(Optimizer, Epochs: int.MaxValue, Batch) { Curves = false, StopAfterSteps = steps };

    /// <summary>
    /// Floating-point operations of one net's step: forward, gradient of the weights, gradient of every layer's input
    /// but the first's.
    /// </summary>
    public double FlopsPerStep =>
        2.0 * Batch * ((3 * Net.Steps.Sum(s => Products(s.Layer))) - Products(Net.Steps[0].Layer));

    /// <summary>
    /// Bytes that one net's step reads or writes at least: its examples; of every parameter the gradient twice, the
    /// value and the optimizer's memory twice each.
    /// </summary>
    public double BytesPerStep
    {
        get
        {
            var memories = Optimizer is Adam ? 2 : 1;
            var features = Net.Steps[0].Layer.FeaturesIn ?? 0;
            return sizeof(float) * (((2.0 + 2 + (2 * memories)) * Net.ParameterCount) + ((double)features * Batch));
        }
    }

    /// <summary>A layer's multiply-accumulates for one example, without those of padding.</summary>
    private static long Products(Layer layer) => layer is Convolution c
        ? (long)c.Filters * c.Input.Channels * Inside(c, c.Input.Height) * Inside(c, c.Input.Width)
        : layer.MultiplyAccumulates;

    private static long Inside(Convolution c, int side) => Taps.Inside(side, c.Kernel, c.Stride, c.Padding);
}
