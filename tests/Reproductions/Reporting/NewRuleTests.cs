using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Reporting;
using Pruning.Tests.Reproductions.Adding;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

/// <summary>
/// A rule that the program does not know, defined in the tests alone, is judged and reported like any other.
/// </summary>
public sealed class NewRuleTests
{
    private static readonly MajorityRule Rule = new(Quantity.Difference("b.accuracy", "a.accuracy"), 0.01);

    // Three of five lie above one point.
    private static readonly Judgement Judgement = SampleAudit.Judge(Rule, [[-0.01, 0.005, 0.012, 0.02, 0.03]]);

    private static readonly AuditResult Audit = new(
        new Dictionary<string, string>(),
        [SampleAudit.Single("a/b", Judgement, new(null, 0.02, "fraction", "two points"))]);

    [Fact]
    public void Judge_NewRule_CarriesItsKindAndPresentation()
    {
        Assert.Equal(("majority", Verdict.Reproduced), (Judgement.Kind, Judgement.Verdict));
        Assert.Equal(Rule.Presentation.Acceptance, Judgement.Presentation.Acceptance);
    }

    [Fact]
    public void Html_NewRule_IsShownByItsOwnPresentation()
    {
        var page = XDocument.Parse(HtmlReport.Render(Audit));
        var claim = page.Descendants("section").First();
        Assert.Contains("Verdict (majority)", claim.Value);
        Assert.Contains("Rule (majority): Reproduced where most runs lie above +1 pp.", claim.Value);
        Assert.Contains("Dot: mean over the runs; bar: the range of all runs.", claim.Value);
        Assert.Contains("60.0 % of single runs lie above it.", claim.Value);
        Assert.Equal(3, claim.Descendants("line").Count(l => l.Attribute("class")?.Value == "shows"));
        Assert.Single(claim.Descendants("rect"), r => r.Attribute("class")?.Value == "zone");
    }

    [Fact]
    public void Markdown_NewRule_IsShownByItsOwnPresentation()
    {
        var text = MarkdownReport.Render(Audit);
        Assert.Contains("\nRule (majority): Reproduced where most runs lie above +1 pp.\n", text);
        Assert.Contains(
            "**Published +2.00; measured +1.20 [−1.00, +3.00] pp (mean, and the range of all runs) over 5 seeds: "
            + "reproduced.**",
            text);
    }

    [Fact]
    public void VerdictTable_NewRule_HasItsRow() => Assert.Equal(
        ["a/b", "A statement", "two points (+2.00)", "+1.20 [−1.00, +3.00] pp", "5", "reproduced", "1 of 1"],
        VerdictTable.Cells(VerdictTable.RowOf(Audit.Claims[0])));

    [Fact]
    public void Json_NewRule_ComesBackTheSame()
    {
        var json = AuditJson.Serialize(Audit);
        Assert.Contains("\"kind\": \"majority\"", json);
        Assert.Equivalent(Judgement, AuditJson.Parse(json).Claims[0].Primary.Judgement, strict: true);
        Assert.Equal(HtmlReport.Render(Audit), HtmlReport.Render(AuditJson.Parse(json)));
    }

    [Fact]
    public void Composite_NewRuleAsAPart_IsNamed()
    {
        var composite = new CompositeRule([new DirectionRule(Rule.Quantity), Rule with { Least = 0.5 }]);
        double[] values = [0.01, 0.02, 0.01, 0.02, 0.03, 0.02];
        var judgement = SampleAudit.Judge(composite, values, values);
        Assert.Equal(Verdict.Partial, judgement.Verdict);
        Assert.Contains("The majority part is contradicted: b.accuracy − a.accuracy.", judgement.Notes);
        Assert.Contains(
            "partial, reproduced on this test set alone (direction reproduced, majority contradicted)",
            ResultSentence.Of(SampleAudit.Single("a/b", judgement with { OnThisTestSet = Verdict.Reproduced })));
    }
}
