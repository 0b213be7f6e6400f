using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Reporting.Sections;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Sections;

/// <summary>Both reports are loops over one list of sections, to which a section of any kind can be added.</summary>
public sealed class ReportSectionsTests
{
    private static readonly AuditResult Audit = new(
        new Dictionary<string, string> { ["device"] = "cpu" },
        [
            SampleAudit.Single("a/first", SampleAudit.Bare("direction", Verdict.Reproduced, 5)),
            SampleAudit.Single("a/second", SampleAudit.Bare("equivalence", Verdict.Contradicted, 5)),
        ]);

    [Fact]
    public void Render_SectionOnTheAudit_StandsWhereTheListHasIt()
    {
        IReadOnlyList<IReportSection<AuditResult>> sections =
            [new SummarySection(), new CountSection(), new EnvironmentSection()];
        var main = XDocument.Parse(HtmlReport.Render(Audit, sections)).Descendants("main").Single();
        Assert.Equal(["lead", "tally", "count", "where"], main.Elements().Select(e => e.Attribute("class")!.Value));
        Assert.Equal("2 claims <here>", main.Elements("p").Last().Value);

        var text = MarkdownReport.Render(Audit, sections);
        Assert.Contains("\n\n2 claims \\<here\\>\n\n## Where it ran\n", text);
    }

    [Fact]
    public void Render_SectionOnAClaim_StandsInEveryClaim()
    {
        IReadOnlyList<IReportSection<AuditResult>> sections =
            [new ClaimsSection([.. ReportSections.OfClaim, new VerdictLengthSection()])];
        var claims = XDocument.Parse(HtmlReport.Render(Audit, sections)).Descendants("section").ToList();
        Assert.Equal(["10 letters", "12 letters"], claims.Select(c => c.Elements().Last().Value));
        var lines = MarkdownReport.Render(Audit, sections).Split('\n');
        Assert.Equal(["10 letters", "12 letters"], lines.Where(l => l.EndsWith(" letters", StringComparison.Ordinal)));
    }

    [Fact]
    public void Markdown_SectionWithNothingToShow_LeavesNoGap()
    {
        IReadOnlyList<IReportSection<AuditResult>> sections =
            [new CountSection(), new GuideSection(), new EnvironmentSection()];
        Assert.DoesNotContain("\n\n\n", MarkdownReport.Render(Audit, sections));
        Assert.DoesNotContain("\n\n\n", MarkdownReport.Render(SampleAudit.Penguins()));
    }

    [Fact]
    public void Render_AllSections_StandInTheSameOrderInBoth()
    {
        var page = HtmlReport.Render(Audit);
        var text = MarkdownReport.Render(Audit);
        string[] landmarks =
            ["2 claims of 1 document", "A Sample", "Rule (direction)", "Rule (equivalence)", "Where it ran"];
        foreach (var report in new[] { page, text })
        {
            var places = landmarks.Select(l => report.IndexOf(l, StringComparison.Ordinal)).ToList();
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
        }
    }

    private sealed class CountSection : IReportSection<AuditResult>
    {
        public Markup Html(AuditResult subject, PageContext page) =>
            Markup.Of($"""<p class="count">{subject.Claims.Count} claims {"<here>"}</p>""");

        public string Markdown(AuditResult subject) =>
            MarkdownText.Escape($"{subject.Claims.Count} claims <here>") + "\n";
    }

    private sealed class VerdictLengthSection : IReportSection<ClaimResult>
    {
        public Markup Html(ClaimResult subject, PageContext page) => Markup.Of($"<p>{Text(subject)}</p>");

        public string Markdown(ClaimResult subject) => Text(subject) + "\n";

        private static string Text(ClaimResult claim) => $"{VerdictText.Of(claim.Verdict).Length} letters";
    }
}
