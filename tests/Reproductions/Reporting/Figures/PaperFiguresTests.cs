using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Figures;
using Pruning.Reproductions.Reporting.Html;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Figures;

public sealed class PaperFiguresTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Lazy<IReadOnlyList<(string Name, XElement Root)>> All = new(() =>
        [.. PaperFigures.Of(Audit()).Select(f => (f.Name, XDocument.Parse(f.Svg).Root!))]);

    /// <summary>What programs for papers are sure to know.</summary>
    private static readonly HashSet<string> Attributes =
    [
        "width", "height", "viewBox", "font-family", "font-size", "font-weight", "fill", "fill-opacity", "stroke",
        "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "text-anchor",
        "transform", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r",
    ];

    [Fact]
    public void Of_Audit_HasEveryFigureInTwoWidthsUnderItsOwnName()
    {
        var names = All.Value.Select(f => f.Name).ToList();
        Assert.Distinct(names);
        Assert.All(names, n => Assert.Matches("^[a-z0-9-]+-(89|183)mm[.]svg$", n));
        Assert.Equal(names.Where(n => n.Contains("-89mm")).Select(n => n.Replace("-89mm", "-183mm")),
            names.Where(n => n.Contains("-183mm")));
        foreach (var figure in new[] { "readings", "runs", "curves-trainloss", "curves-validationloss" })
        {
            Assert.Contains($"dynamic-penguins-dynamic-improves-{figure}-89mm.svg", names);
        }

        Assert.Contains("sample-points-trade-off-89mm.svg", names);
        Assert.Contains("sample-points-points-arm-saliency-183mm.svg", names);
        Assert.Contains("sample-tables-pictures-after-kernels-89mm.svg", names);
    }

    [Fact]
    public void Of_AnyFigure_IsAsWideAsItsNameSays() => Assert.All(All.Value, figure =>
    {
        var millimetres = Regex.Match(figure.Name, "([0-9]+)mm").Groups[1].Value;
        Assert.Equal($"{millimetres}mm", figure.Root.Attribute("width")!.Value);
        var box = Numbers(figure.Root.Attribute("viewBox")!.Value);
        Assert.Equal(double.Parse(millimetres, CultureInfo.InvariantCulture) / 25.4 * 72, box[2], 0.01);
        Assert.Equal(Numbers(figure.Root.Attribute("height")!.Value)[0] / 25.4 * 72, box[3], 0.05);
    });

    [Fact]
    public void Of_AnyFigure_HasPlainAttributesAndTextAsText() => Assert.All(All.Value, figure =>
    {
        Assert.Equal(Svg + "svg", figure.Root.Name);
        Assert.Contains("Arial", figure.Root.Attribute("font-family")!.Value);
        Assert.NotEmpty(figure.Root.Element(Svg + "title")!.Value);
        Assert.NotEmpty(figure.Root.Descendants(Svg + "text"));
        Assert.All(figure.Root.DescendantsAndSelf().Attributes().Where(a => !a.IsNamespaceDeclaration), a =>
        {
            Assert.Contains(a.Name.LocalName, Attributes);
            Assert.DoesNotMatch("var[(]|currentColor|url[(]|%|NaN|Infinity|[0-9][eE][+-]", a.Value);
        });
        Assert.All(figure.Root.Descendants().Attributes().Where(a => a.Name.LocalName is "fill" or "stroke"),
            a => Assert.Matches("^(none|#[0-9a-f]{6})$", a.Value));
    });

    [Fact]
    public void Of_AnyFigure_PrintsNoTextUnderFivePointsAndNoLineUnderAQuarter() => Assert.All(All.Value, figure =>
    {
        Assert.All(figure.Root.Descendants(Svg + "text"),
            t => Assert.InRange(Numbers(t.Attribute("font-size")!.Value)[0], 5, 12));
        Assert.All(figure.Root.Descendants().Attributes("stroke-width"),
            a => Assert.InRange(Numbers(a.Value)[0], 0.25, 5));
        Assert.All(figure.Root.Descendants().Where(e => e.Attribute("stroke") is not null),
            e => Assert.DoesNotContain("scale", e.Attribute("transform")?.Value ?? string.Empty));
    });

    [Fact]
    public void Of_AnyFigure_StaysWithinItsEdges() => Assert.All(All.Value, figure =>
    {
        var box = Numbers(figure.Root.Attribute("viewBox")!.Value);
        Assert.All(Values("x", "x1", "x2", "cx"), x => Assert.InRange(x, 0, box[2] + 0.01));
        Assert.All(Values("y", "y1", "y2", "cy"), y => Assert.InRange(y, 0, box[3]));
        Assert.All(figure.Root.Descendants(Svg + "text").Where(t => t.Attribute("x") is not null), t =>
        {
            // A good estimate for Arial; a text that is cut is known by its ellipsis.
            var width = t.Value.Length * 0.5 * Numbers(t.Attribute("font-size")!.Value)[0];
            var x = Numbers(t.Attribute("x")!.Value)[0];
            var start = x - (width * t.Attribute("text-anchor")!.Value switch { "start" => 0, "end" => 1, _ => 0.5 });
            Assert.InRange(start, -2, Math.Max(0, box[2] + 2 - width));
        });

        IEnumerable<double> Values(params string[] names) =>
            figure.Root.Descendants().Attributes().Where(a => names.Contains(a.Name.LocalName))
                .Select(a => Numbers(a.Value)[0]);
    });

    [Fact]
    public void Readings_Interval_LiesWhereItsAxisSays()
    {
        // Twice as far to its upper end as to its lower one, and zero as far below that.
        var judgement = SampleAudit.Bare("direction", Verdict.Reproduced, 8) with
        {
            Estimate = 0.2,
            Lower = 0.1,
            Upper = 0.4,
        };
        var audit = new AuditResult(
            new Dictionary<string, string>(), [SampleAudit.Single("a/b", judgement, Published.Nothing("nats"))]);
        var figure = XDocument.Parse(PaperFigures.Of(audit).First().Svg).Root!;
        var bar = figure.Elements(Svg + "line").Single(l => l.Attribute("stroke-width")!.Value == "2");
        var (low, high) = (Value(bar, "x1"), Value(bar, "x2"));
        var estimate = Value(figure.Elements(Svg + "circle").Single(), "cx");
        Assert.Equal(2 * (estimate - low), high - estimate, 0.05);
        var zero = figure.Elements(Svg + "line")
            .First(l => l.Attribute("x1")!.Value == l.Attribute("x2")!.Value && Value(l, "y2") - Value(l, "y1") > 10);
        Assert.Equal(estimate - low, low - Value(zero, "x1"), 0.05);
    }

    [Fact]
    public void Palette_IsThePagesOwn()
    {
        var sheet = Style.Sheet.ToString();
        var colours = Enumerable.Range(0, 8).Select(FigurePalette.OfArm)
            .Concat(Enum.GetValues<Verdict>().Select(FigurePalette.Of)).Append(FigurePalette.Mark);
        Assert.All(colours, c => Assert.Contains(c, sheet));
        Assert.Equal("#ffffff", FigurePalette.Shade(FigurePalette.Above, 0));
        Assert.Equal(FigurePalette.Above, FigurePalette.Shade(FigurePalette.Above, 1));
    }

    private static AuditResult Audit()
    {
        var sample = SampleAudit.Penguins();
        var points = new TableSummary("arm.saliency", "map", "coordinate",
            [.. Enumerable.Range(0, 24).Select(i => $"layer {i % 3} map{i}")], ["oracle", "criterion"],
            [.. Enumerable.Range(1, 48).Select(i => Math.Pow(i, 1 + (i % 2)))], 1, 101)
        {
            View = TableView.Scatter,
        };
        var claim = SampleTables.Showing(points);
        CurveSummary[] curves =
        [
            new("a.macs", "% pruned", "operations", [0, 50, 90], [100, 50, 10], [100, 50, 10], [100, 50, 10], []),
            new("a.accuracy", "% pruned", "fraction", [0, 50, 90], [0.9, 0.8, 0.6], [0.8, 0.7, 0.5],
                [0.95, 0.9, 0.7], []),
        ];
        return new(sample.Environment,
        [
            .. sample.Claims, SampleTables.Claim(), claim with
            {
                Id = "sample/points",
                TradeOff = new("macs", "accuracy"),
                Readings = [claim.Primary with { Curves = curves }],
            },
        ]);
    }

    private static double Value(XElement element, string attribute) => Numbers(element.Attribute(attribute)!.Value)[0];

    private static double[] Numbers(string text) => [.. Regex.Matches(text, "-?[0-9.]+")
        .Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];
}
