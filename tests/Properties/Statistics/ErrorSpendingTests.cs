using MathNet.Numerics.Distributions;
using Pruning.Shared.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Statistics;

public sealed class ErrorSpendingTests
{
    private static readonly int[] Looks = [8, 16, 32];

    [Fact]
    public void Levels_OfThreeLooks_AreKimAndDeMets()
    {
        var levels = ErrorSpending.Levels(Looks, 0.025);
        Assert.Equal(0.025 * Math.Pow(0.25, 1.5), levels[0], 1e-9); // the first look spends its share alone
        Assert.Equal([0.003125, 0.006739, 0.019509], levels.Select(l => Math.Round(l, 6)));
    }

    [Fact]
    public void Levels_AsCriticalValuesOfT_AreTheTabledOnes() => Assert.Equal(
        [3.8552, 2.7993, 2.1553],
        ErrorSpending.Levels(Looks, 0.025).Zip(Looks, (level, n) => Math.Round(Estimate.Quantile(n - 1, level), 4)));

    [Fact]
    public void Levels_OfDrawnWalks_SpendWhatWasPlanned()
    {
        // Sums of 8, 16 and 32 standard normals, each test at its level until the first rejection.
        double[] critical = [.. ErrorSpending.Levels(Looks, 0.025).Select(l => Normal.InvCDF(0, 1, 1 - l))];
        var random = new Random(8);
        var rejected = new int[3];
        const int Walks = 1_000_000;
        for (var walk = 0; walk < Walks; walk++)
        {
            var (sum, n) = (0.0, 0);
            for (var look = 0; look < Looks.Length; look++)
            {
                sum += Math.Sqrt(Looks[look] - n) * Normal.Sample(random, 0, 1);
                n = Looks[look];
                if (sum > critical[look] * Math.Sqrt(n))
                {
                    rejected[look]++;
                    break;
                }
            }
        }

        double[] planned = [.. Looks.Select(n => 0.025 * Math.Pow(n / 32.0, 1.5))];
        var spent = 0.0;
        for (var look = 0; look < Looks.Length; look++)
        {
            spent += (double)rejected[look] / Walks;
            Assert.Equal(planned[look], spent, 4 * Math.Sqrt(planned[look] / Walks));
        }
    }

    // The second level by quadrature of the bivariate normal distribution (scipy, integrate.quad and optimize.brentq).
    [Theory]
    [InlineData(16, 256, 0.02466291559780518)]
    [InlineData(100, 101, 0.019058222874258842)]
    [InlineData(1000, 1001, 0.022093931625262332)]
    [InlineData(10000, 10001, 0.023796658621539468)]
    public void Levels_OfTwoLooks_FarApartOrClose(int first, int last, double second)
    {
        var levels = ErrorSpending.Levels([first, last], 0.025);
        Assert.Equal(0.025 * Math.Pow((double)first / last, 1.5), levels[0], 1e-9);
        Assert.Equal(second, levels[1], 1e-6);
    }

    [Fact]
    public void Levels_OfOneLook_IsTheWholeLevel() => Assert.Equal([0.025], ErrorSpending.Levels([256], 0.025));
}
