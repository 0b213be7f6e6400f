using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Reporting.Plots;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Plots;

public sealed class ForestPlotTests
{
    private static readonly Quantity D = Quantity.Difference("b.loss", "a.loss");

    private static readonly double[] Values = [-1, 0, 1, 2, 3];

    // Where the zone of each rule begins and ends along the axis; null: it is open, or there is none.
    public static TheoryData<Rule, bool, double?, double?> Zones() => new()
    {
        { new DirectionRule(D), false, null, null },
        { new MeasurementRule(D), false, null, null },
        { new PointRule(D, 1, 0.5, 1.5, 3), false, null, null },
        { new SizeRule(D, 1), true, 0.5, 1.5 },
        { new EquivalenceRule(D, 0.25), true, -0.25, 0.25 },
        { new BoundRule(D, 2), true, null, 2 },
        { new ThresholdRule([D], 0.5), true, -0.5, null },
        { new CompositeRule([new DirectionRule(D), new EquivalenceRule(D, 1)]), true, -1, 1 },
    };

    [Theory]
    [MemberData(nameof(Zones), DisableDiscoveryEnumeration = true)]
    public void Of_Rule_ShadesWhereItWantsTheInterval(Rule rule, bool shaded, double? from, double? to)
    {
        var plot = Plot(rule);
        var zones = plot.Descendants("rect").Where(r => r.Attribute("class")?.Value == "zone").ToList();
        Assert.Equal(shaded ? 1 : 0, zones.Count);
        Assert.Equal(shaded, plot.Value.Contains("Shaded: where the interval must lie."));
        foreach (var zone in zones)
        {
            // The dot at the mean of 1 and the line at 0 give the scale.
            var (zero, one) = (Place(plot, "line", "zero", "x1"), Place(plot, "circle", "point", "cx"));
            double At(double value) => zero + (value * (one - zero));
            var left = PerCent(zone, "x");
            Assert.Equal(from is { } f ? At(f) : 0, left, 0.1);
            Assert.Equal(to is { } t ? At(t) : 100, left + PerCent(zone, "width"), 0.1);
        }
    }

    [Fact]
    public void Of_Rule_SaysWhichSideFavoursTheClaimWhereOneDoes()
    {
        const string Right = "Right of zero favours the claim.";
        Assert.Contains(Right, Plot(new DirectionRule(D)).Value);
        Assert.DoesNotContain(Right, Plot(new EquivalenceRule(D, 1)).Value);
        Assert.DoesNotContain(Right, Plot(new BoundRule(D, 1)).Value);
    }

    // A unit that is a difference whatever the rule, so that zero is always marked.
    private static XElement Plot(Rule rule)
    {
        var judgement = SampleAudit.Judge(rule, [.. rule.Quantities.Select(_ => Values)]);
        var claim = SampleAudit.Single("a/b", judgement, Published.Nothing("points"));
        return XElement.Parse($"<div>{ForestPlot.Of(claim)}</div>");
    }

    private static double Place(XElement plot, string element, string kind, string attribute) =>
        PerCent(plot.Descendants(element).First(e => e.Attribute("class")?.Value == kind), attribute);

    private static double PerCent(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value.TrimEnd('%'));
}
