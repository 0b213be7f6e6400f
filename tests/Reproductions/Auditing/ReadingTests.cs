using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class ReadingTests
{
    private static readonly FakeStudy Study = new();

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
        Study.Readings.Select(r => (r.Id, r.Protocol, r.Registered)));

    [Fact]
    public void Readings_OfChoices_MoveTheArmsOfWhatTheyChange() => Assert.Equal(
        ["", "a b", "a b", "b", "b", "a b"],
        Study.Readings.Select(r => string.Join(' ', r.ChangedArms.Order())));

    [Fact]
    public void Readings_Twice_AreTheSameObjects() => Assert.Same(Study.Readings[1], Study.Readings[1]);

    [Fact]
    public void Readings_OnePrimary_IsTheFirst()
    {
        Assert.Same(Study.Readings[0], Study.Primary);
        Assert.Equal([true, false, false, false, false, false], Study.Readings.Select(r => r.Primary));
    }

    [Fact]
    public void Canonical_ChoicesInAnyOrder_IsTheSame()
    {
        var primary = Study.Primary;
        var turned = primary with { Choices = primary.Choices.Reverse().ToDictionary(c => c.Key, c => c.Value) };
        Assert.Equal(primary.Protocol, turned.Protocol);
    }

    [Fact]
    public void Claim_Readings_AreThoseThatMoveItsArms()
    {
        Assert.Equal(6, Study.Claim().Readings.Count);
        Assert.Equal(["primary", "as-shipped", "speed=faster,order=down", "order=down"],
            Study.ClaimOnA().Readings.Select(r => r.Id));
    }

    [Fact]
    public void Claim_Concerns_TheMetricsOfItsArmsOnly()
    {
        Assert.True(Study.ClaimOnA().Concerns("a.loss"));
        Assert.False(Study.ClaimOnA().Concerns("b.loss"));
        Assert.False(Study.ClaimOnA().Concerns("ab.loss"));
    }
}
