using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

public sealed class CriterionTests
{
    private static readonly Architecture TwentyWeights = new(new Linear("only", 4, 5, Bias: false));

    private static readonly Gen<(Architecture Net, float[] Values, bool[] Flips, double Share)> Flipped =
        from net in Nets.Small
        from values in Nets.Values(net.ParameterCount)
        from flips in Gen.Elements(true, false).ArrayOf(net.ParameterCount)
        from share in PoolCase.Share(net.ParameterCount)
        select (net, values, flips, share);

    [Fact]
    public void Magnitude_AnySignsFlipped_SameMask() => Cases.Check(Flipped, c =>
    {
        float[] flipped = [.. c.Values.Zip(c.Flips, (v, flip) => flip ? -v : v)];
        Assert.Equal(Mask(Criterion.Magnitude, c.Net, c.Values, c.Share),
            Mask(Criterion.Magnitude, c.Net, flipped, c.Share));
    });

    [Fact]
    public void Magnitude_AnyValues_KeepsNoneSmallerThanOneThatGoes() => Cases.Check(Flipped, c =>
    {
        var mask = Mask(Criterion.Magnitude, c.Net, c.Values, c.Share);
        int[] weights = [.. c.Net.Of(ParameterRole.Weight).SelectMany(w => Enumerable.Range(w.Offset, w.Count))];
        var largestGone = weights.Where(w => mask[w] == 0).Select(w => Math.Abs(c.Values[w])).DefaultIfEmpty(0).Max();
        var smallestKept = weights.Where(w => mask[w] == 1).Select(w => Math.Abs(c.Values[w]))
            .DefaultIfEmpty(float.MaxValue).Min();
        Assert.True(largestGone <= smallestKept);
    });

    [Fact]
    public void LargestMagnitude_AnyValues_KeepsNoneLargerThanOneThatGoes() => Cases.Check(Flipped, c =>
    {
        var mask = Mask(Criterion.LargestMagnitude, c.Net, c.Values, c.Share);
        int[] weights = [.. c.Net.Of(ParameterRole.Weight).SelectMany(w => Enumerable.Range(w.Offset, w.Count))];
        var smallestGone = weights.Where(w => mask[w] == 0).Select(w => Math.Abs(c.Values[w]))
            .DefaultIfEmpty(float.MaxValue).Min();
        var largestKept = weights.Where(w => mask[w] == 1).Select(w => Math.Abs(c.Values[w])).DefaultIfEmpty(0).Max();
        Assert.True(smallestGone >= largestKept);
        Assert.Equal(Mask(Criterion.Magnitude, c.Net, c.Values, c.Share).Count(m => m == 0), mask.Count(m => m == 0));
    });

    [Fact]
    public void Signed_KnownValues_RemovesTheMostNegativeThoughItIsLargest()
    {
        var net = new Architecture(new Linear("only", 3, 1, Bias: false));
        Assert.Equal([0f, 1, 1], Mask(Criterion.Signed, net, [-3, 1, 2], 1 / 3.0));
        Assert.Equal([1f, 0, 1], Mask(Criterion.Signed, net, [3, 1, 2], 1 / 3.0));
        Assert.Equal([1f, 0, 1], Mask(Criterion.Magnitude, net, [-3, 1, 2], 1 / 3.0));
    }

    [Fact]
    public void Signed_NonNegativeValues_IsMagnitude() => Cases.Check(Flipped, c =>
    {
        var positive = Array.ConvertAll(c.Values, Math.Abs);
        Assert.Equal(Mask(Criterion.Magnitude, c.Net, positive, c.Share),
            Mask(Criterion.Signed, c.Net, positive, c.Share));
    });

    [Fact]
    public void Random_SameSeed_SameMaskWhateverTheValues() => Cases.Check(
        from values in Nets.Rows(2, 20)
        from seed in ArbMap.Default.GeneratorFor<int>()
        from share in PoolCase.Share(20)
        select (values, seed, share),
        c => Assert.Equal(
            Mask(Criterion.Random, TwentyWeights, c.values[0], c.share, c.seed),
            Mask(Criterion.Random, TwentyWeights, c.values[1], c.share, c.seed)));

    [Fact]
    public void Random_InCompany_SameMaskAsAlone() => Cases.Check(
        from seeds in ArbMap.Default.GeneratorFor<int>().ArrayOf(3)
        from share in PoolCase.Share(20)
        select (seeds, share),
        c => Assert.Equal(
            c.seeds.Select(seed => Mask(Criterion.Random, TwentyWeights, new float[20], c.share, seed)),
            Masks(Criterion.Random, TwentyWeights, [.. c.seeds.Select(_ => new float[20])], c.share, c.seeds)));

    [Fact]
    public void Random_SeedsOneTo256OfThePenguinsNet_AllDiffer()
    {
        int[] seeds = [.. Enumerable.Range(1, 256)];
        var masks = Masks(Criterion.Random, Nets.Penguins, [.. seeds.Select(_ => new float[195])], 0.3, seeds);
        Assert.All(masks, m => Assert.Equal(54, m.Count(v => v == 0)));
        Assert.Equal(256, masks.Select(m => string.Concat(m)).Distinct().Count());
    }

    [Fact]
    public void Random_FourThousandSeeds_HitEveryColumnAlike()
    {
        // 5 of 20 go in each of 4000 rows: 1000 expected per column. Draws without replacement within a row: with p =
        // 1/4 a
        // column's count has variance 4000·p(1 − p) = 750, and Σ(n − 1000)²/750 · 19/20 is χ² with 19 degrees of
        // freedom.
        int[] seeds = [.. Enumerable.Range(1, 4000)];
        var masks = Masks(Criterion.Random, TwentyWeights, [.. seeds.Select(_ => new float[20])], 0.25, seeds);
        var chiSquare = Enumerable.Range(0, 20).Sum(column =>
            Math.Pow(masks.Count(m => m[column] == 0) - 1000, 2) / 750) * 19 / 20;
        Assert.True(chiSquare < 43.82, $"χ² = {chiSquare}; the 99.9 % quantile at 19 degrees of freedom is 43.82.");
    }

    [Fact]
    public void Name_EveryCriterion_IsTheOneThatLedgersHoldForEver() => Assert.Equal(
        ["magnitude", "signed", "largest-magnitude", "random", "optimal-brain-damage", "connection-sensitivity",
            "gradient-flow"],
        new[]
        {
            Criterion.Magnitude,
            Criterion.Signed,
            Criterion.LargestMagnitude,
            Criterion.Random,
            Criterion.OptimalBrainDamage,
            Criterion.ConnectionSensitivity,
            Criterion.GradientFlow,
        }.Select(c => c.Name));

    private static float[] Mask(Criterion criterion, Architecture net, float[] values, double share, int seed = 1) =>
        Masks(criterion, net, [values], share, [seed])[0];

    private static float[][] Masks(Criterion criterion, Architecture net, float[][] rows, double share, int[] seeds)
    {
        float[][] ones = [.. rows.Select(r => Enumerable.Repeat(1f, r.Length).ToArray())];
        return new PruningMethod(criterion).Prune(net, rows, ones, seeds, Amount.OfTotal(share));
    }
}
