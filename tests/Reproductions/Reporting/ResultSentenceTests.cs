using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class ResultSentenceTests
{
    private static readonly Judgement Dynamic = SampleAudit.Bare("direction", Verdict.Contradicted, 256) with
    {
        Estimate = -0.01774,
        Lower = -0.02104,
        Upper = -0.01436,
    };

    [Fact]
    public void Of_ReadingsDisagree_NamesTheChoice()
    {
        var claim = Claim(
            Verdict.Contradicted,
            ("scope", "layerwise", Verdict.Contradicted),
            ("init", "fresh", Verdict.Reproduced));
        Assert.Equal(
            "Published +0.0410; measured −0.0177 [−0.0210, −0.0144] nats over 256 seeds: contradicted; "
            + "the same in 2 of 3 readings; reproduced only with init = fresh.",
            ResultSentence.Of(claim));
    }

    [Fact]
    public void Of_ReadingsAgree_SaysSo() => Assert.EndsWith(
        ": contradicted; the same in all 2 readings.",
        ResultSentence.Of(Claim(Verdict.Contradicted, ("init", "fresh", Verdict.Contradicted))));

    [Fact]
    public void Of_AsShippedDiffers_NamesItsChoices()
    {
        var claim = Claim(Verdict.Inconclusive, ("init", "fresh", Verdict.Reproduced));
        claim = claim with { Readings = [claim.Readings[0], claim.Readings[1] with { Id = "as-shipped" }] };
        Assert.EndsWith("reproduced only as shipped (init = fresh).", ResultSentence.Of(claim));
    }

    [Fact]
    public void Of_ManyReadingsDiffer_CountsThemFirst()
    {
        var claim = Claim(
            Verdict.Inconclusive,
            ("a", "1", Verdict.Contradicted),
            ("b", "1", Verdict.Contradicted),
            ("c", "1", Verdict.Contradicted),
            ("d", "1", Verdict.Contradicted));
        Assert.EndsWith(
            "the same in 1 of 5 readings; contradicted in 4 (a = 1; b = 1; c = 1; d = 1).", ResultSentence.Of(claim));
    }

    [Fact]
    public void Of_Composite_SaysWhichPartFails()
    {
        var judgement = SampleAudit.Bare("composite", Verdict.Partial, 256) with
        {
            Parts = [Dynamic with { Verdict = Verdict.Reproduced }, Dynamic with { Kind = "size" }],
        };
        Assert.Contains(
            ": partial (direction reproduced, size contradicted).",
            ResultSentence.Of(SampleAudit.Single("a/b", judgement)));
    }

    [Fact]
    public void Of_Threshold_DoesNotNameEveryLevel() => Assert.EndsWith(
        ": contradicted.",
        ResultSentence.Of(SampleAudit.Single(
            "a/b", SampleAudit.Bare("threshold", Verdict.Contradicted, 8) with { Parts = [Dynamic, Dynamic] })));

    [Fact]
    public void Of_Measurement_ClaimsNoVerdict()
    {
        var judgement = SampleAudit.Bare("measurement", Verdict.Measured, 8) with { Estimate = 0.0123 };
        Assert.Equal(
            "The document gives no figure; measured 0.0123 s over 8 seeds.",
            ResultSentence.Of(SampleAudit.Single("a/b", judgement, Published.Nothing("seconds"))));
    }

    [Fact]
    public void Of_Exact_IsFoundAndNotMeasured()
    {
        var judgement = SampleAudit.Bare("exact", Verdict.Reproduced, 1);
        var published = new Published(333, null, "rows", "333");
        Assert.Equal(
            "Published 333; found 333 rows: reproduced.",
            ResultSentence.Of(SampleAudit.Single("a/b", judgement with { Estimate = 333 }, published)));
        Assert.Equal(
            "Published 333; checked: reproduced.", ResultSentence.Of(SampleAudit.Single("a/b", judgement, published)));
    }

    [Fact]
    public void Of_Point_SaysWhatItsIntervalIs()
    {
        var judgement = SampleAudit.Bare("point", Verdict.Reproduced, 8) with
        {
            Estimate = 0.94,
            Lower = 0.92,
            Upper = 0.96,
        };
        Assert.Equal(
            "Published 94 %; measured 94.00 [92.00, 96.00] % (mean, and where 95 % of single runs fall) over 8 seeds: "
            + "reproduced.",
            ResultSentence.Of(SampleAudit.Single("a/b", judgement, new(0.94, null, "fraction", "94 %"))));
    }

    [Fact]
    public void Of_NothingEstimated_SaysSo() => Assert.Equal(
        "No figure published; no estimate over 3 seeds: inconclusive.",
        ResultSentence.Of(SampleAudit.Single("a/b", SampleAudit.Bare("size", Verdict.Inconclusive, 3))));

    private static ClaimResult Claim(Verdict primary, params (string Key, string Value, Verdict Verdict)[] others)
    {
        var choices = new Dictionary<string, string> { ["init"] = "paired", ["scope"] = "global" };
        var claim = SampleAudit.Single("a/b", Dynamic with { Verdict = primary }, new(0.4289, 0.041, "nats", "0.4289"));
        return claim with { Readings = [claim.Primary with { Choices = choices }, .. others.Select(Other)] };

        ReadingResult Other((string Key, string Value, Verdict Verdict) reading) => SampleAudit.Reading(
            $"{reading.Key}={reading.Value}",
            new Dictionary<string, string>(choices) { [reading.Key] = reading.Value },
            Dynamic with { Verdict = reading.Verdict },
            []);
    }
}
