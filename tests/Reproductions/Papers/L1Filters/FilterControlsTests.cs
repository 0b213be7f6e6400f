using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>What the controls add to the claim that the accuracy stays: whether the pruning mattered at all.</summary>
public sealed class FilterControlsTests
{
    private static readonly Claim Claim = Catalogue.Claims.Single(c => c.Id == "l1-filters/same-accuracy");
    private static readonly Reading Controls = Claim.Readings.Single(r => r.Id == "controls=trained");

    [Fact]
    public void Controls_Rule_IsTheEquivalenceAndTwoDirections()
    {
        var parts = Assert.IsType<CompositeRule>(Claim.RuleFor(Controls)).Rules;
        Assert.Equal(["equivalence", "direction", "direction"], parts.Select(p => p.Kind));
        Assert.Equal((0.01, (double?)0), (((EquivalenceRule)parts[0]).Margin,
            ((EquivalenceRule)parts[0]).PublishedEffect));
        Assert.Equal(
            ["pruned.testAccuracy − baseline.testAccuracy", "pruned.testAccuracy − scratch.testAccuracy",
                "pruned.testAccuracy − random.testAccuracy"],
            parts.SelectMany(p => p.Quantities).Select(q => q.Name));
    }

    [Fact]
    public void Controls_OtherReadings_KeepTheEquivalenceAlone() =>
        Assert.All(Claim.Readings.Where(r => r != Controls), r => Assert.IsType<EquivalenceRule>(Claim.RuleFor(r)));

    [Theory]
    [InlineData(0.000, 0.02, 0.02, Verdict.Reproduced)]
    [InlineData(0.000, 0.02, 0.00, Verdict.Partial)]
    [InlineData(0.000, 0.00, 0.02, Verdict.Partial)]
    [InlineData(0.000, -0.02, -0.02, Verdict.Partial)]
    [InlineData(-0.03, 0.02, 0.02, Verdict.Contradicted)]
    [InlineData(-0.01, 0.02, 0.02, Verdict.Inconclusive)]
    public void Controls_Verdict_IsTheEquivalencesUnlessAControlFails(double overBaseline, double overScratch,
        double overRandom, Verdict verdict) =>
        Assert.Equal(verdict, Claim.Judge(Nets(overBaseline, overScratch, overRandom), Controls).Verdict);

    [Theory]
    [InlineData(0.02, 0.03, "Inheriting filters helped: ", "Selecting them by norm helped: ")]
    [InlineData(0.02, 0.00, "Inheriting filters helped: ",
        "Selecting them by norm is not shown to have mattered: ")]
    [InlineData(0.00, 0.03, "Inheriting filters is not shown to have mattered: ",
        "Selecting them by norm helped: ")]
    [InlineData(0.00, 0.00, "Inheriting filters is not shown to have mattered: ",
        "Selecting them by norm is not shown to have mattered: ")]
    [InlineData(-0.02, 0.03, "Inheriting filters did harm: ", "Selecting them by norm helped: ")]
    [InlineData(-0.02, -0.03, "Inheriting filters did harm: ", "Selecting them by norm did harm: ")]
    public void Controls_Answer_SaysWhetherItMatteredThatAndWhichWereKept(double overScratch, double overRandom,
        string that, string which)
    {
        var answer = Claim.Judge(Nets(0, overScratch, overRandom), Controls).ReadingNote;
        Assert.StartsWith(that, answer);
        Assert.Contains(which, answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Controls_Answer_GivesTheDifferencesWithTheirIntervals()
    {
        // ± 0.001 around each: sd √(8/7)/1000, t(7; 0.975) = 2.365 (any printed table), so ± 0.0894 points.
        var answer = Claim.Judge(Nets(0, 0.02, -0.03), Controls).ReadingNote;
        Assert.Matches(@"by \+2\.00 pp \[\+1\.91, \+2\.09\] from the same small net trained from scratch ", answer);
        Assert.Matches(@"by −3\.00 pp \[−3\.09, −2\.91\] from a net that lost random filters\.", answer);
        Assert.Matches(@"by −1\.00 pp \[−1\.09, −0\.91\] from the whole net trained for both nets’ epochs\.", answer);
    }

    [Fact]
    public void Controls_Answer_DoesNotDependOnTheBaseline() =>
        Assert.Equal(Claim.Judge(Nets(0, 0.02, 0.03), Controls).ReadingNote,
            Claim.Judge(Nets(-0.05, 0.02, 0.03), Controls).ReadingNote);

    [Theory]
    [InlineData("as-shipped")]
    [InlineData("net=fresh")]
    public void Fresh_Answer_SaysThatNothingWasInheritedAndWhereTheNetStartsAndEnds(string reading)
    {
        var answer = Claim.Judge(Nets(0, 0, 0), Claim.Readings.Single(r => r.Id == reading)).ReadingNote;
        Assert.StartsWith("The small net inherits nothing from the trained one", answer);
        Assert.Contains("50.00 % before training and 94.00 % after it", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_EveryOtherReading_IsNone() => Assert.All(
        Claim.Readings.Where(r => r != Controls && r.Id is not ("as-shipped" or "net=fresh")),
        r => Assert.Null(Claim.Judge(Nets(0, 0.02, 0.02), r).ReadingNote));

    /// <summary>
    /// Eight replicates whose differences alternate by a tenth of a point around their means; the whole net, trained
    /// for as long, is a point better than the pruned.
    /// </summary>
    private static Replicate[] Nets(double overBaseline, double overScratch, double overRandom) =>
        [.. Enumerable.Range(1, 8).Select(seed =>
    {
        var apart = seed % 2 == 0 ? 0.001 : -0.001;
        return Curves.Of(
            ("baseline", 0.94 - overBaseline - apart), ("beforeRetraining", 0.5), ("pruned", 0.94),
            ("scratch", 0.94 - overScratch - apart), ("random", 0.94 - overRandom + apart), ("longer", 0.95 + apart))
                with { Seed = seed };
    })];
}
