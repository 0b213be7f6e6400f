using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class VerdictTextTests
{
    private static readonly Judgement Dynamic = SampleAudit.Bare("direction", Verdict.Contradicted, 256) with
    {
        Estimate = -0.01774,
        Lower = -0.02104,
        Upper = -0.01436,
    };

    [Fact]
    public void Of_AllQualifiers_NamesEach()
    {
        var judgement = Dynamic with
        {
            OnThisTestSet = Verdict.Reproduced,
            SeedsOnly = true,
            Fragile = true,
            SameAgain = 0.89,
            PAgainstHolm = 0.026,
            Diverged = 2,
        };
        var reading = SampleAudit.Reading("primary", new Dictionary<string, string>(), judgement, []) with
        {
            Registered = false,
        };
        Assert.Equal(
            "contradicted, reproduced on this test set alone, seeds only, fragile, near its margin, "
            + "not after Holm's correction, 2 diverged, unregistered n",
            VerdictText.Of(reading));
    }

    [Fact]
    public void Of_ReproducedButNotAfterHolm_SaysSo()
    {
        var reproduced = Dynamic with
        {
            Verdict = Verdict.Reproduced,
            PHolm = 0.026,
            Caveat = "12 of 256 nets ever get there",
        };
        var reading = SampleAudit.Reading("primary", new Dictionary<string, string>(), reproduced, []);
        Assert.Equal("reproduced, not after Holm's correction, 12 of 256 nets ever get there", VerdictText.Of(reading));
        Assert.Equal(
            "reproduced", VerdictText.Of(reading with
            {
                Judgement = reproduced
                with
                { PHolm = 0.025, Caveat = null }
            }));
    }

    [Theory]
    [InlineData(Verdict.Inconclusive, "inconclusive")]
    [InlineData(Verdict.Reproduced, "reproduced")]
    [InlineData(Verdict.Partial, "partial")]
    [InlineData(Verdict.Contradicted, "contradicted")]
    [InlineData(Verdict.Measured, "measured")]
    [InlineData(Verdict.Negligible, "negligible")]
    [InlineData(Verdict.HangsOn, "hangs-on")]
    [InlineData(Verdict.NotRun, "not-run")]
    public void Of_Verdict_IsItsName(Verdict verdict, string name) => Assert.Equal(name, VerdictText.Of(verdict));
}
