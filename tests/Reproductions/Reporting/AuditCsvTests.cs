using System.Globalization;
using System.Text;
using CsvHelper;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed class AuditCsvTests
{
    private static readonly AuditResult Sample =
        new(SampleAudit.Penguins().Environment, [.. SampleAudit.Penguins().Claims, .. SampleTiers.Audit().Claims]);

    [Fact]
    public void Render_EveryReading_HasARowWithTheValuesOfAuditJson()
    {
        var read = AuditJson.Parse(AuditJson.Serialize(Sample));
        var rows = Parse(AuditCsv.Render(Sample));
        var expected = read.Claims.SelectMany(c => c.Readings, (c, r) => (Claim: c, Reading: r)).ToList();
        Assert.Equal(expected.Count, rows.Count);
        Assert.All(expected.Zip(rows), pair =>
        {
            var ((claim, reading), row) = pair;
            var judgement = reading.Judgement;
            Assert.Equal(claim.Id, row["claim"]);
            Assert.Equal(claim.Statement, row["statement"]);
            Assert.Equal(reading.Id, row["reading"]);
            Assert.Equal(reading.Primary, bool.Parse(row["primary"]));
            Assert.Equal(reading.N, int.Parse(row["n"], CultureInfo.InvariantCulture));
            Assert.Equal(VerdictText.Of(judgement.Verdict), row["verdict"]);
            Assert.Equal(VerdictText.Of(claim.Verdict), row["claim_verdict"]);
            Same(claim.Published.Value, row["published_value"]);
            Same(claim.Published.Effect, row["published_effect"]);
            Same(judgement.Estimate, row["estimate"]);
            Same(judgement.Lower, row["seeds_low"]);
            Same(judgement.Upper, row["seeds_high"]);
            Same(judgement.CrossedLower ?? judgement.Lower, row["low"]);
            Same(judgement.CrossedUpper ?? judgement.Upper, row["high"]);
            Same(judgement.Level, row["level"]);
            Same(judgement.Sd, row["sd"]);
            Same(judgement.Margin, row["margin"]);
            Same(judgement.PValue, row["p"]);
            Same(judgement.PAgainst, row["p_against"]);
        });

        static void Same(double? value, string field)
        {
            double? read = field.Length == 0 ? null : double.Parse(field, CultureInfo.InvariantCulture);
            Assert.Equal(value, read);
        }
    }

    [Fact]
    public void Render_CommasQuotesAndLineBreaks_StayInTheirField()
    {
        const string Nasty = "a, \"b\"\r\nc; é – =1";
        var claim = SampleAudit.Single(
            "a/b", SampleAudit.Bare("direction", Verdict.Inconclusive, 1) with { Quantity = Nasty },
            new(1, null, "nats", Nasty), Nasty);
        claim = claim with
        {
            Readings = [claim.Primary with { Choices = new Dictionary<string, string> { ["x"] = "1", ["y"] = Nasty } }],
        };
        var row = Assert.Single(Parse(AuditCsv.Render(new(new Dictionary<string, string>(), [claim]))));
        Assert.Equal(Nasty, row["statement"]);
        Assert.Equal(Nasty, row["quantity"]);
        Assert.Equal(Nasty, row["published_text"]);
        Assert.Equal($"x=1; y={Nasty}", row["choices"]);
        Assert.Equal(string.Empty, row["estimate"]);
    }

    [Fact]
    public void Render_Lines_EndAsTheStandardSays()
    {
        var text = AuditCsv.Render(Sample);
        Assert.EndsWith("\r\n", text);
        Assert.DoesNotContain('\n', text.Replace("\r\n", string.Empty));
        Assert.Equal('c', text[0]);
    }

    private static List<Dictionary<string, string>> Parse(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var csv = CsvReader.Create(stream, new() { HasHeader = false });
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i) ?? string.Empty)]);
        }

        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(p => p.First, p => p.Second))];
    }
}
