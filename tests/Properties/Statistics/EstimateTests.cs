using Pruning.Shared.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Statistics;

public sealed class EstimateTests
{
    // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, critical values of Student's t.
    [Theory]
    [InlineData(4, 0.05, 2.132)]
    [InlineData(7, 0.05, 1.895)]
    [InlineData(9, 0.05, 1.833)]
    [InlineData(9, 0.025, 2.262)]
    [InlineData(19, 0.05, 1.729)]
    [InlineData(63, 0.05, 1.669)]
    [InlineData(100, 0.05, 1.660)]
    [InlineData(100, 0.025, 1.984)]
    public void Interval_StandardError1_ReachesTheTabledQuantile(double freedom, double tail, double quantile)
    {
        var interval = new Estimate(0, 1, freedom).Interval(tail);
        Assert.Equal(quantile, interval.Upper, 0.0005);
        Assert.Equal(-quantile, interval.Lower, 0.0005);
    }

    // One and two degrees of freedom have closed forms, 1/tan πp and (1 − 2p)·√(2/(4p(1 − p))); the rest is scipy's
    // stats.t.isf.
    [Theory]
    [InlineData(1, 0.000390625, 814.8728984204033)]
    [InlineData(2, 7.071067811865475e-11, 84089.64151862988)]
    [InlineData(3, 1e-9, 1033.1096745041743)]
    [InlineData(4, 1e-12, 1316.0727465663726)]
    [InlineData(1.5, 1e-6, 5219.469324709013)]
    [InlineData(2.5, 1e-8, 1389.2275830316382)]
    public void Quantile_FarOut_IsFound(double freedom, double tail, double quantile) =>
        Assert.Equal(1, Estimate.Quantile(freedom, tail) / quantile, 1e-8);

    [Fact]
    public void Quantile_AnyTail_IsThatOfTheDistribution()
    {
        foreach (var freedom in new[] { 0.7, 1, 1.3, 2, 3.5, 4, 7, 31, 255 })
        {
            for (var tail = 0.4; tail > 1e-9; tail /= 3)
            {
                var share = new Estimate(Estimate.Quantile(freedom, tail), 1, freedom).PAbove(0) / tail;
                Assert.True(Math.Abs(share - 1) < 1e-4, $"{freedom} degrees of freedom, {tail}: {share}");
            }
        }
    }

    [Fact]
    public void OfMean_StudentsSleep_IsAsInRsHelp()
    {
        // R, ?sleep: t.test(extra, paired): t = -4.0621, df = 9, p = 0.002833, 95 % interval -2.4598858 … -0.7001142,
        // mean -1.58.
        var estimate = Estimate.OfMean(Summary.Of(PublishedData.SleepDifferences));
        Assert.Equal(-1.58, estimate.Mean, 1e-12);
        Assert.Equal(-4.0621, estimate.Mean / estimate.StandardError, 5e-5);
        Assert.Equal(9, estimate.DegreesOfFreedom);
        Assert.Equal(0.002833, 2 * estimate.PBelow(0), 5e-7);
        Assert.Equal(-2.4598858, estimate.Interval(0.025).Lower, 5e-8);
        Assert.Equal(-0.7001142, estimate.Interval(0.025).Upper, 5e-8);
    }

    [Fact]
    public void OfMean_DarwinsMaize_IsFishers()
    {
        // Fisher 1935, section 17: mean 20.933, standard error 9.746, t = 2.148 on 14 degrees of freedom; P close to 5
        // %, two-sided.
        var estimate = Estimate.OfMean(Summary.Of(PublishedData.ZeaMays));
        Assert.Equal(20.933, estimate.Mean, 5e-4);
        Assert.Equal(9.746, estimate.StandardError, 5e-4);
        Assert.Equal(2.148, estimate.Mean / estimate.StandardError, 5e-4);
        Assert.Equal(0.0497, 2 * estimate.PAbove(0), 5e-5);
    }

    [Fact]
    public void Widened_TwoSamples_GivesWelchsTest()
    {
        // The variance of two independent sources with Satterthwaite's degrees of freedom is Welch's: R, t.test(extra ~
        // group, data = sleep):
        // t = -1.8608, df = 17.776, p = 0.07939, 95 % interval -3.3654832 … 0.2054832.
        var (first, second) = (Estimate.OfMean(Summary.Of(PublishedData.Sleep1)),
            Estimate.OfMean(Summary.Of(PublishedData.Sleep2)));
        var estimate = (first with { Mean = first.Mean - second.Mean }).Widened(second);
        Assert.Equal(-1.8608, estimate.Mean / estimate.StandardError, 5e-5);
        Assert.Equal(17.776, estimate.DegreesOfFreedom, 5e-4);
        Assert.Equal(0.07939, 2 * estimate.PBelow(0), 5e-6);
        Assert.Equal(-3.3654832, estimate.Interval(0.025).Lower, 5e-8);
        Assert.Equal(0.2054832, estimate.Interval(0.025).Upper, 5e-8);
    }

    [Fact]
    public void Widened_ByNothing_StaysAsItIs()
    {
        var estimate = new Estimate(1, 2, 7);
        Assert.Equal(estimate, estimate.Widened(new(5, 0, 32)));
        Assert.Equal(new Estimate(1, 2, 32), new Estimate(1, 0, 7).Widened(new(5, 2, 32)));
    }

    [Fact]
    public void OfOneMore_OneToFive_IsTheHandComputedPrediction()
    {
        // mean 3, s² = 2.5, so 2.776445·√2.5·√1.2 = 4.8089 either way.
        var interval = Estimate.OfOneMore(Summary.Of([1, 2, 3, 4, 5])).Interval(0.025);
        Assert.Equal(4.8089, interval.HalfWidth, 5e-5);
        Assert.Equal(3, (interval.Lower + interval.Upper) / 2, 1e-12);
    }

    [Fact]
    public void OfOverlappingSplits_OneToFive_IsTheHandComputedVariance()
    {
        // s²(1/5 + 1/4) = 2.5 · 0.45 = 1.125.
        Assert.Equal(Math.Sqrt(1.125), Estimate.OfOverlappingSplits(Summary.Of([1, 2, 3, 4, 5]), 0.25).StandardError,
            1e-14);
    }

    [Fact]
    public void Estimate_PAndInterval_AgreeOnEveryBound() => Cases.Check(
        Cases.Sample(2, 60),
        sample =>
        {
            var estimate = Estimate.OfMean(Summary.Of(sample));
            var (lower, upper) = (estimate.Interval(0.05).Lower, estimate.Interval(0.05).Upper);
            var step = (upper - lower) / 1000;
            if (step > 0)
            {
                Assert.True(estimate.PAbove(lower - step) < 0.05 && estimate.PAbove(lower + step) > 0.05);
                Assert.True(estimate.PBelow(upper + step) < 0.05 && estimate.PBelow(upper - step) > 0.05);
                Assert.Equal(1, estimate.PAbove(lower) + estimate.PBelow(lower), 1e-9);
            }
        });

    [Fact]
    public void Estimate_NoSpread_IsAPoint()
    {
        var estimate = Estimate.OfMean(Summary.Of([2, 2, 2]));
        Assert.Equal(new Interval(2, 2), estimate.Interval(0.05));
        Assert.Equal((0, 1, 1, 1), (estimate.PAbove(1), estimate.PAbove(2), estimate.PBelow(2), estimate.PAbove(3)));
    }

    [Fact]
    public void Estimate_OneValue_Throws() =>
        Assert.Contains("at least two", Assert.Throws<ArgumentException>(() =>
            Estimate.OfMean(Summary.Of([1]))).Message);
}
