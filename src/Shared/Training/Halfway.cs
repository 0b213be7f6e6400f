using Pruning.Shared.Populations;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>
/// What enters one layer of a population, for lists of examples: nets that differ from that layer on only are evaluated from here, with
/// the same figures to the bit, unless an evaluation from the inputs leaves out what pruning took.
/// </summary>
public sealed class Halfway : IDisposable
{
    private readonly List<Tensor> blocks = [];

    /// <param name="layer">The index of the layer in <see cref="Architecture.Steps"/>.</param>
    /// <param name="rows">One list of examples a row, equally long.</param>
    public Halfway(Population population, int layer, IReadOnlyList<int[]> rows, ExampleTensors examples)
    {
        using var noGrad = no_grad();
        Layer = layer;
        foreach (var (start, length) in Evaluation.Blocks(population.Architecture, rows[0].Length))
        {
            using var scope = NewDisposeScope();
            blocks.Add(population.Forward(examples.Inputs(rows, start, length), ..layer).DetachFromDisposeScope());
        }
    }

    /// <summary>The index of the layer that comes next.</summary>
    public int Layer { get; }

    /// <summary>What enters it, [R, features, examples], block by block.</summary>
    public IReadOnlyList<Tensor> Blocks => blocks;

    public void Dispose() => blocks.ForEach(b => b.Dispose());
}
