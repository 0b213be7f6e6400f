using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Units and filters by either norm of their weights' scores.</summary>
[Generated(typeof(UnitCase))]
public sealed class NormTests
{
    private static readonly Convolution First = new("conv1", new(1, 6, 6), 8, 3);
    private static readonly Convolution Second = new("conv2", First.Output, 4, 3);
    private static readonly Architecture Filters = new(First, new Relu(), Second, new Relu(),
        new Linear("fc", Second.Output.Features, 3));

    [Property]
    public void Prune_ByL1_NoKeptUnitHasALowerSumOfMagnitudesThanOneThatGoes(UnitCase c)
    {
        var masks = c.Prune(c.Method with { Norm = Norm.L1 }, c.Rows);
        foreach (var (row, mask) in c.Rows.Zip(masks))
        {
            foreach (var units in c.Pools.Select(UnitCase.Units))
            {
                // Sums of multiples of 1/64 are exact; among equal ones the lower unit goes.
                var order = units.OrderBy(unit => unit.Sum(column => Math.Abs(row[column]))).ToArray();
                Assert.All(order.Select((unit, place) => (unit, place)),
                    u => Assert.Equal(u.place < (int)(c.Share * units.Length), Gone(mask, u.unit)));
            }
        }
    }

    [Theory]
    [InlineData(3, 0, 2, 2, true)] // L1: 3 < 4, L2: 3 > 2.83
    [InlineData(-3, 0, 2, -2, true)]
    [InlineData(2.5f, 2.5f, 4, 0, false)] // L1: 5 > 4, L2: 3.54 < 4
    public void Prune_NormsThatDisagree_EachDecidesItsOwnWay(float a0, float a1, float b0, float b1, bool firstGoesByL1)
    {
        UnitCase pair = new(new(new Linear("layer1", 2, 2, Bias: false)), [[a0, a1, b0, b1]], [], Scope.Layerwise, 50);
        float[] firstGone = [0, 0, 1, 1], secondGone = [1, 1, 0, 0];
        Assert.Equal(firstGoesByL1 ? firstGone : secondGone,
            pair.Prune(pair.Method with { Norm = Norm.L1 }, pair.Rows)[0]);
        Assert.Equal(firstGoesByL1 ? secondGone : firstGone,
            pair.Prune(pair.Method with { Norm = Norm.L2 }, pair.Rows)[0]);
    }

    [Property]
    public void Prune_SingleWeights_NormMakesNoDifference(UnitCase c)
    {
        var weights = c.Method with { Granularity = Granularity.Weight };
        Assert.Equal(c.Prune(weights, c.Rows), c.Prune(weights with { Norm = Norm.L1 }, c.Rows));
    }

    [Fact]
    public void Norm_Default_IsL2() => Assert.Equal(Norm.L2, new PruningMethod(Criterion.Magnitude).Norm);

    [Theory]
    [InlineData(Norm.L1, 2, 5)]
    [InlineData(Norm.L2, 0, 2)]
    public void Prune_Filters_TheTwoOfLeastNormGoWholeAndTheirBiasesStay(Norm norm, int first, int second)
    {
        // Every filter's nine weights are 1 but for three of the first layer: filter 0 is nine times 0.8 (L1 7.2, L2
        // 2.4), filter 2 is
        // 2 and eight zeros (2 and 2), filter 5 is 3 and eight times 0.25 (5 and 3.08), against 9 and 3 for the others.
        var values = Enumerable.Repeat(1f, Filters.ParameterCount).ToArray();
        Array.Fill(values, 0.8f, 0, 9);
        ((float[])[2, 0, 0, 0, 0, 0, 0, 0, 0]).CopyTo(values, 18);
        ((float[])[3, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0.25f]).CopyTo(values, 45);
        var mask = Prune(Criterion.Magnitude, norm, Amount.Of(2), [values], [1], "conv2", "fc")[0];
        Assert.Equal(new[] { first, second }.SelectMany(filter => Enumerable.Range(9 * filter, 9)),
            Enumerable.Range(0, mask.Length).Where(column => mask[column] == 0));
    }

    [Theory]
    [InlineData(Norm.L1)]
    [InlineData(Norm.L2)]
    public void Random_FourThousandSeeds_ChooseEveryFilterOfALayerAlike(Norm norm)
    {
        // 2 of 8 and 2 of 4 go. Drawn without replacement: with p = 2/n a filter's count has variance 4000·p(1 − p),
        // and Σ(count −
        // 4000·p)² over it, times (n − 1)/n, is χ² with n − 1 degrees of freedom.
        int[] seeds = [.. Enumerable.Range(1, 4000)];
        var nothing = new float[Filters.ParameterCount];
        var masks = Prune(Criterion.Random, norm, Amount.Of(2), [.. seeds.Select(_ => nothing)], seeds, "fc");
        var weights = Filters.Of(ParameterRole.Weight);
        AssertAlike(weights[0], expected: 1000, variance: 750, quantile: 24.32);
        AssertAlike(weights[1], expected: 2000, variance: 1000, quantile: 16.27);

        void AssertAlike(ParameterRange range, double expected, double variance, double quantile)
        {
            var units = UnitCase.Units([range]);
            var chiSquare = units.Sum(unit => Math.Pow(masks.Count(mask => Gone(mask, unit)) - expected, 2) / variance)
                * (units.Length - 1) / units.Length;
            Assert.True(chiSquare < quantile,
                $"{range.Name}: χ² = {chiSquare}; the 99.9 % quantile at {units.Length - 1} degrees of freedom is "
                + $"{quantile}.");
        }
    }

    private static float[][] Prune(Criterion criterion, Norm norm, Amount amount, float[][] rows, int[] seeds,
        params string[] spared)
    {
        var method = new PruningMethod(criterion, Scope.Layerwise)
        {
            Granularity = Granularity.Unit,
            Norm = norm,
            Spared = [.. spared]
        };
        return method.Prune(Filters, rows, [.. rows.Select(r => Enumerable.Repeat(1f, r.Length).ToArray())], seeds,
            amount);
    }

    private static bool Gone(float[] mask, int[] unit) => unit.All(column => mask[column] == 0);
}
