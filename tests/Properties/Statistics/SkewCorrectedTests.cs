using FsCheck.Fluent;
using Pruning.Shared.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Statistics;

public sealed class SkewCorrectedTests
{
    // Figures of Hall's 1992 transformation, worked out by hand from each sample's t and skewness.
    public static TheoryData<double[], double, double> Known() => new()
    {
        { PublishedData.ZeaMays, 2.147987, 1.691172 },
        { [.. PublishedData.SleepDifferences.Select(d => -d)], 4.062128, 7.946658 },
        { [1, 2, 3, 4, 10], 2.529822, 4.620804 },
        { [1, 2, 3, 4, 5, 6, 7, 8], 5.196152, 5.196152 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Correct_PublishedSamplesAgainst0_IsHalls(double[] values, double t, double corrected)
    {
        var test = Of(values);
        Assert.Equal(t, test.Estimate.Mean / test.Estimate.StandardError, 5e-7);
        Assert.Equal(corrected, test.Correct(test.Estimate.Mean / test.Estimate.StandardError), 5e-7);
    }

    [Fact]
    public void SkewnessOf_DarwinsMaize_IsNegative() =>
        Assert.Equal(-1.105907, SkewCorrected.SkewnessOf(PublishedData.ZeaMays), 5e-7);

    [Fact]
    public void Correct_FarOnTheOtherSide_KeepsItsSign() =>
        // A correction without the cubic term would turn -10 into +1.8440.
        Assert.Equal(-2.7856, new SkewCorrected(new(0, 1, 7), 1, 8).Correct(-10), 5e-5);

    [Fact]
    public void SkewnessOf_TwoValuesOrEqualOnes_Is0()
    {
        Assert.Equal(0, SkewCorrected.SkewnessOf([1, 2]));
        Assert.Equal(0, SkewCorrected.SkewnessOf([3, 3, 3, 3]));
    }

    [Fact]
    public void Correct_Rises_AndInvertUndoesIt() => Cases.Check(
        from skewness in Gen.Choose(-400, 400)
        from count in Gen.Choose(3, 300)
        from t in Gen.Choose(-2000, 2000)
        select (Test: new SkewCorrected(new(0, 1, count - 1), skewness / 100.0, count), T: t / 100.0),
        c =>
        {
            Assert.True(c.Test.Correct(c.T + 0.01) >= c.Test.Correct(c.T) - 1e-12);
            // Where the slope is near 0 the inverse is badly conditioned, and only the value itself comes back.
            Assert.Equal(c.Test.Correct(c.T), c.Test.Correct(c.Test.Invert(c.Test.Correct(c.T))), 1e-8);
        },
        1000);

    [Fact]
    public void Interval_AndP_AgreeOnEveryBound() => Cases.Check(
        from sample in Cases.Sample(3, 40)
        from bound in Gen.Choose(-512, 512)
        select (sample, Bound: bound / 64.0),
        c =>
        {
            var test = Of(c.sample);
            var interval = test.Interval(0.025);
            if (Math.Abs(interval.Lower - c.Bound) > 1e-9)
            {
                Assert.Equal(interval.Lower > c.Bound, test.PAbove(c.Bound) < 0.025);
            }

            if (Math.Abs(interval.Upper - c.Bound) > 1e-9)
            {
                Assert.Equal(interval.Upper < c.Bound, test.PBelow(c.Bound) < 0.025);
            }
        },
        1000);

    [Fact]
    public void Interval_ValuesTurned_IsTurned() => Cases.Check(
        Cases.Sample(3, 40),
        sample =>
        {
            var (there, back) = (Of(sample).Interval(0.025), Of([.. sample.Select(v => -v)]).Interval(0.025));
            Assert.Equal(there.Lower, -back.Upper, 1e-9);
            Assert.Equal(there.Upper, -back.Lower, 1e-9);
        });

    private static SkewCorrected Of(double[] values) =>
        new(Estimate.OfMean(Summary.Of(values)), SkewCorrected.SkewnessOf(values), values.Length);
}
