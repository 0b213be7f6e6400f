using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Plots;

public sealed class ScatterPlotTests
{
    [Fact]
    public void Of_Points_LieWhereTheirValuesSay()
    {
        // Each axis is widened by a twentieth of its range: from −0.5 to 10.5, and from −1 to 21 over 280 pixels.
        var plot = Plot(Points(["conv1 1", "conv1 2", "conv2 1"], [0, 10, 5], [0, 20, 10]));
        Assert.Equal([4.55, 95.45, 50], Dots(plot).Select(d => Number(d, "x")));
        Assert.Equal([267.27, 12.73, 140], Dots(plot).Select(d => Number(d, "y")));
        Assert.Equal(
            ["conv1 1: taylor 0, oracle 0", "conv1 2: taylor 10, oracle 20", "conv2 1: taylor 5, oracle 10"],
            Dots(plot).Select(d => d.Element("title")!.Value));
        Assert.DoesNotContain("log scale", plot.Value);
    }

    [Fact]
    public void Of_Axes_HaveTicksAndNames()
    {
        var plot = Plot(Points(["a 1", "a 2"], [0, 10], [0, 20]));
        Assert.Equal(["oracle", "taylor"], Of(plot, "div", "axis-title").Select(d => d.Value));
        var ticks = plot.Descendants("text").Select(t => t.Value).ToList();
        Assert.Equal(["0", "5", "10", "15", "20", "0", "2", "4", "6", "8", "10"], ticks);
    }

    [Fact]
    public void Of_Groups_AreNamedAndDifferInColourAndShape()
    {
        string[] layers = [.. Enumerable.Range(1, 20).Select(i => $"conv {i}")];
        double[] values = [.. layers.Select((_, i) => (double)i)];
        var plot = Plot(Points([.. layers.Select(l => $"{l} 7")], values, values));
        var legend = Of(plot, "span", "arm").ToList();
        Assert.Equal(layers, legend.Select(e => e.Nodes().OfType<XText>().Single().Value));
        var looks = Dots(plot).Select(d => (Colour(d), d.Attribute("href")!.Value)).ToList();
        Assert.Distinct(looks);
        Assert.Distinct(looks.Take(8).Select(l => l.Item1));
        Assert.Distinct(looks.Take(8).Select(l => l.Value));
        Assert.Equal(
            looks, legend.Select(e => (Colour(e), e.Descendants("use").Single().Attribute("href")!.Value)));
        Assert.Equal(
            ["filter"],
            Of(Plot(Points(["1", "2"], [1, 2], [1, 2])), "span", "arm")
                .Select(e => e.Nodes().OfType<XText>().Single().Value));

        static string Colour(XElement e) => e.Attribute("class")!.Value.Split(' ')[1];
    }

    [Fact]
    public void Of_WidePositiveValues_AreOnALogScaleThatSaysSo()
    {
        // Powers of ten from 0 to 3, widened to −0.15 and 3.15.
        var plot = Plot(Points(["a 1", "a 2", "a 3"], [1, 10, 1000], [0, 1, 1000]));
        Assert.Equal([4.55, 34.85, 95.45], Dots(plot).Select(d => Number(d, "x")));
        Assert.Equal(["oracle", "taylor (log scale)"], Of(plot, "div", "axis-title").Select(d => d.Value));
        Assert.Contains(plot.Descendants("text"), t => t.Value == "1,000");
    }

    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 4.0, 5, 9 }, "; Spearman’s ρ = 1.00 over 3 points")]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 5.0, 9, 4 }, "; Spearman’s ρ = −0.50 over 3 points")]
    [InlineData(new[] { 1.0, 2, double.NaN }, new[] { 5.0, 9, 4 }, "; Spearman’s ρ = 1.00 over 2 points")]
    [InlineData(new[] { 1.0, 1, 1 }, new[] { 5.0, 9, 4 }, "")]
    [InlineData(new[] { double.NaN, 1, double.NaN }, new[] { 5.0, 9, 4 }, "")]
    public void Of_Caption_NamesTheRunAndTheRankCorrelation(double[] xs, double[] ys, string correlation)
    {
        var caption = Plot(Points(["a 1", "a 2", "a 3"], xs, ys)).Descendants("figcaption").Single();
        Assert.StartsWith($"net: filter scores, oracle over taylor, run of seed 7{correlation}\n", caption.Value);
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.MinValue, double.MaxValue)]
    [InlineData(double.Epsilon, double.MaxValue)]
    [InlineData(0, 0)]
    [InlineData(1e-300, 1)]
    public void Of_AnyValues_DrawsWithoutFault(double one, double other)
    {
        var text = TableList.Of(SampleTables.Showing(Points(["a 1", "b 1"], [one, other], [other, one]))).ToString();
        Assert.DoesNotMatch("NaN|Infinity|∞", text);
        Assert.Equal(double.IsFinite(one) ? 2 : 0, Dots(XElement.Parse($"<div>{text}</div>")).Count());
    }

    [Fact]
    public void Of_Figures_StandBehindInATable()
    {
        var plot = Plot(Points(["a 1", "a 2"], [0.000123456, 12_345_678], [-0.5, 1234.5]));
        var table = plot.Descendants("table").Single();
        Assert.Equal("details", table.Parent!.Parent!.Name.LocalName);
        Assert.Equal(["filter", "taylor", "oracle", "a 1", "a 2"], table.Descendants("th").Select(h => h.Value));
        Assert.Equal(["0.0001235", "−0.5", "1.235e7", "1,235"], table.Descendants("td").Select(d => d.Value));
    }

    [Fact]
    public void Page_Points_HaveTheirShapesAndNoKeyOfShades()
    {
        var claim = SampleTables.Showing(Points(["a 1", "b 1"], [1, 2], [3, 4]));
        var page = XDocument.Parse(HtmlReport.Render(new AuditResult(new Dictionary<string, string>(), [claim])));
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Distinct(ids);
        Assert.All(page.Descendants("use"), u => Assert.Contains(u.Attribute("href")!.Value[1..], ids));
        Assert.All(page.Descendants("svg"), svg => Assert.NotNull(svg.Element("title")));
        Assert.DoesNotContain("Shading", page.Root!.Value);
    }

    [Fact]
    public void Json_Points_ComeBackTheSame()
    {
        var claim = SampleTables.Showing(Points(["a 1", "b 1"], [1, 2], [3, 4]));
        var json = AuditJson.Serialize(new AuditResult(new Dictionary<string, string>(), [claim]));
        Assert.Contains("\"view\": \"scatter\"", json);
        var back = AuditJson.Parse(json).Claims[0].Primary.Tables;
        Assert.Equivalent(claim.Primary.Tables, back, strict: true);
    }

    [Theory]
    [InlineData(0, TableView.Heat)]
    [InlineData(2, TableView.Pictures)]
    public void Json_WithoutAView_HasItFromTheWidth(int width, TableView expected)
    {
        var table = new TableSummary("a.t", "r", "c", ["1"], ["1", "2"], [1, 2], 1, 1, width);
        var json = AuditJson.Serialize(new(new Dictionary<string, string>(), [SampleTables.Showing(table)]));
        var view = $"\"view\": \"{expected.ToString().ToLowerInvariant()}\"";
        Assert.Contains(view, json);
        var old = json.Replace(view, "\"former\": 0");
        Assert.Equal(expected, AuditJson.Parse(old).Claims[0].Primary.Tables[0].View);
    }

    private static TableSummary Points(string[] names, double[] xs, double[] ys)
    {
        var table = NamedTable.Scatter("filter", names, "taylor", "oracle", xs, ys);
        return new("net.filterScores", table.RowsAre, table.ColumnsAre, table.Rows, table.Columns, table.Values, 1, 7)
        {
            View = table.View,
        };
    }

    private static XElement Plot(TableSummary table) =>
        XElement.Parse($"<div>{TableList.Of(SampleTables.Showing(table))}</div>", LoadOptions.PreserveWhitespace);

    private static IEnumerable<XElement> Dots(XElement plot) => Of(plot, "use", "dot").Where(u => u.HasElements);

    private static IEnumerable<XElement> Of(XElement plot, string element, string kind) =>
        plot.Descendants(element).Where(e => e.Attribute("class")?.Value.Split(' ')[0] == kind);

    private static double Number(XElement dot, string attribute) =>
        double.Parse(dot.Attribute(attribute)!.Value.TrimEnd('%'));
}
