using System.Text.Json.Nodes;
using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

/// <summary>How reports show claims that were not run, or are open after their first look.</summary>
public sealed class UnfinishedTests
{
    private static readonly AuditResult Audit = SampleTiers.Audit();
    private static readonly XDocument Page = XDocument.Parse(HtmlReport.Render(Audit));
    private static readonly string Markdown = MarkdownReport.Render(Audit);

    [Fact]
    public void Of_Audit_CountsEachKindAndNamesTheWayOut() => Assert.Equal(
        [
            "1 claim is undecided at the first look: further looks are registered, and audit --long takes them.",
            "2 claims were not run here (long). Long studies are run by audit --long only.",
            $"1 claim was not run here (data missing). {SampleTiers.Missing.Reason}",
        ],
        UnfinishedText.Of(Audit));

    [Fact]
    public void Of_FinishedAudit_IsNothing() => Assert.Empty(UnfinishedText.Of(SampleAudit.Penguins()));

    [Fact]
    public void Table_EarlierVerdict_StandsBesideMarkedAsSuch()
    {
        Assert.Contains("| – | – | **not run here (long)** · from an earlier audit of 2026-11-26: **reproduced**, "
            + "seeds only, +0.3000 [+0.0500, +0.5500] nats, n = 16 | – |", Row("lottery/accepted"));
        Assert.EndsWith("| – | – | **not run here (long)** | – |", Row("lottery/new"));
        Assert.Contains("**inconclusive**, first look only", Row("lottery/open"));
        Assert.Contains("· from an earlier audit of 2026-11-26: **reproduced**", Row("lottery/open"));
        Assert.EndsWith("| **not run here (data missing)** | – |", Row("lottery/pictures"));
        Assert.EndsWith("| **contradicted**, open choices not run | 1 of 1 |", Row("lottery/readings"));

        static string Row(string id) =>
            Markdown.Split('\n').Single(l => l.StartsWith($"| `{id}` |", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lottery/accepted", "Published +0.2500; not run here (long). Long studies are run by audit --long "
        + "only.")]
    [InlineData("lottery/readings", "Published +0.2500; no estimate over 8 seeds: contradicted, open choices not run; "
        + "not run with data = flowers.")]
    public void Sentence_OfAClaim_SaysWhatWasNotRun(string id, string sentence) =>
        Assert.Equal(sentence, ResultSentence.Of(Audit.Claims.Single(c => c.Id == id)));

    [Fact]
    public void FirstLook_OpenClaim_SaysThatFurtherLooksAreRegistered()
    {
        const string Sentence = "Undecided at the first look, 8 of at most 32 replicates: further looks are "
            + "registered, and audit --long takes them.";
        Assert.Equal(["lottery/open"],
            Audit.Claims.Where(c => UnfinishedText.FirstLook(c) is not null).Select(c => c.Id));
        Assert.Contains(Sentence, Section("lottery/open").Value);
        Assert.Contains(Sentence, Markdown);
    }

    [Fact]
    public void Page_EarlierVerdict_IsNeverInAFigureOrABadge()
    {
        var marked = Page.Descendants("p").Where(p => p.Attribute("class")?.Value == "earlier").ToList();
        Assert.Equal(4, marked.Count); // two claims, in the table and in their sections
        Assert.All(marked, p => Assert.Contains("from an earlier audit of 2026-11-26", p.Value));
        Assert.DoesNotContain("0.3000", string.Concat(Page.Descendants("dl").Select(d => d.Value)));
        Assert.DoesNotContain(Page.Descendants("span").Where(s => s.Attribute("class")?.Value.StartsWith("badge",
            StringComparison.Ordinal) == true && s.Ancestors("section").Any()), s => s.Value == "reproduced");
    }

    [Fact]
    public void Page_NotRun_HasNoTableOfDashesAndEachReasonOnce()
    {
        foreach (var id in new[] { "lottery/accepted", "lottery/new", "lottery/pictures" })
        {
            var section = Section(id);
            Assert.Empty(section.Descendants("table"));
            var reason = Audit.Claims.Single(c => c.Id == id).Primary.Judgement.Notes.Single();
            Assert.Equal(2, section.Value.Split(reason).Length);
        }

        Assert.Contains($"Reading data = flowers: {SampleTiers.Missing.Reason}", Section("lottery/readings").Value);
    }

    [Fact]
    public void Json_NotRun_HasNullsAndReadsBackTheSame()
    {
        var json = AuditJson.Serialize(Audit);
        Assert.Equal(json, AuditJson.Serialize(AuditJson.Parse(json)));
        var claims = JsonNode.Parse(json)!["claims"]!.AsArray();
        var (accepted, open) = (claims[0]!, claims[2]!);
        var reading = accepted["readings"]![0]!;
        Assert.Equal(("not-run", "not-run"), ((string)accepted["verdict"]!, (string)reading["verdict"]!));
        Assert.Equal((0, 0), ((int)reading["n"]!, (int)reading["judged"]!));
        string[] none = ["estimate", "lower", "upper", "sd", "pValue", "pHolm", "power", "detectable", "tipping",
            "sameAgain", "level", "differences"];
        Assert.All(none, name => Assert.Null(reading[name]));
        Assert.Contains("--long", (string)reading["notes"]![0]!);
        Assert.Equal(("2026-11-26", "reproduced", 16), ((string)accepted["earlier"]!["date"]!,
            (string)accepted["earlier"]!["verdict"]!, (int)accepted["earlier"]!["n"]!));
        Assert.Equal((false, true),
            ((bool)reading["furtherLooks"]!, (bool)open["readings"]![0]!["furtherLooks"]!));
        Assert.Null(claims[1]!["earlier"]);
    }

    [Fact]
    public void Of_EarlierVerdictWithoutDateOrFigure_LeavesThemOut() => Assert.Equal(
        "from an earlier audit: hangs on noticeable = 5pp, n = 16",
        EarlierText.Of(SampleTiers.Earlier with
        {
            Date = null,
            Estimate = null,
            Headline = "hangs on noticeable = 5pp",
            Words = "hangs on noticeable = 5pp",
        }));

    private static XElement Section(string id) => Page.Descendants("section")
        .Single(s => s.Attribute("id")!.Value == "claim-" + id.Replace('/', '-'));
}
