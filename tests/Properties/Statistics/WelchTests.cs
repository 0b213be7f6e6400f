using FsCheck.Fluent;
using Pruning.Shared.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Statistics;

/// <summary>Differences of two samples that are not paired.</summary>
public sealed class WelchTests
{
    [Fact]
    public void Minus_StudentsSleep_IsAsInRsHelp()
    {
        // R, ?sleep, t.test(extra ~ group): t = -1.8608, df = 17.776, p = 0.07939, 95 % interval -3.3654832 …
        // 0.2054832.
        var welch = Of(PublishedData.Sleep1, PublishedData.Sleep2);
        Assert.Equal(-1.8608, welch.Mean / welch.StandardError, 5e-5);
        Assert.Equal(17.776, welch.DegreesOfFreedom, 5e-4);
        Assert.Equal(0.07939, 2 * welch.PBelow(0), 5e-6);
        Assert.Equal(-3.3654832, welch.Interval(0.025).Lower, 5e-8);
        Assert.Equal(0.2054832, welch.Interval(0.025).Upper, 5e-8);
    }

    [Fact]
    public void Minus_UnequalSizesAndSpreads_IsAsByHand()
    {
        // Means 3 and 7, variances 2.5 and 14: the error's square is 0.5 + 7/3 = 17/6, its degrees of freedom
        // (17/6)² / (0.5²/4 + (7/3)²/5) = 6.9722557.
        var welch = Of([1, 2, 3, 4, 5], [2, 4, 6, 8, 10, 12]);
        Assert.Equal(-4, welch.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(17.0 / 6), welch.StandardError, 1e-12);
        Assert.Equal(17.0 * 17 / 36 / ((0.25 / 4) + (49.0 / 9 / 5)), welch.DegreesOfFreedom, 1e-9);
        Assert.Equal(6.97226, welch.DegreesOfFreedom, 5e-6);
    }

    [Fact]
    public void Minus_EqualValues_IsAPoint() =>
        Assert.Equal((2, 0), (Of([5, 5, 5], [3, 3]).Mean, Of([5, 5, 5], [3, 3]).StandardError));

    [Fact]
    public void Minus_TurnedRound_IsTheSameWithTheOtherSign() => Cases.Check(
        from first in Cases.Sample(2, 20)
        from second in Cases.Sample(2, 20)
        where first.Distinct().Count() > 1
        select (first, second),
        c =>
        {
            var (one, other) = (Of(c.first, c.second), Of(c.second, c.first));
            Assert.Equal(-one.Mean, other.Mean);
            Assert.Equal(one.StandardError, other.StandardError);
            Assert.Equal(one.DegreesOfFreedom, other.DegreesOfFreedom, 1e-9);
        });

    [Fact]
    public void Minus_DegreesOfFreedom_LieBetweenTheSmallerSamplesAndTheSum() => Cases.Check(
        from first in Cases.Sample(2, 20)
        from second in Cases.Sample(2, 20)
        where first.Distinct().Count() > 1 && second.Distinct().Count() > 1
        select (first, second),
        c => Assert.InRange(Of(c.first, c.second).DegreesOfFreedom,
            Math.Min(c.first.Length, c.second.Length) - 1 - 1e-9, c.first.Length + c.second.Length - 2 + 1e-9));

    [Fact]
    public void OfDifference_SecondSampleWithoutSpread_IsTheFirstsOwnCorrection()
    {
        double[] values = [1, 2, 3, 4, 10];
        var corrected = Corrected(values, [0.0, 0, 0]);
        Assert.Equal(4.620804, corrected.Correct(corrected.Estimate.Mean / corrected.Estimate.StandardError), 5e-7);
    }

    [Fact]
    public void OfDifference_EqualSamples_HaveNoSkewnessLeft() =>
        Assert.Equal(0, Corrected(PublishedData.ZeaMays, PublishedData.ZeaMays).Skewness, 1e-15);

    [Fact]
    public void OfDifference_TwoSkewSamples_IsTheirThirdCumulantsOverTheError()
    {
        // (g₁v₁^1.5/√n₁ − g₂v₂^1.5/√n₂) / (v₁ + v₂)^1.5 with v = s²/n, from each sample's own g and s.
        var (a, b) = (PublishedData.Sleep1, PublishedData.ZeaMays);
        double V(double[] x) => x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - 1) / x.Length;
        double Third(double[] x) => SkewCorrected.SkewnessOf(x) * Math.Pow(V(x), 1.5) / Math.Sqrt(x.Length);
        Assert.Equal((Third(a) - Third(b)) / Math.Pow(V(a) + V(b), 1.5), Corrected(a, b).Skewness, 1e-12);
    }

    private static Estimate Of(double[] first, double[] second) =>
        Estimate.OfMean(Summary.Of(first)).Minus(Estimate.OfMean(Summary.Of(second)));

    private static SkewCorrected Corrected(double[] first, double[] second) => SkewCorrected.OfDifference(
        Of(first, second), (Summary.Of(first), SkewCorrected.SkewnessOf(first)),
        (Summary.Of(second), SkewCorrected.SkewnessOf(second)));
}
