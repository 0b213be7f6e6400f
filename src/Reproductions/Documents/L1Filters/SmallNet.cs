using Pruning.Reproductions.Documents.Common;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Surgery;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>What is left of trained nets when some of their filters are cut out, each net's own.</summary>
internal sealed class SmallNet
{
    private readonly IReadOnlyList<int> seeds;
    private readonly IReadOnlyList<KeptGroups> kept;
    private readonly SmallerNets nets;

    private SmallNet(IReadOnlyList<int> seeds, IReadOnlyList<KeptGroups> kept, SmallerNets nets) => (this.seeds, this.kept, this.nets) = (seeds, kept, nets);

    public Architecture Architecture => nets.Architecture;

    /// <summary>The inherited parameters, one row a seed.</summary>
    public float[][] Rows => nets.Rows;

    /// <summary>Cuts out what a method chooses.</summary>
    /// <param name="trained">One row a seed.</param>
    public static SmallNet Of(Architecture net, PruningMethod method, Amount amount, IReadOnlyList<float[]> trained, IReadOnlyList<int> seeds)
    {
        var masks = new Pruner(net, trained, seeds).Masks(method, amount);
        KeptGroups[] left = [.. masks.Select(mask => KeptGroups.Under(net, mask))];
        return new(seeds, left, SmallerNets.Cut(trained, left));
    }

    /// <summary>What a seed's net keeps.</summary>
    public string KeptOf(int seed) => kept[seeds.ToList().IndexOf(seed)].ToString();

    /// <summary>How many filters are cut out here and there alike.</summary>
    /// <param name="row">The net's place among the seeds.</param>
    public int CutInBoth(SmallNet other, int row) => kept[row].Layers.Sum(l => l.Layer.Count - l.Kept.Union(other.kept[row].Of(l.Layer.Name)).Count());
}
