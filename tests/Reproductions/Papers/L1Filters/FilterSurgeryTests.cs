using Pruning.Reproductions.Papers.L1Filters;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Surgery;
using Pruning.Tests.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>What is left of nets whose filters have norms known by hand.</summary>
public sealed class FilterSurgeryTests
{
    private static readonly Convolution First = new("conv1", new(1, 3, 3), 4, 2, Bias: false);
    private static readonly Convolution Second = new("conv2", First.Output, 3, 1, Bias: false);

    /// <summary>4 filters of 2×2, 3 of 1×1 over 4 maps, 3·2·2 features to 2: 16 + 12 + 26 = 54.</summary>
    private static readonly Architecture Net = new(First, new Relu(), Second, new Relu(),
        new Linear("fc", Second.Output.Features, 2));

    /// <summary>
    /// By L1 the filters 0 and 3 of conv1 are least (3 and 2 against 4 and 6), by L2 the filters 1 and 3 (2 and 2
    /// against 3 and 3); of conv2 the filters 0 and 2 by both.
    /// </summary>
    private static readonly float[] Known =
    [
        3, 0, 0, 0, 1, -1, 1, -1, 1.5f, -1.5f, 1.5f, -1.5f, 0, -2, 0, 0,
        0.1f, 0.1f, 0.1f, 0.1f, 1, 2, -3, 4, 0.2f, 0, 0, 0.3f,
        .. Enumerable.Range(1, 26),
    ];

    private static readonly Arm Start = Arm.Given(HandNets.Data, Net, Known);

    [Fact]
    public void Prune_KnownNorms_KeepsWhatEitherNormLeaves()
    {
        Assert.Equal("conv1 1 2, conv2 1", KeptBy(Norm.L1));
        Assert.Equal("conv1 0 2, conv2 1", KeptBy(Norm.L2));
    }

    [Fact]
    public void Shrink_KnownNet_AreTheFiltersTheirChannelsAndTheirColumns()
    {
        // 2·4 + 1·2 + 4·2 + 2: of fc the columns 4 to 7 of either output stay, with both biases.
        var small = HandNets.State(Start.Prune(FilterNet.ByNorm(Norm.L1), FilterNet.Two).Shrink());
        Assert.Equal(20, small.Net.ParameterCount);
        Assert.Equal([1, -1, 1, -1, 1.5f, -1.5f, 1.5f, -1.5f, 2, -3, 5, 6, 7, 8, 17, 18, 19, 20, 25, 26], small.Values);
    }

    [Fact]
    public void Prune_RandomFilters_TakesTwoOfEachLayerAndDiffersBetweenSeeds()
    {
        var arm = Start.Prune(FilterNet.ByNorm(Norm.L1) with { Criterion = Criterion.Random }, FilterNet.Two);
        var kept = Enumerable.Range(1, 20).Select(seed => HandNets.State(arm, seed))
            .Select(s => KeptGroups.Under(s.Net, s.Mask)).ToList();
        Assert.All(kept, k => Assert.Equal([2, 1], k.Layers.Select(l => l.Kept.Length)));
        Assert.True(kept.Select(k => k.ToString()).Distinct().Count() > 5);
    }

    private static string KeptBy(Norm norm)
    {
        var state = HandNets.State(Start.Prune(FilterNet.ByNorm(norm), FilterNet.Two));
        return KeptGroups.Under(state.Net, state.Mask).ToString();
    }
}
