using System.Text;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting.Comparing;
using Pruning.Reproductions.Reporting.GitHub;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.GitHub;

/// <summary>The summary of a job, and its limit.</summary>
public sealed class JobSummaryTests
{
    private static readonly AuditResult Audit = SampleAudit.Penguins();

    [Fact]
    public void Render_WithABaseline_HasWhatMovedBeforeTheVerdicts()
    {
        var first = Audit.Claims[0];
        var then = Audit with
        {
            Claims = [first with { Readings = [first.Primary with { Judgement = first.Primary.Judgement with
            {
                Verdict = Verdict.Contradicted,
            } }] }, .. Audit.Claims.Skip(1)],
        };
        var text = Render(Audit, AuditComparison.Of(then, Audit));
        Assert.InRange(
            text.IndexOf("1 verdict moved; 9 claims as in the baseline.", StringComparison.Ordinal),
            0, text.IndexOf("### Verdicts", StringComparison.Ordinal));
        Assert.Equal(2, Rows(text, first.Id));
        Assert.All(Audit.Claims.Skip(1), c => Assert.Equal(1, Rows(text, c.Id)));
        Assert.EndsWith("\nThe report: `out/audit`\n", text);
    }

    [Fact]
    public void Render_WithoutABaseline_SaysNothingOfOne() =>
        Assert.DoesNotContain("baseline", Render(Audit, null), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Render_AtAnyLimit_StaysWithinItAndEndsWithAWholeLine()
    {
        var whole = Render(Audit, null);
        var size = Encoding.UTF8.GetByteCount(whole);
        Assert.Equal(whole, Render(Audit, null, size));
        var lines = whole.Split('\n').ToHashSet();
        for (var limit = -1; limit < size; limit += 7)
        {
            var text = Render(Audit, null, limit);
            Assert.InRange(Encoding.UTF8.GetByteCount(text), 0, Math.Max(0, limit));
            if (text.Length > 0)
            {
                Assert.EndsWith("\nThe summary is cut short here; the report has the rest.\n", text);
                Assert.All(text.Split('\n')[..^3], line => Assert.Contains(line, lines));
            }
        }

        Assert.Contains("cut short", Render(Audit, null, size - 1));
    }

    [Fact]
    public void Render_ThousandsOfClaims_FitIntoAMebibyte()
    {
        var many = Audit with
        {
            Claims = [.. Enumerable.Range(0, 8000).Select(i => Audit.Claims[i % 10] with { Id = $"net/{i}" })],
        };
        var bytes = Encoding.UTF8.GetByteCount(Render(many, null));
        Assert.InRange(bytes, (1 << 20) - 1000, 1 << 20);
    }

    private static string Render(AuditResult result, AuditComparison? comparison, long limit = JobSummary.Limit) =>
        JobSummary.Render(result, "An audit", comparison, readings: true, "out/audit", limit);

    private static int Rows(string text, string id) =>
        text.Split('\n').Count(l => l.StartsWith($"| `{id}` |", StringComparison.Ordinal));
}
