using Pruning.Reproductions.Papers.Taylor;
using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Taylor;

/// <summary>Counts of the small net, by hand.</summary>
public sealed class CostTests
{
    // Nine inputs a map and place: 3·16·1024, 16·16·1024, 16·32·256, 32·32·256, 32·64·64 and 64·64·64 of them.
    private const long Convolutions = 9 * ((3 * 16 * 1024) + (16 * 16 * 1024) + (16 * 32 * 256) + (32 * 32 * 256)
        + (32 * 64 * 64) + (64 * 64 * 64));

    private const long First = 9 * 3 * 16 * 1024;

    [Fact]
    public void Net_ForTwoClasses_HasTheArithmeticAndParametersCountedByHand()
    {
        Assert.Equal(Convolutions + (1024 * 128) + (128 * 2), SmallVgg.Net.MultiplyAccumulates);
        Assert.Equal(
            (9 * ((3 * 16) + (16 * 16) + (16 * 32) + (32 * 32) + (32 * 64) + (64 * 64))) + 224
                + (1024 * 128) + 128 + (128 * 2) + 2,
            SmallVgg.Net.ParameterCount);
        Assert.Equal(SmallVgg.Maps, SmallVgg.MapNames.Length);
        Assert.Equal("conv6 64", SmallVgg.MapNames[^1]);
        Assert.Equal([1024, 1024, 256, 256, 64, 64], SmallVgg.MapSizes);
    }

    [Fact]
    public void Study_AnyWeights_CountsAProductAnElementAndTwoAMap()
    {
        using var session = Cost.Study.Open(Device.Cpu);
        var found = session.Run(Cost.Study.Primary, [1], _ => { }, TestContext.Current.CancellationToken).Single();
        double score = (32 * 1024) + (64 * 256) + (128 * 64) + (2 * 224);
        double step = (3 * (Convolutions + (1024 * 128) + (128 * 2))) - First;
        Assert.Equal(score, found.Values["score.multiplications"]);
        Assert.Equal(step, found.Values["step.multiplications"]);
        Assert.Equal(score / step, found.Values["score.share"], 1e-15);
    }

    [Fact]
    public void DearestMap_OfBothNets_IsThatOfTheSecondLayer()
    {
        var costs = SmallVgg.Net.Steps.Select(s => s.Layer).OfType<Pruning.Shared.Populations.Convolution>()
            .Select(c => 2e-6 * c.MultiplyAccumulates / c.Filters).ToArray();
        Assert.Equal(SmallVgg.DearestMap, costs.Max(), 1e-12);
        Assert.Equal(SmallVgg.DearestMap, costs[1], 1e-12);
        Assert.Equal(57.8, SmallVgg.DearestMapOfVgg16, 0.01);
    }
}
