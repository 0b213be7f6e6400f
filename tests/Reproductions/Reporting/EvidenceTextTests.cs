using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class EvidenceTextTests
{
    private static readonly Judgement Weighed = SampleAudit.Bare("equivalence", Verdict.Reproduced, 16) with
    {
        Estimate = 0.002,
        Detectable = 0.004,
        Power = 0.41,
        Tipping = new(0.013, null),
        SameAgain = 0.97,
        Looks = [new(8, 0.003, Verdict.Inconclusive, -0.01, 0.01), new(16, 0.007, Verdict.Reproduced, -0.005, 0.005)],
    };

    [Fact]
    public void Line_OfAnEquivalence_TellsLooksPowerMarginAndRepetition() => Assert.Equal(
        "n = 16 of at most 32; could have shown a distance of 0.40 pp from its limit (80 % power); power 41 % at "
        + "this n if the published figure were true; "
        + "tips at a margin of 1.30 pp; 97 % of audits with other seeds would say the same.",
        EvidenceText.Line(Claim(Weighed)));

    [Fact]
    public void Line_OfADirection_TellsTheEffectThatWouldStillHold()
    {
        var direction = Weighed with
        {
            Kind = "direction",
            Power = null,
            SameAgain = 0.999,
            Tipping = new(-0.003, -0.02)
        };
        Assert.Equal(
            "n = 16 of at most 32; could have seen 0.40 pp (80 % power); would hold even if a gain of 0.30 pp were "
            + "demanded; over 99 % of audits with other seeds would say the same.",
            EvidenceText.Line(Claim(direction, "direction")));
        Assert.Contains("would not be contradicted if a loss of 2.00 pp were allowed",
            EvidenceText.Line(Claim(direction with { Verdict = Verdict.Contradicted, Tipping = new(0.03, 0.02) },
                "direction")));
    }

    [Theory]
    [InlineData("direction", Verdict.Inconclusive, 0.003, "would be reproduced if a loss of 0.30 pp were allowed")]
    [InlineData("bound", Verdict.Reproduced, 0.013, "tips at a bound of 1.30 pp")]
    [InlineData("point", Verdict.Inconclusive, 0.03, "would be reproduced with a precision above 3.00 pp")]
    [InlineData("threshold", Verdict.Reproduced, -0.003, "would hold with no margin at all")]
    [InlineData("equivalence", Verdict.Inconclusive, 0.02, "would be reproduced with a margin above 2.00 pp")]
    public void Line_OfAKind_NamesWhatWouldTipIt(string kind, Verdict verdict, double above, string clause)
    {
        var judgement = Weighed with { Kind = kind, Verdict = verdict, Margin = 0.01, Tipping = new(above, null) };
        Assert.Contains($"; {clause};", EvidenceText.Line(Claim(judgement, kind)));
    }

    [Fact]
    public void Line_WhereTheIntervalDoesNotExplainTheVerdict_TellsNoMargin()
    {
        var fragile = Weighed with { Verdict = Verdict.Inconclusive, Fragile = true };
        Assert.DoesNotContain("margin", EvidenceText.Line(Claim(fragile)));
        Assert.DoesNotContain("0.00 pp", EvidenceText.Line(Claim(Weighed with { Detectable = 0 })));
        Assert.Contains("at least 97 % of audits", EvidenceText.Line(Claim(Weighed, "composite")));
    }

    [Fact]
    public void Line_OfAnExactClaim_IsNone() =>
        Assert.Null(EvidenceText.Line(Claim(SampleAudit.Bare("exact", Verdict.Reproduced, 1), "exact")));

    private static ClaimResult Claim(Judgement judgement, string kind = "equivalence")
    {
        var claim = SampleAudit.Single("a/b", judgement);
        return claim with
        {
            Kind = kind,
            Published = Published.Nothing("fraction"),
            Readings = [claim.Primary with { N = judgement.N, Most = 32 }],
        };
    }
}
