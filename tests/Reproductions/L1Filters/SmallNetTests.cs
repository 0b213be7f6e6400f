using Pruning.Reproductions.Papers.L1Filters;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Xunit;

namespace Pruning.Tests.Reproductions.L1Filters;

/// <summary>What is left of nets whose filters have norms known by hand.</summary>
public sealed class SmallNetTests
{
    private static readonly Convolution First = new("conv1", new(1, 3, 3), 4, 2, Bias: false);
    private static readonly Convolution Second = new("conv2", First.Output, 3, 1, Bias: false);

    /// <summary>4 filters of 2×2, 3 of 1×1 over 4 maps, 3·2·2 features to 2: 16 + 12 + 26 = 54.</summary>
    private static readonly Architecture Net = new(First, new Relu(), Second, new Relu(), new Linear("fc", Second.Output.Features, 2));

    /// <summary>By L1 the filters 0 and 3 of conv1 are least (3 and 2 against 4 and 6), by L2 the filters 1 and 3 (2 and 2 against 3 and 3); of conv2 the filters 0 and 2 by both.</summary>
    private static readonly float[] Known =
    [
        3, 0, 0, 0, 1, -1, 1, -1, 1.5f, -1.5f, 1.5f, -1.5f, 0, -2, 0, 0,
        0.1f, 0.1f, 0.1f, 0.1f, 1, 2, -3, 4, 0.2f, 0, 0, 0.3f,
        .. Enumerable.Range(1, 26),
    ];

    [Fact]
    public void KeptOf_KnownNorms_IsWhatEitherNormLeaves()
    {
        Assert.Equal("conv1 1 2, conv2 1", Of(Norm.L1, [Known], [7]).KeptOf(7));
        Assert.Equal("conv1 0 2, conv2 1", Of(Norm.L2, [Known], [7]).KeptOf(7));
    }

    [Fact]
    public void KeptOf_SeveralSeeds_IsEachOnesOwn()
    {
        var other = (float[])Known.Clone();
        (other[3], other[4], other[12]) = (9, 0, 9); // filter 0 gains, filter 1 loses, filter 3 gains
        var small = Of(Norm.L1, [Known, other], [20, 10]);
        Assert.Equal(("conv1 1 2, conv2 1", "conv1 0 3, conv2 1"), (small.KeptOf(20), small.KeptOf(10)));
    }

    [Fact]
    public void CutInBoth_TwoNorms_CountsTheFiltersThatBothTake()
    {
        var (l1, l2) = (Of(Norm.L1, [Known], [1]), Of(Norm.L2, [Known], [1]));
        Assert.Equal((4, 4), (l1.CutInBoth(l1, 0), l2.CutInBoth(l2, 0)));

        // Filter 3 of conv1, and both of conv2.
        Assert.Equal((3, 3), (l1.CutInBoth(l2, 0), l2.CutInBoth(l1, 0)));
    }

    [Fact]
    public void Rows_KnownNet_AreTheFiltersTheirChannelsAndTheirColumns()
    {
        // 2·4 + 1·2 + 4·2 + 2: of fc the columns 4 to 7 of either output stay, with both biases.
        var small = Of(Norm.L1, [Known], [1]);
        Assert.Equal(20, small.Architecture.ParameterCount);
        Assert.Equal(
            [1, -1, 1, -1, 1.5f, -1.5f, 1.5f, -1.5f, 2, -3, 5, 6, 7, 8, 17, 18, 19, 20, 25, 26],
            small.Rows.Single());
    }

    [Fact]
    public void Of_RandomFilters_TakesTwoOfEachLayerAndDiffersBetweenSeeds()
    {
        int[] seeds = [.. Enumerable.Range(1, 20)];
        var small = SmallNet.Of(Net, FilterProtocol.AtRandom, FilterProtocol.Two, [.. seeds.Select(_ => Known)], seeds);
        Assert.Equal(20, small.Architecture.ParameterCount);
        Assert.True(seeds.Select(small.KeptOf).Distinct().Count() > 5);
    }

    private static SmallNet Of(Norm norm, float[][] trained, int[] seeds) => SmallNet.Of(Net, FilterProtocol.ByNorm(norm), FilterProtocol.Two, trained, seeds);
}
