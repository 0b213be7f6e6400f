using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Pruning.Reproductions.Expectations;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

public sealed class TwoSampleTestTests
{
    private const int Metrics = 250;

    private static readonly (string Name, Func<Random, double> Draw)[] Distributions =
    [
        ("normal", r => Normal.Sample(r, 0.4, 0.05)),
        ("a long tail", r => Exponential.Sample(r, 1)),
        ("a very long tail", r => Math.Exp(Normal.Sample(r, 0, 1.5))),
        ("two values alike", r => r.NextDouble() < 0.5 ? 0.7575 : 1),
        ("two values, one rare", r => r.NextDouble() < 0.1 ? 0.7575 : 1),
        ("a few levels", r => r.Next(4) * 10),
        ("sometimes not finite", r => r.NextDouble() < 0.2 ? double.NaN : Normal.Sample(r, 1, 1)),
        ("constant but for rounding", r => 0.3111 + (r.NextDouble() * 1e-6)),
    ];

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, Distributions.Length)];

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Differs_NothingDiffers_AnyOfAllMetricsAlarmsInUnderOneFamilyInAHundred(int n)
    {
        // One family is what a whole run of the tests on a GPU compares, metrics of every kind in equal parts.
        const int Families = 1000;
        var (random, test) = (new Xoshiro256StarStar(8 + n), new TwoSampleTest(Metrics));
        var alarms = Enumerable.Range(0, Families).Count(_ =>
            Enumerable.Range(0, Metrics)
            .Any(m => Alarm(test, random, Distributions[m % Distributions.Length].Draw, n)));
        Assert.InRange(alarms, 0, Families / 100);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Differs_NothingDiffers_NoKindOfMetricAlarmsMoreThanItsShare(int kind)
    {
        // The share is 1 in 25,000, four alarms here; by chance there may be a few more.
        const int Draws = 100_000;
        var (random, test) = (new Xoshiro256StarStar(kind), new TwoSampleTest(Metrics));
        var alarms = Enumerable.Range(0, Draws).Count(_ =>
            Alarm(test, random, Distributions[kind].Draw, TwoSampleTest.Fewest));
        Assert.True(alarms <= 2.5 * Draws * TwoSampleTest.FalseAlarm / Metrics,
            $"{Distributions[kind].Name}: {alarms} of {Draws}");
    }

    [Theory]
    [InlineData(2, 0, 0.1)]
    [InlineData(3, 0.3, 0.6)]
    [InlineData(4, 0.75, 0.95)]
    [InlineData(6, 0.995, 1)]
    public void Differs_MeanMovedBySoManyDeviations_IsFoundAsOftenAsSaid(double moved, double least, double most)
    {
        const int Draws = 2000;
        var (random, test) = (new Xoshiro256StarStar(4), new TwoSampleTest(Metrics));
        var found = Enumerable.Range(0, Draws).Count(_ =>
            test.Differs(Sample(random, r => Normal.Sample(r, 0, 1), 8),
            Sample(random, r => Normal.Sample(r, moved, 1), 8)));
        Assert.InRange((double)found / Draws, least, most);
    }

    [Fact]
    public void Permutation_SmallSamples_HaveThePOfTheirDeals()
    {
        // Of the 20 deals of 1 to 6 into three and three, the two that lie wholly apart are as far; those with 1, 2, 4
        // or 3, 5, 6 come next.
        Assert.Equal(2 / 20.0, Permutation.P([1, 2, 3], [4, 5, 6]), 1e-12);
        Assert.Equal(4 / 20.0, Permutation.P([1, 2, 4], [3, 5, 6]), 1e-12);
        Assert.Equal(1, Permutation.P([1, 1], [1, 1]), 1e-12);
        Assert.Equal(2 / 12870.0, Permutation.LeastP(8, 8), 1e-12);
        Assert.Equal(Permutation.LeastP(16, 16), Permutation.P([.. Enumerable.Range(0, 16).Select(i => (double)i)],
            [.. Enumerable.Range(0, 16).Select(i => 20.0 + i)]));
    }

    [Fact]
    public void Differs_OneSideDiverges_IsFound()
    {
        double?[] finite = [1, 2, 3, 4, 5, 6, 7, 8];
        Assert.True(new TwoSampleTest(Metrics).Differs(finite, [null, null, null, null, null, null, null, null]));
        Assert.False(new TwoSampleTest(Metrics).Differs(finite, [1, 2, 3, 4, 5, 6, 7, null]));
    }

    [Fact]
    public void Differs_ConstantMetric_MayMoveByRoundingOnly()
    {
        double?[] constant = [.. Enumerable.Repeat<double?>(0.5, 8)];
        Assert.False(new TwoSampleTest(Metrics).Differs(constant, [.. constant.Select(v => v + 0.9e-5)]));
        Assert.True(new TwoSampleTest(Metrics).Differs(constant, [.. constant.Select(v => v + 1.1e-5)]));
    }

    private static bool Alarm(TwoSampleTest test, Random random, Func<Random, double> draw, int n) =>
        test.Differs(Sample(random, draw, n), Sample(random, draw, n));

    private static double?[] Sample(Random random, Func<Random, double> draw, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => draw(random)).Select(v => double.IsFinite(v) ? v : (double?)null)];
}
