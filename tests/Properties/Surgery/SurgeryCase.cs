using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Surgery;
using Pruning.Tests.Properties.Populations;

namespace Pruning.Tests.Properties.Surgery;

/// <summary>
/// Rows of a net of one to four layers with parameters, and what each row keeps: its own groups, but equally many of
/// every layer.
/// </summary>
/// <param name="Orders">[row][layer]: all groups of a layer, those first that stay longest.</param>
/// <param name="Counts">How many of each layer stay.</param>
public sealed record SurgeryCase(ImageCase Whole, int[][][] Orders, int[] Counts)
{
    public static Gen<SurgeryCase> Any { get; } = Of(Gen.OneOf(Nets.Images, Nets.Dense(4)));

    /// <summary>Of nets with residual blocks and batch normalisation in which something is removed.</summary>
    public static Gen<SurgeryCase> Blocks { get; } = Of(Nets.Blocks).Where(
        c => c.Net.ParameterCount > c.Kept[0].Smaller().ParameterCount);

    private static Gen<SurgeryCase> Of(Gen<Architecture> nets) =>
        from c in ImageCase.Of(nets)
        let layers = GroupedLayer.Of(c.Net)
        from shuffled in Gen.Shuffle(Enumerable.Range(0, Most)).ArrayOf(layers.Count).ArrayOf(c.Rows.Length)
        from counts in Gen.Choose(1, 60).ArrayOf(layers.Count)
        select new SurgeryCase(
            c,
            [.. shuffled.Select(row => row.Zip(layers, (order, layer) => order.Where(g => g < layer.Count).ToArray())
                .ToArray())],
            [.. counts.Zip(layers, (count, layer) => 1 + (count % layer.Count))]);

    public static Arbitrary<SurgeryCase> AnyCase() => Any.ToArbitrary();

    /// <summary>Those of them in which something is removed.</summary>
    public static Gen<SurgeryCase> Removing { get; } =
        Any.Where(c => c.Net.ParameterCount > c.Kept[0].Smaller().ParameterCount);

    private const int Most = 5;

    public Architecture Net => Whole.Net;

    public float[][] Rows => Whole.Rows;

    public IReadOnlyList<GroupedLayer> Layers => GroupedLayer.Of(Net);

    public KeptGroups[] Kept => KeptWith(Counts);

    /// <summary>What stays when so many of each layer do; where fewer do, they are some of the same.</summary>
    public KeptGroups[] KeptWith(int[] counts) =>
        [.. Orders.Select(row => new KeptGroups(Net, Layers.Select((layer, i) => (layer.Name, row[i][..counts[i]]))
            .ToDictionary(x => x.Name, x => (IReadOnlyList<int>)x.Item2)))];

    public SmallerNets Cut() => SmallerNets.Cut(Rows, Kept);

    public override string ToString() => $"{Whole}; {string.Join(" | ", Kept.Select(k => k.ToString()))}";
}
