using FsCheck.Fluent;
using Pruning.Shared.Statistics;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Properties.Statistics;

public sealed class CorrectionTests
{
    [Fact]
    public void Holm_PartsOfAComposite_AreAsByHand() =>
        // Sorted 0.0019·5, 0.0279·4, 0.0358·3 = 0.1074 raised to 0.1116, then 1.
        Assert.Equal([1, 0.1116, 1, 0.0095, 0.1116],
            Holm.Adjust([0.998, 0.0279, 1, 0.0019, 0.0358]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void Holm_FourByHand_IsStepDown()
    {
        // Sorted 0.005·4 = 0.02, 0.01·3 = 0.03, 0.03·2 = 0.06, then 0.04·1 raised to 0.06.
        var adjusted = Holm.Adjust([0.01, 0.04, 0.03, 0.005]);
        Assert.Equal([0.03, 0.06, 0.06, 0.02], adjusted.Select(p => Math.Round(p, 12)));
        Assert.Empty(Holm.Adjust([]));
    }

    [Fact]
    public void Holm_AnyP_LiesBetweenItselfAndBonferroni() => Cases.Check(
        Gen.Choose(0, 1000).Select(k => k / 1000.0).ArrayOf(),
        p =>
        {
            var adjusted = Holm.Adjust(p);
            Assert.All(p.Zip(adjusted), pair => Assert.InRange(pair.Second, pair.First,
                Math.Min(1, pair.First * p.Length)));
            Assert.All(p.Zip(adjusted), a => Assert.All(p.Zip(adjusted),
                b => Assert.True(a.First > b.First || a.Second <= b.Second)));
        });

    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_NewcombesExamples_AreAsPrinted(int successes, int count, double lower, double upper)
    {
        var interval = Proportion.Wilson(successes, count);
        Assert.Equal(lower, interval.Lower, 5e-5);
        Assert.Equal(upper, interval.Upper, 5e-5);
        var mirrored = Proportion.Wilson(count - successes, count);
        Assert.Equal(1 - lower, mirrored.Upper, 5e-5);
    }

    [Fact]
    public void Wilson_AnyCount_HoldsTheShareWithin0And1() => Cases.Check(
        Gen.Choose(1, 500).SelectMany(n => Gen.Choose(0, n), (n, k) => (n, k)),
        c =>
        {
            var interval = Proportion.Wilson(c.k, c.n);
            Assert.True(0 <= interval.Lower && interval.Upper <= 1 && interval.Contains((double)c.k / c.n));
        });

    [Fact]
    public void PlaceOf_TiesCountHalf()
    {
        Assert.Equal(0.5, Proportion.PlaceOf(2, [1, 2, 3]));
        Assert.Equal(0.625, Proportion.PlaceOf(2, [1, 2, 3, 1]));
        Assert.Equal(0, Proportion.PlaceOf(0, [1, 2]));
        Assert.Equal(1, Proportion.PlaceOf(9, [1, 2]));
    }

    [Fact]
    public void Slope_AnscombesFirstQuartet_IsOneHalf()
    {
        // Anscombe 1973, "Graphs in statistical analysis"; R, ?anscombe: slope 0.5001 (0.50009).
        double[] x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
        double[] y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
        Assert.Equal(0.50009, LeastSquares.Slope(x, y), 5e-6);
        Assert.True(double.IsNaN(LeastSquares.Slope([1, 2], [1, double.NaN])));
        Assert.Throws<ArgumentException>(() => LeastSquares.Slope([1, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Slope([1, 2], [1]));
    }

    [Fact]
    public void Slope_PointsOnALine_IsTheLines() => Cases.Check(
        Gen.Choose(-100, 100).Two().SelectMany(_ => Gen.Choose(2, 50),
            (l, n) => (Slope: l.Item1 / 8.0, Offset: l.Item2, n)),
        c => Assert.Equal(c.Slope, LeastSquares.Slope([.. Enumerable.Range(0, c.n).Select(i => (double)i)],
            [.. Enumerable.Range(0, c.n).Select(i => (c.Slope * i) + c.Offset)]), 1e-10));

    [Fact]
    public void Slope_AnyTrainingCurve_IsTheTextbookSumsToTheBit() => Cases.Check(
        from seed in Gen.Choose(1, 1_000_000)
        from first in Gen.Choose(0, 4000)
        from count in Gen.Elements(2, 3, 50, 401)
        from decay in Gen.Choose(0, 50)
        select (seed, first, count, decay),
        c =>
        {
            var random = new Random(c.seed);
            double[] x = [.. Enumerable.Range(c.first, c.count).Select(i => (double)i)];
            double[] y = [.. x.Select(e => (double)(float)(Math.Exp(-c.decay * e / 1000)
                + (0.1 * random.NextDouble())))];
            var (meanX, meanY) = (x.Average(), y.Average());
            var (shared, spread) = (0.0, 0.0);
            for (var i = 0; i < x.Length; i++)
            {
                shared += (x[i] - meanX) * (y[i] - meanY);
                spread += (x[i] - meanX) * (x[i] - meanX);
            }

            Assert.Equal(BitConverter.DoubleToInt64Bits(shared / spread),
                BitConverter.DoubleToInt64Bits(LeastSquares.Slope(x, y)));
        },
        2000);
}
