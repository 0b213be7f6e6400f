using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.WeightVsUnit;

/// <summary>Up to which level a curve holds, seen through the claims that ask for it.</summary>
public sealed class LevelTests
{
    private static readonly Claim Sooner = Catalogue.Claims.Single(c => c.Id == "weight-vs-unit/unit-degrades-sooner");

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(25)]
    [InlineData(90)]
    [InlineData(97)]
    [InlineData(99)]
    public void LargestHeld_MonotoneCurve_IsTheLastLevelWithinTheMargin(int level) =>
        Assert.Equal(level, Held(Curves.Until(level)));

    [Fact]
    public void LargestHeld_CurveThatDipsAndRecovers_EndsBeforeTheDip()
    {
        Assert.Equal(25, Held([98, 98, 96, 98, 98, 98, 98, 98, 98, 98]));
        Assert.Equal(0, Held([96.9, 98, 98, 98, 98, 98, 98, 98, 98, 98]));
        Assert.Equal(97, Held([98, 98, 98, 98, 98, 98, 98, 98, 98, 90]));
    }

    [Fact]
    public void LargestHeld_CurveAboveTheUnprunedNet_HoldsToTheEnd() =>
        Assert.Equal(99, Held(Curves.Until(99, before: 99.5)));

    [Fact]
    public void LargestHeld_LossesOfOneImageMoreOrLess_AreToldApart()
    {
        Assert.Equal(99, Held(Curves.Until(99, before: 97.01)));
        Assert.Equal(0, Held(Curves.Until(99, before: 96.99)));
    }

    [Fact]
    public void LargestHeld_LossOfExactlyTheMargin_IsLostAtEveryAccuracy()
    {
        // A hundred of ten thousand images, whatever the difference is rounded to.
        for (var correct = 200; correct <= 10000; correct++)
        {
            var replicate = Of(correct / 10000.0, (correct - 100) / 10000.0);
            Assert.Equal(0, Further(replicate, "primary"));
        }

        static Replicate Of(double unpruned, double pruned) => Curves.Of(
            [("weight@0", unpruned), .. Curves.Pruned.SelectMany(k =>
                new[] { ($"weight@{k}", pruned), ($"unit@{k}", 0.0) })]);
    }

    [Fact]
    public void HoldsFurther_TwoCurves_IsTheDifferenceOfTheirLevels()
    {
        Assert.Equal(95 - 50, Further(Curves.Of(98, ("weight", Curves.Until(95)), ("unit", Curves.Until(50))),
            "primary"));
        Assert.Equal(50 - 95, Further(Curves.Of(98, ("weight", Curves.Until(50)), ("unit", Curves.Until(95))),
            "primary"));
        Assert.Equal(0, Further(Curves.Of(98, ("weight", Curves.Until(99)), ("unit", Curves.Until(99))), "primary"));
    }

    [Fact]
    public void HoldsFurther_FivePoints_IsJudgedByThem()
    {
        var slow = Curves.Of(98, ("weight", [98, 98, 98, 97.5, 96, 95, 94, 93.5, 90, 60]),
            ("unit", [98, 97, 96, 94, 90, 80, 60, 40, 20, 10]));
        Assert.Equal(60 - 20, Further(slow, "primary"));
        Assert.Equal(95 - 60, Further(slow, "noticeable=5pp"));
    }

    [Fact]
    public void HoldsFurther_OnlyHiddenLayersPruned_IsMeasuredFromTheSameUnprunedNet()
    {
        var rule = (CompositeRule)Catalogue.Claims.Single(c => c.Id == "weight-vs-unit/zero-inputs-explain").Rule;
        var replicate = Curves.Of(98, ("weight", Curves.Until(90)), ("hidden", Curves.Until(70)));
        Assert.Equal(90 - 70, rule.Rules[2].Quantities.Single().Value(replicate));
    }

    [Fact]
    public void Remark_ReplicatesThatDiffer_TellsMeansAndIntervals()
    {
        // Weight holds to 90, 95, 95: mean 93.33, sd 2.887, and t(2; 0.975) = 4.303 (any printed table): ± 7.172.
        Replicate[] replicates =
        [
            Curves.Of(98, ("weight", Curves.Until(90)), ("unit", Curves.Until(25))),
            Curves.Of(98, ("weight", Curves.Until(95)), ("unit", [98, 98, 96, 98, 98, 98, 98, 98, 98, 98])),
            Curves.Of(98, ("weight", Curves.Until(95)), ("unit", Curves.Until(60))),
        ];
        var note = Sooner.Judge(replicates, Sooner.Readings[0]).Notes[0];
        Assert.StartsWith("Weight pruning stays within 1 pp of the unpruned net up to 93.3 % [86.2, 100.5]", note);
        Assert.Contains("unit pruning up to 36.7 %", note);
        Assert.Contains("first leaves that margin at 56.7 %", note);
    }

    [Fact]
    public void Remark_OtherMargin_TellsTheLevelsOfThatMargin()
    {
        Replicate[] alike = [.. Enumerable.Range(1, 5).Select(seed =>
            Curves.Of(98, ("weight", Curves.Until(70, after: 95)), ("unit", Curves.Until(20, after: 95)))
            with { Seed = seed })];
        string Note(string reading) => Sooner.Judge(alike, Sooner.Readings.Single(r => r.Id == reading)).Notes[0];
        Assert.Contains("within 1 pp of the unpruned net up to 70 %", Note("primary"));
        Assert.Contains("within 5 pp of the unpruned net up to 99 %", Note("noticeable=5pp"));
    }

    [Fact]
    public void Judge_ReplicatesOfOneShape_FollowsTheMarginOfTheReading()
    {
        // Weight pruning loses 2 points from 60 % on: too much for a margin of one, not for one of five.
        var claim = Catalogue.Claims.Single(c => c.Id == "weight-vs-unit/weight-holds-to-95");
        Replicate[] replicates = [.. Enumerable.Range(1, 8)
            .Select(seed => Curves.Of(98, ("weight", Curves.Until(50, after: 96 - (seed / 100.0))),
            ("unit", Curves.Until(0))) with { Seed = seed })];
        var verdicts = claim.Readings.ToDictionary(r => r.Id, r => claim.Judge(replicates, r).Verdict);
        Assert.Equal(Verdict.Contradicted, verdicts["primary"]);
        Assert.Equal(Verdict.Contradicted, verdicts["upTo=including95"]);
        Assert.Equal(Verdict.Reproduced, verdicts["noticeable=5pp"]);
        Assert.Equal(Verdict.Reproduced, verdicts["upTo=including95,noticeable=5pp"]);
    }

    /// <summary>The largest level that weight pruning holds, where unit pruning holds none.</summary>
    private static double Held(double[] accuracies) =>
        Further(Curves.Of(98, ("weight", accuracies), ("unit", Curves.Until(0))), "primary");

    private static double Further(Replicate replicate, string reading) =>
        Sooner.RuleFor(Sooner.Readings.Single(r => r.Id == reading)).Quantities.First().Value(replicate);
}
