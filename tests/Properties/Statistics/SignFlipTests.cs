using FsCheck.Fluent;
using Pruning.Shared.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Statistics;

public sealed class SignFlipTests
{
    [Fact]
    public void PAbove_DarwinsMaize_IsFishers863Of32768()
    {
        // Fisher 1935, section 21: 863 of the 32,768 sign combinations give a sum as large or larger.
        Assert.Equal(863.0 / 32768, SignFlip.PAbove(PublishedData.ZeaMays, 0));
    }

    [Fact]
    public void PBelow_StudentsSleep_IsTwoOf1024()
    {
        // Nine patients slept longer under the second drug, one the same: only his sign can turn.
        Assert.Equal(2.0 / 1024, SignFlip.PBelow(PublishedData.SleepDifferences, 0));
    }

    [Theory]
    [InlineData(5, 0.03125)]
    [InlineData(8, 0.00390625)]
    [InlineData(20, 1.0 / 1048576)]
    [InlineData(21, 1.0 / 100001)]
    [InlineData(256, 1.0 / 100001)]
    public void PAbove_EveryValueAbove_IsTheSmallestPossible(int n, double p) =>
        Assert.Equal(p, SignFlip.PAbove([.. Enumerable.Range(0, n).Select(i => 1.0 + (i % 3))], 0.5));

    [Fact]
    public void P_AllOnTheBoundOrNone_IsOne()
    {
        Assert.Equal(1, SignFlip.PAbove([3, 3, 3, 3, 3, 3], 3));
        Assert.Equal(1, SignFlip.PBelow([.. Enumerable.Repeat(0.1, 30)], 0.1));
        Assert.Equal(1, SignFlip.PAbove([], 0));
    }

    [Fact]
    public void P_FewValues_EqualsCountingEveryFlip() => Cases.Check(
        Cases.Sample(1, 10).SelectMany(s => Gen.Choose(-64, 64), (s, b) => (s, Bound: b / 16.0)),
        c =>
        {
            var flips = 1 << c.s.Length;
            double Sum(int flip) => c.s.Select((v, i) => (flip >> i & 1) == 1 ? c.Bound - v : v - c.Bound).Sum();
            Assert.Equal((double)Enumerable.Range(0, flips).Count(f => Sum(f) >= Sum(0)) / flips,
                SignFlip.PAbove(c.s, c.Bound));
            Assert.Equal((double)Enumerable.Range(0, flips).Count(f => Sum(f) <= Sum(0)) / flips,
                SignFlip.PBelow(c.s, c.Bound));
        });

    [Fact]
    public void P_DecimalTies_CountWhateverTheirRounding()
    {
        // 0.1 + 0.2 against 0.3: equal sums on paper, not in binary. Sets that sum to at most 0: {}, {-0.3}, {-0.3,
        // 0.1}, {-0.3, 0.2}, {-0.3, 0.1, 0.2}.
        Assert.Equal(5.0 / 8, SignFlip.PAbove([0.1, 0.2, -0.3], 0));
        Assert.Equal(5.0 / 8, SignFlip.PAbove([-0.3, 0.2, 0.1], 0));
    }

    [Fact]
    public void P_Mirrored_SwapsSides() => Cases.Check(
        Cases.Sample(1, 40),
        sample => Assert.Equal(SignFlip.PAbove(sample, 0.5), SignFlip.PBelow(Array.ConvertAll(sample, v => -v), -0.5)));

    [Fact]
    public void P_LowerBoundOrLargerValue_NeverRises() => Cases.Check(
        Cases.Sample(1, 40).SelectMany(s => Gen.Choose(0, 640), (s, k) => (s, Step: k / 64.0)),
        c =>
        {
            var p = SignFlip.PAbove(c.s, 0);
            Assert.True(SignFlip.PAbove(c.s, -c.Step) <= p);
            Assert.True(SignFlip.PAbove([c.s[0] + c.Step, .. c.s[1..]], 0) <= p);
        });

    [Fact]
    public void P_ManyValues_AgreesWithTheT()
    {
        // For 200 values without outliers the two tests differ by little more than the 100,000 draws' own error.
        double[] values = [.. Enumerable.Range(0, 200).Select(i => Math.Sin(i * 1.7) + 0.08)];
        Assert.Equal(Estimate.OfMean(Summary.Of(values)).PAbove(0), SignFlip.PAbove(values, 0), 0.004);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(10_001)]
    [InlineData(12_000)]
    public void P_ThousandsOfValues_IsTheTsWhetherDrawnOrNormal(int n)
    {
        double[] values = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i * 1.7) + 0.0135)];
        var t = Estimate.OfMean(Summary.Of(values));
        Assert.InRange(t.PAbove(0), 0.01, 0.1);
        Assert.Equal(t.PAbove(0), SignFlip.PAbove(values, 0), 0.003);
        Assert.Equal(t.PBelow(0), SignFlip.PBelow(values, 0), 0.003);
        Assert.Equal(1, SignFlip.PAbove(new double[n], 0));
    }

    [Fact]
    public void P_AnyFiniteValues_IsAProbability() => Cases.Check(
        Cases.AnyFinite.ArrayOf().SelectMany(_ => Cases.AnyFinite, (s, b) => (s, b)),
        c =>
        {
            Assert.InRange(SignFlip.PAbove(c.s, c.b), 0, 1);
            Assert.InRange(SignFlip.PBelow(c.s, c.b), 0, 1);
        });
}
