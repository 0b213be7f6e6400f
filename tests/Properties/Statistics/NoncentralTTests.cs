using MathNet.Numerics.Distributions;
using Pruning.Shared.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Statistics;

public sealed class NoncentralTTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7.3)]
    [InlineData(31)]
    [InlineData(255)]
    public void Cdf_WithoutNoncentrality_IsStudents(double freedom) => Assert.All(
        Enumerable.Range(-8, 17).Select(i => i / 2.0),
        t => Assert.Equal(StudentT.CDF(0, 1, freedom, t), NoncentralT.Cdf(t, freedom, 0), 1e-9));

    // At t = 0 only the sign of the numerator counts: Φ(−δ).
    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(-1)]
    public void Cdf_AtZero_IsTheNormalOfMinusDelta(double delta) =>
        Assert.Equal(Normal.CDF(0, 1, -delta), NoncentralT.Cdf(0, 5, delta), 1e-9);

    // R 4: power.t.test(n = 20, delta = 1, sd = 1) gives 0.8689528 with ν = 38 and δ = √10 (two samples, one tail
    // counted); Cohen 1988, table 2.3.5, has 87 %.
    [Fact]
    public void Power_TwoSamplesOfTwenty_IsRs() => Assert.Equal(
        0.8689528, NoncentralT.Power(StudentT.InvCDF(0, 1, 38, 0.975), 38, Math.Sqrt(10)), 5e-7);

    [Fact]
    public void Power_Drawn_IsItsShare()
    {
        var random = new Random(5);
        var (critical, delta, hits) = (2.3646, 2.5, 0);
        const int Drawn = 200_000;
        for (var i = 0; i < Drawn; i++)
        {
            var scale = Math.Sqrt(ChiSquared.Sample(random, 7) / 7);
            hits += (Normal.Sample(random, 0, 1) + delta) / scale > critical ? 1 : 0;
        }

        Assert.Equal((double)hits / Drawn, NoncentralT.Power(critical, 7, delta), 4e-3);
    }

    [Theory]
    [InlineData(3.8552, 7)]
    [InlineData(2.1553, 31)]
    [InlineData(1.9693, 255)]
    public void Detectable_AtItsDistance_HasThatPower(double critical, double freedom) =>
        Assert.Equal(0.8, NoncentralT.Power(critical, freedom, NoncentralT.Detectable(critical, freedom, 0.8)), 1e-6);
}
