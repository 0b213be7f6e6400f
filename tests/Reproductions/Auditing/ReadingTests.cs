using Pruning.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class ReadingTests
{
    private static readonly FakeExperiment Experiment = new();

    [Fact]
    public void Readings_OfChoices_PrimaryThenCombinationsThenOneChoiceAtATime() => Assert.Equal(
        [
            ("primary", "order=up,speed=slow", 7),
            ("as-shipped", "order=down,speed=fast", 5),
            ("speed=faster,order=down", "order=down,speed=faster", 5),
            ("speed=fast", "order=up,speed=fast", 5),
            ("speed=faster", "order=up,speed=faster", 5),
            ("order=down", "order=down,speed=slow", 5),
        ],
        Experiment.Readings.Select(r => (r.Id, r.Protocol, r.Registered)));

    [Fact]
    public void Readings_OfChoices_MoveTheArmsOfWhatTheyChange() => Assert.Equal(
        ["", "a b", "a b", "b", "b", "a b"],
        Experiment.Readings.Select(r => string.Join(' ', r.Moved.Order())));

    [Fact]
    public void Readings_Twice_AreTheSameObjects() => Assert.Same(Experiment.Readings[1], Experiment.Readings[1]);

    [Fact]
    public void Readings_OnePrimary_IsTheFirst()
    {
        Assert.Same(Experiment.Readings[0], Experiment.Primary);
        Assert.Equal([true, false, false, false, false, false], Experiment.Readings.Select(r => r.Primary));
    }

    [Fact]
    public void Canonical_ChoicesInAnyOrder_IsTheSame()
    {
        var primary = Experiment.Primary;
        var turned = primary with { Choices = primary.Choices.Reverse().ToDictionary(c => c.Key, c => c.Value) };
        Assert.Equal(primary.Protocol, turned.Protocol);
    }

    [Fact]
    public void Claim_Readings_AreThoseThatMoveItsArms()
    {
        Assert.Equal(6, Experiment.Claim().Readings.Count);
        Assert.Equal(["primary", "as-shipped", "speed=faster,order=down", "order=down"], Experiment.ClaimOnA().Readings.Select(r => r.Id));
    }

    [Fact]
    public void Claim_Concerns_TheMetricsOfItsArmsOnly()
    {
        Assert.True(Experiment.ClaimOnA().Concerns("a.loss"));
        Assert.False(Experiment.ClaimOnA().Concerns("b.loss"));
        Assert.False(Experiment.ClaimOnA().Concerns("ab.loss"));
    }
}
