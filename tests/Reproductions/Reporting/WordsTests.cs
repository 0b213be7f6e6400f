using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;
using Pruning.Reproductions.Studies;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class WordsTests
{
    private static readonly Judgement Dynamic = SampleAudit.Bare(ClaimKind.Direction, Verdict.Contradicted, 256) with { Estimate = -0.01774, Lower = -0.02104, Upper = -0.01436 };

    [Theory]
    [InlineData("nats", true, 0.041, "+0.0410 nats")]
    [InlineData("nats", true, -0.01774, "−0.0177 nats")]
    [InlineData("nats", false, 0.4699, "0.4699 nats")]
    [InlineData("nats", true, 0, "0.0000 nats")]
    [InlineData("nats", true, -0.00003, "−3e−5 nats")]
    [InlineData("nats per 1,000 epochs", true, 0.00412, "+0.0041 nats per 1,000 epochs")]
    [InlineData("fraction", false, 0.94, "94.00 %")]
    [InlineData("fraction", true, -0.0035, "−0.35 pp")]
    [InlineData("fraction", true, 1.4e-17, "0.00 pp")] // what differences that cancel leave
    [InlineData("points", false, 0.0047, "+0.47 pp")]
    [InlineData("rows", false, 333, "333 rows")]
    [InlineData("parameters", false, 55584, "55,584 parameters")]
    [InlineData("epochs", true, 312.51, "+312.5 epochs")]
    [InlineData("", false, 0.0043, "0.0043")]
    [InlineData("nats", false, 1e300, "1e300 nats")]
    [InlineData("nats", false, double.NaN, "– nats")]
    public void Measure_Number_IsPrintedByItsUnit(string unit, bool difference, double value, string expected) =>
        Assert.Equal(expected, Measure.Of(unit, difference).Text(value));

    [Fact]
    public void VerdictOf_AllQualifiers_NamesEach()
    {
        var judgement = Dynamic with { OnThisTestSetOnly = true, Fragile = true, Diverged = 2 };
        var reading = SampleAudit.Reading("primary", new Dictionary<string, string>(), judgement, []) with { Registered = false };
        Assert.Equal("contradicted, on this test set only, fragile, 2 diverged, unregistered n", Words.VerdictOf(reading));
    }

    [Fact]
    public void VerdictOf_ReproducedButNotAfterHolm_SaysSo()
    {
        var reproduced = Dynamic with { Verdict = Verdict.Reproduced, PHolm = 0.051, Caveat = "12 of 256 nets ever get there" };
        var reading = SampleAudit.Reading("primary", new Dictionary<string, string>(), reproduced, []);
        Assert.Equal("reproduced, not after Holm's correction, 12 of 256 nets ever get there", Words.VerdictOf(reading));
        Assert.Equal("reproduced", Words.VerdictOf(reading with { Judgement = reproduced with { PHolm = 0.05, Caveat = null } }));
    }

    [Theory]
    [InlineData(Verdict.Inconclusive, "inconclusive")]
    [InlineData(Verdict.Reproduced, "reproduced")]
    [InlineData(Verdict.Partial, "partial")]
    [InlineData(Verdict.Contradicted, "contradicted")]
    [InlineData(Verdict.Measured, "measured")]
    public void Of_Verdict_IsItsName(Verdict verdict, string name) => Assert.Equal(name, Words.Of(verdict));

    [Theory]
    [InlineData("0.4289", 0.041, "0.4289 (+0.0410)")]
    [InlineData("0.4289 (+0.0410)", 0.041, "0.4289 (+0.0410)")]
    [InlineData(null, 0.041, "+0.0410 nats")]
    [InlineData("0.4289", null, "0.4289")]
    [InlineData(null, null, "–")]
    public void PublishedText_TextAndEffect_AreShownOnce(string? text, double? effect, string expected) =>
        Assert.Equal(expected, Words.PublishedText(SampleAudit.Single("a/b", Dynamic, new(null, effect, "nats", text))));

    [Fact]
    public void Finding_ReadingsDisagree_NamesTheChoice()
    {
        var claim = Claim(Verdict.Contradicted, ("scope", "layerwise", Verdict.Contradicted), ("init", "fresh", Verdict.Reproduced));
        Assert.Equal(
            "Published +0.0410; measured −0.0177 [−0.0210, −0.0144] nats over 256 seeds: contradicted; the same in 2 of 3 readings; reproduced only with init = fresh.",
            Finding.Of(claim));
        Assert.Equal("2 of 3", Words.Agreement(claim));
    }

    [Fact]
    public void Finding_ReadingsAgree_SaysSo() =>
        Assert.EndsWith(": contradicted; the same in all 2 readings.", Finding.Of(Claim(Verdict.Contradicted, ("init", "fresh", Verdict.Contradicted))));

    [Fact]
    public void Finding_AsShippedDiffers_NamesItsChoices()
    {
        var claim = Claim(Verdict.Inconclusive, ("init", "fresh", Verdict.Reproduced));
        claim = claim with { Readings = [claim.Readings[0], claim.Readings[1] with { Id = "as-shipped" }] };
        Assert.EndsWith("reproduced only as shipped (init = fresh).", Finding.Of(claim));
    }

    [Fact]
    public void Finding_ManyReadingsDiffer_CountsThemFirst()
    {
        var claim = Claim(Verdict.Inconclusive, ("a", "1", Verdict.Contradicted), ("b", "1", Verdict.Contradicted), ("c", "1", Verdict.Contradicted), ("d", "1", Verdict.Contradicted));
        Assert.EndsWith("the same in 1 of 5 readings; contradicted in 4 (a = 1; b = 1; c = 1; d = 1).", Finding.Of(claim));
    }

    [Fact]
    public void Finding_Composite_SaysWhichPartFails()
    {
        var size = Dynamic with { Kind = ClaimKind.Size };
        var judgement = Dynamic with { Kind = ClaimKind.Composite, Verdict = Verdict.Partial, Parts = [Dynamic with { Verdict = Verdict.Reproduced }, size] };
        Assert.Contains(": partial (direction reproduced, size contradicted).", Finding.Of(SampleAudit.Single("a/b", judgement)));
    }

    [Fact]
    public void Finding_Measurement_ClaimsNoVerdict()
    {
        var judgement = SampleAudit.Bare(ClaimKind.Measurement, Verdict.Measured, 8) with { Estimate = 0.0123 };
        Assert.Equal("The document gives no figure; measured 0.0123 s over 8 seeds.", Finding.Of(SampleAudit.Single("a/b", judgement, Published.Nothing("seconds"))));
    }

    [Fact]
    public void Finding_NothingEstimated_SaysSo() =>
        Assert.Equal("No figure published; no estimate over 3 seeds: inconclusive.", Finding.Of(SampleAudit.Single("a/b", SampleAudit.Bare(ClaimKind.Size, Verdict.Inconclusive, 3))));

    [Fact]
    public void VerdictTable_LongStatement_IsCutAtAWord()
    {
        var row = VerdictTable.RowOf(SampleAudit.Single("a/b", Dynamic, statement: string.Concat(Enumerable.Repeat("statement ", 20))));
        Assert.EndsWith("statement…", row.Statement);
        Assert.InRange(row.Statement.Length, 60, 96);
    }

    [Fact]
    public void Markdown_BarsAndStars_StayText()
    {
        var table = VerdictTable.Markdown([VerdictTable.RowOf(SampleAudit.Single("a/b", Dynamic, statement: "x | y *z*\nw <b>"))]);
        Assert.Contains("| `a/b` | x \\| y \\*z\\* w \\<b\\> | – | −0.0177 [−0.0210, −0.0144] nats | 256 | **contradicted** | 1 of 1 |", table);
    }

    [Fact]
    public void Markdown_Report_HasARowAndAFindingForEveryClaim()
    {
        var audit = SampleAudit.Penguins();
        var text = MarkdownReport.Render(audit);
        Assert.All(audit.Claims, c => Assert.Contains($"| `{c.Id}` |", text));
        Assert.All(audit.Claims, c => Assert.Contains($"### `{c.Id}`", text));
        Assert.DoesNotContain("NaN", text);
    }

    private static ClaimResult Claim(Verdict primary, params (string Key, string Value, Verdict Verdict)[] others)
    {
        var choices = new Dictionary<string, string> { ["init"] = "paired", ["scope"] = "global" };
        var claim = SampleAudit.Single("a/b", Dynamic with { Verdict = primary }, new(0.4289, 0.041, "nats", "0.4289"));
        return claim with
        {
            Readings =
            [
                claim.Primary with { Choices = choices },
                .. others.Select(o => SampleAudit.Reading($"{o.Key}={o.Value}", new Dictionary<string, string>(choices) { [o.Key] = o.Value }, Dynamic with { Verdict = o.Verdict }, [])),
            ],
        };
    }
}
