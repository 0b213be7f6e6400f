using System.Xml.Linq;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Reporting.Plots;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Plots;

public sealed class DistributionPlotTests
{
    private static readonly Quantity D = Quantity.Difference("b.accuracy", "a.accuracy");

    // Of every rule, which of these runs show as much as published.
    public static TheoryData<Rule, bool[]> Runs() => new()
    {
        { new DirectionRule(D, 0.005), [false, false, false, false, true, true] },
        { new SizeRule(D, 0.02), [false, false, false, false, false, true] },
        { new BoundRule(D, 0.01, -0.01), [true, true, false, false, false, false] },
        { new EquivalenceRule(D, 0.01, 0), [false, true, true, true, true, false] },
        { new EquivalenceRule(D, 0.01, -0.01), [true, true, false, false, false, false] },
        { new EquivalenceRule(D, 0.01, 0.01), [false, false, false, false, false, true] },
        { new PointRule(D, 0, -0.005, 0.005, 0.1), [false, false, true, true, true, false] },
    };

    [Theory]
    [MemberData(nameof(Runs), DisableDiscoveryEnumeration = true)]
    public void Of_Runs_ColoursThoseThatShowAsMuchByTheRule(Rule rule, bool[] shows)
    {
        var judgement = SampleAudit.Judge(rule, [[-0.02, -0.01, -0.005, 0.001, 0.005, 0.02]]);
        var strokes = Strokes(judgement);
        Assert.Equal(shows, strokes.Select(s => s.Attribute("class")?.Value == "shows"));
        Assert.Equal(shows.Count(s => s) / 6.0, judgement.SingleRunShare!.Value, 1e-12);
    }

    [Fact]
    public void Of_NothingPublished_ColoursNone()
    {
        var strokes = Strokes(SampleAudit.Judge(new DirectionRule(D), [[-0.02, 0.01, 0.02]]));
        Assert.Equal(3, strokes.Count);
        Assert.All(strokes, s => Assert.Null(s.Attribute("class")));
    }

    [Fact]
    public void Of_DivergedRuns_LeavesTheOthersTheirColours()
    {
        // The diverged run has no value, so it has no stroke either; the others stand in the order of their values.
        var differences = new Differences([1, 2, 3, 4], [4], [new(D.Name, [0.02, null, -0.5, 0.03], [null])]);
        var judgement = new DirectionRule(D, 0.01).Judge(differences, InferenceScope.Seeds, Rule.Level);
        Assert.Equal([false, true, true], Strokes(judgement).Select(s => s.Attribute("class")?.Value == "shows"));
    }

    [Fact]
    public void Of_Exact_IsEmpty() => Assert.True(
        DistributionPlot.Of(SampleAudit.Single(
            "a/b", SampleAudit.Judge(new ExactRule([new(D, "0", v => v == 0)]), [[0, 0]]))).IsEmpty);

    private static List<XElement> Strokes(Judgement judgement)
    {
        var plot = DistributionPlot.Of(SampleAudit.Single("a/b", judgement, Published.Nothing("fraction")));
        var rug = XElement.Parse($"<p>{plot}</p>").Descendants("g")
            .Single(g => g.Attribute("class")!.Value == "rug marks");
        return [.. rug.Elements("line")];
    }
}
