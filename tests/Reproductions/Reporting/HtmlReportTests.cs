using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting;

public sealed partial class HtmlReportTests
{
    private const string Nasty = "<script>alert('x')</script> & \"quoted\" \u0001 \ud800 ]]> – é";

    private static readonly Lazy<XDocument> Page = new(
        () => XDocument.Parse(HtmlReport.Render(SampleAudit.Penguins())));

    [Fact]
    public void Render_Sample_HoldsAtMostOneAndAHalfMegabytes() =>
        Assert.InRange(HtmlReport.Render(SampleAudit.Penguins()).Length, 1, 1_500_000);

    [Fact]
    public void Render_Sample_RefersToNothingOutsideItself()
    {
        var text = HtmlReport.Render(SampleAudit.Penguins());
        Assert.DoesNotMatch(External(), text);
        Assert.DoesNotContain(
            Page.Value.Descendants().Attributes(), a => a.Name.LocalName is "src" or "srcset" or "action" or "data");
        Assert.All(Page.Value.Descendants().Attributes("href"), a => Assert.StartsWith("#", a.Value));
        Assert.DoesNotContain(
            Page.Value.Descendants(), e => e.Name.LocalName is "link" or "iframe" or "img");
    }

    [Fact]
    public void Render_Sample_PolicyAdmitsItsOneScriptByDigest()
    {
        var script = Page.Value.Descendants("script").Single();
        // What a reader of HTML takes for the script's text, markers of the section included.
        var text = $"//<![CDATA[{((XCData)script.Nodes().Single(n => n is XCData)).Value}]]>\n";
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var policy = Page.Value.Descendants("meta")
            .Single(m => m.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains($"script-src 'sha256-{digest}'", policy);
        Assert.DoesNotContain(Page.Value.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on"));
        Assert.DoesNotMatch("eval|Function|innerHTML|fetch|XMLHttp", script.Value);
    }

    [Fact]
    public void Render_Sample_EveryStrokeNamesItsSeedAndValue()
    {
        var titles = Page.Value.Descendants("section")
            .Single(s => s.Attribute("id")!.Value == "claim-dynamic-penguins-dynamic-improves")
            .Descendants("g").Single(g => g.Attribute("class")?.Value == "rug marks")
            .Elements("line").Select(l => l.Element("title")!.Value).ToList();
        Assert.Equal(256, titles.Count);
        Assert.Distinct(titles.Select(t => t.Split(':')[0]));
        Assert.All(titles, t => Assert.Matches("^seed [0-9]+: [+−]0[.][0-9]{4} nats$", t));
    }

    [Fact]
    public void Render_Sample_ControlsAreHiddenUntilAScriptShowsThem()
    {
        var control = Page.Value.Descendants("form").Single();
        Assert.NotNull(control.Attribute("hidden"));
        Assert.All(Page.Value.Descendants().Where(e => e.Name.LocalName is "input" or "select" or "button"),
            e => Assert.Contains(control, e.Ancestors()));
        Assert.DoesNotContain(Page.Value.Descendants("tr").Concat(Page.Value.Descendants("section")),
            e => e.Attribute("hidden") is not null);
    }

    [Fact]
    public void Render_Sample_EveryLinkHasItsOneTarget()
    {
        var ids = Page.Value.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Distinct(ids);
        Assert.All(
            Page.Value.Descendants().Attributes("href").Select(a => a.Value[1..]).Distinct(),
            target => Assert.Contains(target, ids));
    }

    [Fact]
    public void Render_Sample_EveryDrawingHasATitle() =>
        Assert.All(
            Page.Value.Descendants("svg"), svg => Assert.False(string.IsNullOrWhiteSpace(svg.Element("title")?.Value)));

    [Fact]
    public void Render_Sample_EveryVerdictIsAWordBesideItsSign() =>
        Assert.All(
            Page.Value.Descendants("span").Where(IsBadge),
            badge => Assert.Contains(badge.Nodes().OfType<XText>(), t => VerdictWord().IsMatch(t.Value)));

    [Fact]
    public void Render_Sample_ClaimShowsAllItsEvidence()
    {
        var claim = Page.Value.Descendants("section").Single(
            s => s.Attribute("id")!.Value == "claim-dynamic-penguins-dynamic-improves");
        var text = claim.Value;
        Assert.Contains("0.4289 against 0.4699 (+0.0410)", text);
        Assert.Contains("contradicted", text);
        Assert.Contains("of single runs would have shown the published effect or more", text);
        Assert.Equal(9, claim.Descendants("div").Count(d => d.Attribute("class")?.Value is "row" or "row primary"));
        Assert.Equal(2, claim.Descendants("figure").Count());
        Assert.Contains(claim.Descendants("rect"), r => r.Attribute("class")?.Value == "zone");
    }

    [Fact]
    public void Render_MarkupInTexts_StaysText()
    {
        var judgement = SampleAudit.Bare("direction", Verdict.Inconclusive, 1) with
        {
            Quantity = Nasty,
            Notes = [Nasty],
            Kind = Nasty,
            Presentation = new()
            {
                Method = Sentence.Of($"{Nasty}"),
                Interval = Nasty,
                SingleRuns = Nasty,
                Parts = new(Nasty, Nasty, true),
            },
            Parts = [SampleAudit.Bare("size", Verdict.Inconclusive) with { Quantity = Nasty, Kind = Nasty }],
            Values = [1],
            Showing = [0],
        };
        var claim = SampleAudit.Single(Nasty, judgement, new(1, 0.5, Nasty, Nasty), Nasty) with
        {
            Document = Nasty,
            DocumentTitle = Nasty,
            Section = Nasty,
        };
        var chosen = claim.Primary with { Choices = new Dictionary<string, string> { [Nasty] = Nasty } };
        claim = claim with { Readings = [chosen, claim.Primary with { Id = Nasty, Primary = false }] };
        var page = Parse(claim, claim with { Statement = string.Concat(Enumerable.Repeat("long ", 400)) });
        Assert.Single(page.Descendants("script"));
        Assert.Distinct(page.Descendants().Attributes("id").Select(a => a.Value));
        Assert.Contains(
            "<script>alert('x')</script> & \"quoted\" \uFFFD \uFFFD ]]> – é", page.Descendants("h2").First().Value);
    }

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(1, 0.0)]
    [InlineData(1, 1e300)]
    [InlineData(2, -1e-300)]
    [InlineData(5, 0.25)]
    [InlineData(256, -3)]
    public void Render_FewOrEqualValues_DrawsWithoutFault(int n, double value)
    {
        var values = Enumerable.Repeat(value, n).ToList();
        Parse([.. SampleRules.ByKind.Keys.Select(kind =>
        {
            var judgement = SampleAudit.Bare(kind, Verdict.Inconclusive, n) with
            {
                Values = values,
                Estimate = n > 0 ? value : null,
                Lower = n > 1 ? value : null,
                Upper = n > 1 ? value : null,
                Margin = value,
                PublishedMark = value,
                Showing = [.. Enumerable.Range(0, n)],
            };
            var zone = new Zone(value, value);
            return SampleAudit.Single(
                $"sample/{kind}",
                judgement with { Presentation = judgement.Presentation with { Acceptance = zone } });
        })]);
    }

    [Fact]
    public void Render_ExtremeValues_DrawsWithoutFault() =>
        Parse(SampleAudit.Single("sample/extreme", SampleAudit.Bare("size", Verdict.Contradicted, 3) with
        {
            Values = [double.MinValue, 0, double.MaxValue],
            Estimate = 0,
            Lower = double.MinValue,
            Upper = double.MaxValue,
            Margin = double.MaxValue,
            PublishedMark = double.MaxValue,
            Showing = [2],
        }));

    [Fact]
    public void Render_OddCurves_DrawsWithoutFault()
    {
        var judgement = SampleAudit.Bare("direction", Verdict.Inconclusive, 1);
        CurveSummary[] curves =
        [
            new("a.loss", "epoch", "nats", [1], [0.5], [], [], []),
            new("b.loss", "epoch", "nats", [1, 2, 3], [0.5, double.NaN, 0.5], [0.5, 0.5], [0.5, 0.5, 0.5], [[], [1.0]]),
            new("dotless", "% pruned", "fraction", [], [], [], [], []),
            new("c.flat", "% pruned", "fraction", [0, 50], [0, 0], [0, 0], [0, 0], [[0, 0]]),
        ];
        var claim = SampleAudit.Single("sample/curves", judgement);
        var page = Parse(claim with { Readings = [claim.Primary with { Curves = curves }] });
        Assert.Equal(2, page.Descendants("figure").Count());
    }

    [Fact]
    public void Render_NoClaims_IsStillAPage() => Parse();

    private static XDocument Parse(params ClaimResult[] claims)
    {
        var text = HtmlReport.Render(new AuditResult(new Dictionary<string, string>(), claims));
        Assert.DoesNotMatch(NotANumber(), text);
        return XDocument.Parse(text);
    }

    private static bool IsBadge(XElement e) =>
        e.Attribute("class")?.Value.StartsWith("badge ", StringComparison.Ordinal) == true;

    [GeneratedRegex("https?:|//[a-z]|@import|url\\(|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex External();

    [GeneratedRegex("reproduced|contradicted|inconclusive|partial|measured|negligible|hangs-on|not-run")]
    private static partial Regex VerdictWord();

    [GeneratedRegex("NaN|Infinity|∞")]
    private static partial Regex NotANumber();
}
