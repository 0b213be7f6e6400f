using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

public sealed class RankCorrelationTests
{
    private static readonly Gen<(double[] First, double[] Second)> Tied =
        from n in Gen.Choose(2, 20)
        from distinct in Gen.Elements(2, 4, 1000)
        from first in Gen.Choose(0, distinct).ArrayOf(n)
        from second in Gen.Choose(0, distinct).ArrayOf(n)
        where first.Distinct().Count() > 1 && second.Distinct().Count() > 1
        select (Array.ConvertAll(first, v => (double)v), Array.ConvertAll(second, v => (double)v));

    /// <summary>
    /// The documentation of SciPy's <c>spearmanr</c>, checked there against R; two from SciPy's tests of
    /// <c>mstats.spearmanr</c>; and, without ties, the intelligence quotients and hours of television of Wikipedia's
    /// article, −29/165.
    /// </summary>
    [Theory]
    [InlineData("1 2 3 4 5", "5 6 7 8 7", 0.8207826816681233)]
    [InlineData("5.05 6.75 3.21 2.66", "1.65 2.64 2.64 6.95", -0.6324555)]
    [InlineData(
        "2 47.4 42 10.8 60.1 1.7 64 63.1 1 1.4 7.9 0.3 3.9 0.3 6.7",
        "22.6 8.3 44.4 11.9 24.6 0.6 5.7 41.6 0 0.6 6.7 3.8 1 1.2 1.4",
        0.6887299)]
    [InlineData("106 100 86 101 99 103 97 113 112 110", "7 27 2 50 28 29 20 12 6 17", -29.0 / 165)]
    public void Spearman_PublishedData_IsThePublishedFigure(string first, string second, double published) =>
        Assert.Equal(published, RankCorrelation.Spearman(Parse(first), Parse(second)), 5e-8);

    [Fact]
    public void Spearman_AnyTies_IsSiegelsFormula() => Cases.Check(Tied, x =>
    {
        // Siegel 1956, Nonparametric Statistics, 9.2: (Σx² + Σy² − Σd²) / (2·√(Σx²·Σy²)), Σx² = (n³ − n)/12 − Σ(t³ −
        // t)/12 over groups of t ties.
        var squares = Ranks(x.First).Zip(Ranks(x.Second), (a, b) => (a - b) * (a - b)).Sum();
        var (xs, ys) = (Corrected(x.First), Corrected(x.Second));
        Assert.Equal(
            (xs + ys - squares) / (2 * Math.Sqrt(xs * ys)), RankCorrelation.Spearman(x.First, x.Second), 1e-12);

        static double Corrected(double[] values) =>
            (Cube(values.Length) - values.GroupBy(v => v).Sum(same => Cube(same.Count()))) / 12;

        static double Cube(double n) => (n * n * n) - n;
    });

    [Fact]
    public void Spearman_IncreasingTransformation_ChangesNothing() => Cases.Check(Tied, x => Assert.Equal(
        RankCorrelation.Spearman(x.First, x.Second),
        RankCorrelation.Spearman([.. x.First.Select(v => v * v * v)], x.Second)));

    [Fact]
    public void Spearman_OneSideReversedOrBothSwapped_TurnsItsSignOrNothing() => Cases.Check(Tied, x =>
    {
        var rho = RankCorrelation.Spearman(x.First, x.Second);
        Assert.InRange(rho, -1, 1);
        Assert.Equal(-rho, RankCorrelation.Spearman([.. x.First.Select(v => -v)], x.Second), 1e-12);
        Assert.Equal(rho, RankCorrelation.Spearman(x.Second, x.First), 1e-12);
        Assert.Equal(1, RankCorrelation.Spearman(x.First, x.First), 1e-12);
    });

    [Fact]
    public void Spearman_EqualValues_HaveNone()
    {
        Assert.Equal(double.NaN, RankCorrelation.Spearman([2, 2, 2], [1, 2, 3]));
        Assert.Equal(double.NaN, RankCorrelation.Spearman([0.1, 0.2], [7, 7]));
    }

    [Fact]
    public void Spearman_WhatCannotBeRanked_IsRefused()
    {
        Assert.Contains("got 2 and 3 values", Refusal([1, 2], [1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("got 1 and 1 values", Refusal([1], [1]), StringComparison.Ordinal);
        Assert.Contains("NaN", Refusal([1, double.NaN], [1, 2]), StringComparison.Ordinal);

        static string Refusal(double[] first, double[] second) =>
            Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman(first, second)).Message;
    }

    private static double[] Parse(string values) => [.. values.Split(' ').Select(double.Parse)];

    private static double[] Ranks(double[] values) =>
        [.. values.Select(v => values.Count(w => w < v) + ((values.Count(w => w == v) + 1) / 2.0))];
}
