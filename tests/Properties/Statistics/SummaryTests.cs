using FsCheck.Fluent;
using Pruning.Shared.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Statistics;

public sealed class SummaryTests
{
    [Fact]
    public void Summary_NistNumAcc1_IsCertifiedValue()
    {
        // NIST Statistical Reference Datasets, univariate, NumAcc1: mean 10000002, sd 1.
        Assert.Equal(new Summary(3, 10000002, 1), Summary.Of([10000001, 10000003, 10000002]));
    }

    [Fact]
    public void Summary_NistNumAcc4_IsCertifiedValue()
    {
        // NumAcc4: 10000000.2, then 10000000.1 and 10000000.3 five hundred times over; mean 10000000.2, sd 0.1.
        double[] values = [10000000.2, .. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 10000000.1 : 10000000.3)];
        var summary = Summary.Of(values);
        Assert.Equal(10000000.2, summary.Mean, 1e-8);
        Assert.Equal(0.1, summary.Sd, 1e-8);
    }

    [Fact]
    public void Summary_EqualValues_HaveNoSpreadAtAll() => Cases.Check(
        Cases.AnyFinite.SelectMany(v => Gen.Choose(1, 300), (v, n) => (v, n)),
        c => Assert.Equal(new Summary(c.n, c.v, 0), Summary.Of(Enumerable.Repeat(c.v, c.n).ToArray())));

    [Fact]
    public void Summary_AnyFiniteValues_MeanInRangeAndSdNoNaN() => Cases.Check(
        Cases.AnyFinite.NonEmptyListOf(),
        values =>
        {
            var summary = Summary.Of(values.ToArray());
            Assert.InRange(summary.Mean, values.Min(), values.Max());
            Assert.True(summary.Sd >= 0);
        });

    [Fact]
    public void Summary_ScaledByAPowerOfTwo_ScalesExactly() => Cases.Check(
        Cases.Sample(2, 40).SelectMany(s => Gen.Choose(-300, 300), (s, e) => (s, e)),
        c =>
        {
            var (plain, scaled) = (Summary.Of(c.s), Summary.Of(Array.ConvertAll(c.s, v => Math.ScaleB(v, c.e))));
            Assert.Equal(plain with { Mean = Math.ScaleB(plain.Mean, c.e), Sd = Math.ScaleB(plain.Sd, c.e) }, scaled);
        });

    [Fact]
    public void Summary_NothingOrNotFinite_Throws()
    {
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => Summary.Of([])).Message);
        Assert.Contains("finite values; got NaN", Assert.Throws<ArgumentException>(() =>
            Summary.Of([1, double.NaN])).Message);
    }
}
