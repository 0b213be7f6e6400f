using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Training;

/// <summary>
/// The cached inputs of one layer, by row and block of examples. Nets that differ only from that layer on are evaluated
/// from here, with bit-identical results. On a GPU nothing is cached.
/// </summary>
public sealed unsafe class CachedActivations : IDisposable
{
    private readonly List<AlignedBuffer[]> rows = [];

    /// <param name="layer">The index of the layer in <see cref="Architecture.Steps"/>.</param>
    /// <param name="values">R rows of P parameters.</param>
    /// <param name="lists">One list of examples per row, equally long.</param>
    public CachedActivations(Architecture net, int layer, IReadOnlyList<float[]> values, IReadOnlyList<int[]> lists,
        Examples examples)
    {
        Layer = layer;
        if (examples.Device != Device.Cpu)
        {
            return;
        }

        var blocks = Evaluation.Blocks(net, lists[0].Length).ToArray();
        using var network = new CpuNetwork(net, examples.Features, blocks[0].Length);
        foreach (var (row, list) in values.Zip(lists))
        {
            rows.Add([.. blocks.Select(block => Entering(network, row, list.AsSpan(block.Start, block.Length),
                examples))]);
        }
    }

    /// <summary>The index of the layer whose inputs are cached.</summary>
    public int Layer { get; }

    public void Dispose() => rows.ForEach(blocks => Array.ForEach(blocks, b => b.Dispose()));

    /// <summary>Gets the layer's inputs, in panels, for one row and one block of its list.</summary>
    internal float* Of(int row, int block) => rows[row][block].Data;

    private AlignedBuffer Entering(CpuNetwork network, float[] row, ReadOnlySpan<int> list, Examples examples)
    {
        network.Gather(examples.Inputs, list);
        fixed (float* parameters = row)
        {
            var panels = network.Forward(parameters, network.Input, ..Layer, list.Length);
            var kept = new AlignedBuffer(Panels.Length(network.FeaturesAt(Layer), list.Length));
            new Span<float>(panels, (int)kept.Length).CopyTo(kept.Span);
            return kept;
        }
    }
}
