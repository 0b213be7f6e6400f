using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Sums over the maps of a net, against automatic differentiation, finite differences and hand.</summary>
[Generated(typeof(MapCase))]
public sealed class MapStatisticsTests
{
    [Fact]
    public void Statistics_AnyNet_AreThoseOfAutomaticDifferentiation()
    {
        var compared = 0;
        Cases.Check(MapCase.Mixed, c =>
        {
            var (expected, kink) = MapReference.Of(c);
            var context = c.Context();
            var (activity, sensitivity) = (context.MapActivity, context.MapSensitivity);
            Assert.Equal(expected.Select(e => e?.Units), activity.Select(a => a?.Mean.Count));
            Assert.Equal(expected.Select(e => e?.Units), sensitivity.Select(s => s?.Taylor.Count));

            // Where a ReLU all but turns over, single precision may find it on the other side.
            if (kink < 1e-5)
            {
                return;
            }

            compared++;
            foreach (var (w, maps) in expected.Index().Where(e => e.Item is not null))
            {
                AssertClose(maps!.OfUnits((a, _) => All(a).Average()), activity[w]!.Mean);
                AssertClose(maps.OfUnits((a, _) => Deviation(All(a))), activity[w]!.Deviation);
                AssertClose(maps.OfUnits((a, _) => All(a).Average(v => v == 0 ? 1.0 : 0)), activity[w]!.Zeros);
                AssertClose(maps.OfUnits((a, g) => Changes(a, g).Average(Math.Abs)), sensitivity[w]!.Taylor);
                AssertClose(maps.OfUnits((a, g) => Changes(a, g).Average()), sensitivity[w]!.SignedTaylor);
                AssertClose(maps.OfUnits((_, g) => g.Average(e => Math.Abs(e.Average()))), sensitivity[w]!.Gradient);
                AssertClose(
                    maps.OfUnits((a, g) => a.Zip(g).Average(e => 0.5 * Products(e.First, e.Second).Sum(p => p * p))),
                    sensitivity[w]!.SecondOrder);
            }
        });
        Assert.True(compared > 150, $"{compared} nets");

        static double[] All(double[][] examples) => [.. examples.SelectMany(e => e)];

        static double[] Products(double[] a, double[] g) => [.. a.Zip(g, (x, y) => x * y)];

        static double[] Changes(double[][] a, double[][] g) => [.. a.Zip(g, (x, y) => Products(x, y).Average())];
    }

    [Fact]
    public void SignedTaylor_AnyNet_IsTheSlopeOfTheLossAsTheMapIsScaled()
    {
        const double Step = 1e-6;
        const double Tolerance = 2e-5;
        var (compared, kinked) = (0, 0);
        Cases.Check(
            MapCase.Any,
            c =>
            {
                var here = c.PlainLoss([.. c.Values.Select(v => (double)v)]);
                foreach (var (w, maps) in c.Context().MapSensitivity.Index().Where(m => m.Item is not null))
                {
                    for (var unit = 0; unit < maps!.SignedTaylor.Count; unit++)
                    {
                        var below = (here - Scaled(unit, 1 - Step)) / Step;
                        var above = (Scaled(unit, 1 + Step) - here) / Step;
                        if (Math.Abs(below - above) > Tolerance)
                        {
                            kinked++;
                            continue;
                        }

                        // The map's elements together, where the statistic has their mean.
                        var expected = (below + above) / 2 / MapLayer.Of(c.Net)[w]!.Elements;
                        Assert.Equal(expected, maps.SignedTaylor[unit], Tolerance);
                        compared += Math.Abs(expected) > 100 * Tolerance ? 1 : 0;
                    }

                    double Scaled(int unit, double factor)
                    {
                        double[] moved = [.. c.Values.Select(v => (double)v)];
                        foreach (var column in c.OwnOf(c.Weights[w], unit))
                        {
                            moved[column] *= factor;
                        }

                        return c.PlainLoss(moved);
                    }
                }
            },
            150);
        Assert.True(compared > 100 && kinked * 20 < compared, $"{compared} compared, {kinked} at a kink");
    }

    [Fact]
    public void Statistics_OddsOfThreeToOne_AreTheHandComputedOnes()
    {
        // a = 1 and outputs ln 3 and 0, so p = 3/4 and 1/4: g = −ln 3 / 4 for label 0, 3 · ln 3 / 4 for label 1.
        var net = new Architecture(new Linear("hidden", 1, 1), new Relu(), new Linear("output", 1, 2, Bias: false));
        MapCase c = new(net, [1, 0, MathF.Log(3), 0], new("two", 1, 2, [1, 1], [0, 1]), [0, 1]);
        var (activity, maps) = (c.Context().MapActivity[0]!, c.Context().MapSensitivity[0]!);
        var ln3 = Math.Log(3);
        Assert.Equal((1, 0, 0), (activity.Mean[0], activity.Deviation[0], activity.Zeros[0]));
        AssertClose([ln3 / 2], maps.Taylor);
        AssertClose([ln3 / 4], maps.SignedTaylor);
        AssertClose([ln3 / 2], maps.Gradient);
        AssertClose([10 * ln3 * ln3 / 64], maps.SecondOrder);
        Assert.Null(c.Context().MapActivity[1]);
    }

    [Fact]
    public void Activity_MapByHand_IsTakenBeforePooling()
    {
        // A 1×1 filter of weight 1 on 1 2 / −3 6: after the ReLU 1 2 / 0 6, mean 9/4, mean square 41/4.
        var convolution = new Convolution("conv", new(1, 2, 2), 1, 1, Bias: false);
        var net = new Architecture(
            convolution, new Relu(), new MaxPool(convolution.Output, 2), new Linear("output", 1, 2, Bias: false));
        MapCase c = new(net, [1, 1, -1], new("one", 4, 2, [1, 2, -3, 6], [0]), [0]);
        var activity = c.Context().MapActivity[0]!;
        Assert.Equal((2.25, 0.25), (activity.Mean[0], activity.Zeros[0]));
        Assert.Equal(Math.Sqrt(10.25 - 5.0625), activity.Deviation[0], 1e-12);
    }

    [Fact]
    public void Deviation_EqualActivations_IsZero()
    {
        // Only the bias, 0.1, whose square is rounded.
        var net = new Architecture(new Linear("hidden", 1, 1), new Linear("output", 1, 2));
        MapCase c = new(net, [0, 0.1f, 1, 2, 0, 0], new("three", 1, 2, [1, 2, 3], [0, 1, 0]), [0, 1, 2]);
        Assert.Equal(0, c.Context().MapActivity[0]!.Deviation[0]);
        Assert.Equal(0.1f, c.Context().MapActivity[0]!.Mean[0]);
    }

    [Property]
    public void Statistics_AnyBlocks_AreTheSameToTheBit(MapCase c, PositiveInt block)
    {
        using var examples = c.Examples();
        int[] list = [.. c.List, .. c.List, .. c.List];
        var size = 1 + (block.Get % 40);
        var activity = MapPasses.Activity(c.Net, c.Values, list, examples);
        var (also, sensitivity) = MapPasses.Sensitivity(c.Net, c.Values, list, examples);
        var (blocksActivity, blocksSensitivity) = MapPasses.Sensitivity(c.Net, c.Values, list, examples, size);
        Assert.Equal(Text(activity), Text(also));
        Assert.Equal(Text(activity), Text(MapPasses.Activity(c.Net, c.Values, list, examples, size)));
        Assert.Equal(Text(activity), Text(blocksActivity));
        Assert.Equal(
            sensitivity.Select(s => s?.Taylor.Concat(s.SignedTaylor).Concat(s.SecondOrder).Concat(s.Gradient)),
            blocksSensitivity.Select(s => s?.Taylor.Concat(s.SignedTaylor).Concat(s.SecondOrder).Concat(s.Gradient)));

        static IEnumerable<IEnumerable<double>?> Text(IEnumerable<MapActivity?> layers) =>
            layers.Select(a => a?.Mean.Concat(a.Deviation).Concat(a.Zeros));
    }

    [Fact]
    public void Statistics_NoExamples_AreRefusedWithTheCriterionsName()
    {
        var net = new Architecture(new Linear("hidden", 1, 1), new Linear("output", 1, 2));
        ScoringContext bare = new(Criterion.Apoz, net, new ScoredNet(new float[6], 0, 1), new float[6]);
        foreach (var statistics in new Func<object>[] { () => bare.MapActivity, () => bare.MapSensitivity })
        {
            Assert.Contains("The criterion apoz needs training data",
                Assert.Throws<InvalidOperationException>(statistics).Message, StringComparison.Ordinal);
        }
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    /// <summary>Sums of some hundred terms of at most about 1, each rounded to 6e-8.</summary>
    private static void AssertClose(double[] expected, IReadOnlyList<double> found)
    {
        Assert.Equal(expected.Length, found.Count);
        var scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(found), v => Assert.Equal(v.First, v.Second, 1e-5 * scale));
    }
}
