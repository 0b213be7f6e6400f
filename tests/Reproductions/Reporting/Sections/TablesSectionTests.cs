using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Sections;

public sealed partial class TablesSectionTests
{
    private const string Nasty = "<script>alert('x')</script> & \"quoted\" | \u0001 \ud800 ]]> – é";

    private static readonly Lazy<XDocument> Page = new(() => Parse(SampleTables.Claim()));

    [Fact]
    public void Render_Tables_AreTablesWhoseCellsHaveTheirHeads()
    {
        var table = Heat(Page.Value)[0];
        Assert.Equal(
            "before: confusion, true class by predicted class, mean over 8 runs", table.Element("caption")!.Value);
        Assert.Equal(
            ["true class", "predicted class"], table.Descendants("tr").First().Elements("th").Select(h => h.Value));
        Assert.Equal(10, table.Descendants("th").Count(h => h.Attribute("scope")!.Value == "row"));
        Assert.Equal(11, table.Descendants("th").Count(h => h.Attribute("scope")!.Value == "col"));
        Assert.Equal(
            "10",
            table.Descendants("th").Single(h => h.Attribute("scope")!.Value == "colgroup").Attribute("colspan")!.Value);
        Assert.Equal(100, table.Descendants("td").Count());
        Assert.Equal(["920.0", "32.0", "8.0", "0"], table.Descendants("td").Take(4).Select(d => d.Value));
        Assert.Equal(10, table.Descendants("td").Count(d => d.Attribute("class")?.Value == "same"));
    }

    [Fact]
    public void Render_TablesAndPictures_ScrollWithinTheirOwnBox() => Assert.All(Heat(Page.Value), table =>
    {
        var box = table.Parent!;
        string Of(string attribute) => box.Attribute(attribute)!.Value;
        Assert.Equal(
            ("div", "scroll", "0", "region"),
            (box.Name.LocalName, Of("class"), Of("tabindex"), Of("role")));
        Assert.Equal(table.Element("caption")!.Value, box.Attribute("aria-label")!.Value);
    });

    [Fact]
    public void Render_Shades_GrowWithTheValueAndLeaveTheInkLegible()
    {
        var cells = Heat(Page.Value)[0].Descendants("td")
            .Select(d => (Value: double.Parse(d.Value), Shade: ShadeOf(d)))
            .OrderBy(c => c.Value)
            .ToList();
        Assert.All(cells.Zip(cells.Skip(1)), pair => Assert.True(pair.First.Shade <= pair.Second.Shade));
        Assert.All(cells, c => Assert.Equal(c.Value == 0, c.Shade == 0));
        Assert.Equal(60, cells[^1].Shade);
    }

    [Fact]
    public void Render_Pictures_CrossOutTheMarkedEntries()
    {
        var figure = Page.Value.Descendants("div").Single(d => d.Attribute("class")?.Value == "pictures");
        Assert.Equal(
            "32 pictures of 3 × 3 values between −0.400 and 0.399, one for each kernel. 28 of 288 entries are pruned.",
            figure.Attribute("aria-label")!.Value);
        Assert.Equal(32, figure.Elements("span").Count());
        Assert.Equal(28, figure.Descendants("path").Count(p => p.Attribute("class")!.Value == "cross"));
        var values = SampleTables.Kernels("after").Values;
        Assert.Equal(
            values.Count(v => v > 0.01),
            figure.Descendants("path")
                .Where(p => p.Attribute("class")!.Value == "above")
                .Count(p => p.Attribute("fill-opacity")!.Value != "0.01"));

        // The same in figures, crosses included, behind the pictures.
        var behind = Heat(Page.Value).Single(
            t => t.Element("caption")!.Value == "after: kernels, kernel by line, column, run of seed 1 (× pruned)");
        Assert.Equal("details", behind.Parent!.Parent!.Name.LocalName);
        Assert.Equal(28, behind.Descendants("td").Count(d => d.Value.EndsWith(" ×", StringComparison.Ordinal)));
        Assert.Equal(288, behind.Descendants("td").Count());
    }

    [Fact]
    public void Render_Page_IsFitToBeReadAnywhere()
    {
        var text = HtmlReport.Render(Audit(SampleTables.Claim()));
        Assert.InRange(text.Length, 1, 120_000);
        Assert.DoesNotMatch(External(), text);
        Assert.All(
            Page.Value.Descendants("svg"), svg => Assert.False(string.IsNullOrWhiteSpace(svg.Element("title")?.Value)));
        Assert.Distinct(Page.Value.Descendants().Attributes("id").Select(a => a.Value));
        Assert.All(Page.Value.Descendants().Attributes("style"), a => Assert.Matches("^--h:[1-9][0-9]?%$", a.Value));
        Assert.Contains(
            Page.Value.Descendants("summary"), s => s.Value == "Tables and pictures of the reading as shipped");
    }

    [Fact]
    public void Render_MarkupInNames_StaysText()
    {
        var table = new TableSummary(
            $"{Nasty}.{Nasty}", Nasty, Nasty, [Nasty, Nasty], [Nasty, Nasty], [1, -2, 3, -4], 1, 5, 0, Nasty, [0, 3]);
        var page = Parse(SampleTables.Showing(table, table with { View = TableView.Pictures, PictureWidth = 1 }));
        Assert.Single(page.Descendants("script"));
        Assert.Contains(
            "<script>alert('x')</script> & \"quoted\" | \uFFFD \uFFFD ]]> – é",
            Heat(page)[0].Descendants("th").First().Value);
        var lines = MarkdownReport.Render(Audit(SampleTables.Showing(table))).Split('\n');
        Assert.DoesNotContain(
            lines,
            l => l.Replace("\\<script\\>", string.Empty).Contains("<script>", StringComparison.Ordinal));
        Assert.Equal(4, Bars().Count(lines.Single(l => l.EndsWith(" | 3 | −4 × |", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(new[] { 0.0, 0, 0, 0 }, "0", "0", "0", "0")]
    [InlineData(new[] { 1.0, 20, -3, 16777216 }, "1e0", "2e1", "−3e0", "1.68e7")]
    [InlineData(new[] { 812.0, 12000, 0, -7 }, "812", "12,000", "0", "−7")]
    [InlineData(new[] { 812.125, 0.04, -0.04, 0 }, "812.1", "0.0", "0.0", "0")]
    [InlineData(new[] { 0.5, -0.25, 1e-300, 0 }, "0.500", "−0.250", "0.000", "0")]
    [InlineData(new[] { double.MaxValue, double.MinValue, 0, 1 }, "1.8e308", "−1.8e308", "0", "1e0")]
    [InlineData(new[] { double.Epsilon, -1e-9, 0, 1e-4 }, "4.94e−324", "−1e−9", "0", "1e−4")]
    [InlineData(new[] { double.NaN, double.PositiveInfinity, 1, 2 }, "–", "–", "1", "2")]
    public void Render_AnyValues_AreFiguresWithoutFault(double[] values, params string[] figures)
    {
        var table = new TableSummary("a.t", "row", "column", ["1", "2"], ["3", "4"], values, 1);
        var page = Parse(SampleTables.Showing(table, table with { View = TableView.Pictures, PictureWidth = 2 }));
        Assert.Equal(figures, Heat(page)[0].Descendants("td").Select(d => d.Value));
        Assert.Equal(2, page.Descendants("figure").Count(f => f.Attribute("class")?.Value == "exhibit"));
    }

    [Fact]
    public void Render_EmptyTables_AreLeftOut()
    {
        var page = Parse(
            SampleTables.Showing(
                new("a.none", "row", "column", [], ["1"], [], 1),
                new("a.narrow", "row", "column", ["1"], [], [], 1, 1, 3)));
        Assert.DoesNotContain(page.Descendants("h3"), h => h.Value == "Tables and pictures");
    }

    [Fact]
    public void Render_TooManyValues_ArePointedTo()
    {
        string[] names = [.. Enumerable.Range(1, 200).Select(i => $"{i}")];
        var claim = SampleTables.Showing(
            new TableSummary("a.large", "row", "column", names, names, new double[40_000], 1));
        Assert.Contains("a: large: 200 × 200 values are too many to print", Parse(claim).Root!.Value);
        Assert.InRange(HtmlReport.Render(Audit(claim)).Length, 1, 40_000);
        Assert.DoesNotContain("large", MarkdownReport.Render(Audit(claim)));
    }

    [Fact]
    public void Markdown_SmallTables_ArePlain()
    {
        var text = MarkdownReport.Render(Audit(SampleTables.Claim()));
        Assert.Contains(
            "\nafter: confusion, true class by predicted class, mean over 8 runs\n\n"
            + "| true class \\\\ predicted class | T-shirt/top | Trouser |",
            text);
        Assert.Contains("\n| T-shirt/top | 860.0 | 56.0 | 14.0 | 0 |", text);
        Assert.DoesNotContain("kernels", text);
    }

    [Fact]
    public void Render_Answers_StandUnderTheirReadingsNames()
    {
        var claim = SampleTables.Claim();
        var shipped = claim.Readings[1];
        var answered = shipped.Judgement with { ReadingNote = "It is <stuck> at chance." };
        claim = claim with { Readings = [claim.Primary, shipped with { Judgement = answered }] };
        var answer = Assert.Single(Parse(claim).Descendants("p"), p => p.Attribute("class")?.Value == "answer");
        Assert.Equal("Reading as shipped: It is <stuck> at chance.", answer.Value);
        Assert.Contains(
            "\n**Reading as shipped:** It is \\<stuck\\> at chance.\n", MarkdownReport.Render(Audit(claim)));
    }

    [Fact]
    public void Json_Tables_ComeBackTheSame()
    {
        var audit = Audit(SampleTables.Claim());
        var json = AuditJson.Serialize(audit);
        var back = AuditJson.Parse(json);
        Assert.Equivalent(audit.Claims[0].Primary.Tables, back.Claims[0].Primary.Tables, strict: true);
        Assert.Equal(json, AuditJson.Serialize(back));
        Assert.Contains("\"rows\": [\"T-shirt/top\",\"Trouser\",", json);
        var old = OldTables().Replace(AuditJson.Serialize(Audit(SampleTables.Showing())), string.Empty);
        Assert.Empty(AuditJson.Parse(old).Claims[0].Primary.Tables);
    }

    [Fact]
    public void Json_ValueThatIsNotFinite_NamesTheField()
    {
        var table = new TableSummary("a.t", "r", "c", ["1"], ["1", "2"], [0, double.NaN], 1);
        var broken = Audit(SampleTables.Showing(table));
        var error = Assert.Throws<InvalidOperationException>(() => AuditJson.Serialize(broken));
        Assert.Contains("claims[0].readings[0].tables[0].values[1]", error.Message);
    }

    private static AuditResult Audit(ClaimResult claim) => new(new Dictionary<string, string>(), [claim]);

    private static XDocument Parse(ClaimResult claim)
    {
        var text = HtmlReport.Render(Audit(claim));
        Assert.DoesNotMatch(NotANumber(), text);
        return XDocument.Parse(text);
    }

    private static List<XElement> Heat(XDocument page) =>
        [.. page.Descendants("table").Where(t => t.Attribute("class")?.Value == "heat")];

    private static int ShadeOf(XElement cell) =>
        cell.Attribute("style") is { } style ? int.Parse(style.Value["--h:".Length..^1]) : 0;

    [GeneratedRegex("https?:|//[a-z]|@import|url\\(|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex External();

    [GeneratedRegex("NaN|Infinity|∞")]
    private static partial Regex NotANumber();

    [GeneratedRegex("(?<!\\\\)\\|")]
    private static partial Regex Bars();

    [GeneratedRegex(",\\s*\"tables\": \\[\\]")]
    private static partial Regex OldTables();
}
