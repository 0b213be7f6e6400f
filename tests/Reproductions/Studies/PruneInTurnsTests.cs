using Pruning.Reproductions.Studies;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

/// <summary>Pruning in turns, without training between them.</summary>
public sealed class PruneInTurnsTests
{
    private static readonly Architecture Net = new(
        new Linear("hidden", 1, 30, Bias: false), new Relu(), new Linear("output", 30, 2, Bias: false));

    private static readonly Arm Start = Arm.Start(HandNets.Data, Net, Init.GlorotNormal());

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void PruneInTurns_ScoresThatNoTurnChanges_IsPruningAtOnce(int turns)
    {
        PruningMethod method = new(Criterion.Magnitude);
        var (inTurns, atOnce) = (
            HandNets.State(Start.PruneInTurns(method, 0.8, turns)),
            HandNets.State(Start.Prune(method, Amount.OfTotal(0.8))));
        Assert.Equal(atOnce.Mask, inTurns.Mask);
        Assert.Equal(atOnce.Values, inTurns.Values);
    }

    [Fact]
    public void PruneInTurns_ScoresThatTurnsChange_AreTakenAnew()
    {
        // A unit's paths are lost with all its weights on one side; those on the other then score 0 and go next, so
        // that in turns only the last one can leave some behind.
        PruningMethod method = new(Criterion.SynapticFlow);
        Assert.All(Enumerable.Range(1, 20), seed =>
            Assert.InRange(Cut(HandNets.State(Start.PruneInTurns(method, 0.9, 100), seed)), 0, 1));
        Assert.Contains(Enumerable.Range(1, 20), seed =>
            Cut(HandNets.State(Start.Prune(new(Criterion.Magnitude), Amount.OfTotal(0.9)), seed)) > 1);
        Assert.NotEqual(
            Start.PruneInTurns(method, 0.9, 100).Hash, Start.PruneInTurns(method, 0.9, 99).Hash);
    }

    [Fact]
    public void PruneInTurns_NoTurnOrNoShare_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Start.PruneInTurns(new(Criterion.Magnitude), 0.5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Start.PruneInTurns(new(Criterion.Magnitude), 1.5, 3));
    }

    /// <summary>Counts the units that have weights on one side only.</summary>
    private static int Cut(NetState net) => Enumerable.Range(0, 30).Count(unit =>
        (net.Mask[unit] == 1) != (net.Mask[30 + unit] == 1 || net.Mask[60 + unit] == 1));
}
