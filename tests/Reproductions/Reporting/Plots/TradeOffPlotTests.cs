using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Sections;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Plots;

public sealed class TradeOffPlotTests
{
    private static readonly CurveSummary[] Taylor =
    [
        Curve("taylor.testAccuracy", "fraction", [0.9, 0.8, 0.5], [0.8, 0.7, 0.4], [1, 0.9, 0.6]),
        Curve("taylor.macs", "multiply-accumulates", [20e6, 10e6, 0], [20e6, 10e6, 0], [20e6, 10e6, 0]),
    ];

    private static readonly CurveSummary Other = Curve(
        "random.testAccuracy", "fraction", [0.9, 0.6, 0.2], [0.8, 0.5, 0.1], [1, 0.7, 0.3]);

    [Fact]
    public void Html_BothCurves_AreOnePlotInsteadOfTheirOwn()
    {
        CurveSummary[] curves = [.. Taylor, Other];
        Assert.Equal(["test accuracy", "test accuracy"], Titles(Section(curves, new("macs", "testAccuracy"))));
        Assert.Equal(["test accuracy", "macs"], Titles(Section(curves, null)));
    }

    [Fact]
    public void Html_OneCurveAlone_IsNoTradeOff()
    {
        TradeOff metrics = new("macs", "testAccuracy");
        Assert.Equal(["test accuracy"], Titles(Section([Taylor[0]], metrics)));
        Assert.Equal(["macs"], Titles(Section([Taylor[1]], metrics)));
        Assert.Equal(["macs", "test accuracy"], Titles(Section([Taylor[1], Other], metrics)));
        Assert.Equal(["test accuracy", "macs"], Titles(Section(Taylor, new("macs", "testLoss"))));
    }

    [Fact]
    public void Html_Points_LieAtTheMeans()
    {
        // Across from −0.4 to 20.4 million; up from 40 % to 100 %, widened to 37 and 103, over 280 pixels.
        var plot = Plot();
        var dots = plot.Descendants("use").Where(u => u.HasElements).ToList();
        Assert.Equal([98.08, 50, 1.92], dots.Select(d => Number(d, "x")));
        Assert.Equal([55.15, 97.58, 224.85], dots.Select(d => Number(d, "y")));
        Assert.Equal(
            [
                "taylor, 0 % pruned: 20.0 M multiply-accumulates left, 90.00 [80.00, 100.00] %",
                "taylor, 50 % pruned: 10.0 M multiply-accumulates left, 80.00 [70.00, 90.00] %",
                "taylor, 90 % pruned: 0 multiply-accumulates left, 50.00 [40.00, 60.00] %",
            ],
            dots.Select(d => d.Element("title")!.Value));
    }

    [Fact]
    public void Html_Line_GoesThroughTheMeansAndBarsOverTheMiddleOfTheRuns()
    {
        var paths = Plot().Descendants("path").ToDictionary(
            p => p.Attribute("class")!.Value.Split(' ')[0], p => p.Attribute("d")!.Value);
        Assert.Equal("M981 55l-481 43-481 127", paths["mean"]);
        Assert.Equal("M981 98l0-85M500 140l0-85M19 267l0-85", paths["spread"]);
    }

    [Fact]
    public void Html_NamesAndFigures_ArePrintedWithTheirUnits()
    {
        var plot = Plot();
        Assert.StartsWith(
            "test accuracy (%) over multiply-accumulates left\n", plot.Element("figcaption")!.Value);
        Assert.Equal("taylor", plot.Descendants("span").Single(Is("arm")).Nodes().OfType<XText>().Single().Value);
        Assert.Equal(["0", "5 M", "10 M", "15 M", "20 M"], plot.Descendants("svg").Single(Is("axis"))
            .Elements("text").Select(t => t.Value));
        var table = plot.Descendants("table").Single();
        Assert.Equal("details", table.Parent!.Parent!.Name.LocalName);
        Assert.Equal(["20.0 M", "90.00 [80.00, 100.00]", "10.0 M", "80.00 [70.00, 90.00]", "0", "50.00 [40.00, 60.00]"],
            table.Descendants("td").Select(d => d.Value));
    }

    [Theory]
    [InlineData("weights", new[] { 9.0, 5, 1 }, "weights left")]
    [InlineData("weights", new[] { 1.0, 5, 9 }, "weights")]
    [InlineData("seconds", new[] { 9.0, 5, 1 }, "macs (s)")]
    [InlineData("", new[] { 9.0, 5, 1 }, "macs")]
    public void Html_AxisAcross_IsNamedByWhatItCounts(string unit, double[] means, string expected)
    {
        var x = Curve("taylor.macs", unit, means, means, means);
        var plot = Section([Taylor[0], x], new("macs", "testAccuracy")).Descendants("figure").Last();
        Assert.Equal(expected, plot.Descendants("div").Single(Is("axis-title")).Value);
    }

    [Fact]
    public void Html_OddCurves_AreDrawnWithoutFault()
    {
        CurveSummary[] curves =
        [
            Curve("a.x", "", [1], [], []),
            Curve("a.y", "nats", [double.NaN, 2, 3], [0.5], [0.5, 1]),
            Curve("b.x", "", [2, double.NaN, 2], [], []),
            Curve("b.y", "nats", [1, 1, 1], [1, 1, 1], [1, 1, 1]),
            Curve("c.x", "", [], [], []),
            Curve("c.y", "nats", [1], [], []),
        ];
        var section = Section(curves, new("x", "y"));
        Assert.DoesNotMatch("NaN|Infinity|∞", section.ToString());
        Assert.Equal(2, section.Descendants("figure").Count());
    }

    [Fact]
    public void Json_TradeOff_ComesBackTheSame()
    {
        var audit = new AuditResult(new Dictionary<string, string>(),
            [Claim(Taylor, new("macs", "testAccuracy")), Claim(Taylor, null) with { Id = "a/c" }]);
        var back = AuditJson.Parse(AuditJson.Serialize(audit));
        Assert.Equal([new("macs", "testAccuracy"), null], back.Claims.Select(c => c.TradeOff));
    }

    private static XElement Plot() =>
        Section(Taylor, new("macs", "testAccuracy")).Descendants("figure").Last();

    private static XElement Section(CurveSummary[] curves, TradeOff? metrics)
    {
        var claim = Claim(curves, metrics);
        var page = new PageContext(new AuditResult(new Dictionary<string, string>(), [claim]));
        return XElement.Parse(
            $"<div>{new CurvesSection().Html(claim, page)}</div>", LoadOptions.PreserveWhitespace);
    }

    private static ClaimResult Claim(CurveSummary[] curves, TradeOff? metrics)
    {
        var claim = SampleAudit.Single("a/b", SampleAudit.Bare("direction", Verdict.Inconclusive, 1));
        return claim with { Readings = [claim.Primary with { Curves = curves }], TradeOff = metrics };
    }

    private static CurveSummary Curve(string name, string unit, double[] mean, double[] lower, double[] upper) =>
        new(name, "% pruned", unit, [0, 50, 90], mean, lower, upper, []);

    private static IEnumerable<string> Titles(XElement section) =>
        section.Descendants("figcaption").Select(c => c.Element("b")!.Value);

    private static Func<XElement, bool> Is(string kind) =>
        e => e.Attribute("class")?.Value.Split(' ')[0] == kind;

    private static double Number(XElement dot, string attribute) =>
        double.Parse(dot.Attribute(attribute)!.Value.TrimEnd('%'));
}
