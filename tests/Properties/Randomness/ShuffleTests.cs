using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Randomness;

public sealed class ShuffleTests
{
    [Fact]
    public void Shuffle_AnyValues_IsAPermutationOfThem() => Cases.Check(
        from seed in ArbMap.Default.GeneratorFor<int>()
        from values in Gen.Choose(-5, 5).ArrayOf()
        select (seed, values),
        c =>
        {
            var shuffled = (int[])c.values.Clone();
            new RandomStream(c.seed, "batch-order").Shuffle(shuffled);
            Assert.Equal(c.values.Order(), shuffled.Order());
        });

    [Fact]
    public void Permutation_AnyLength_HoldsEveryNumberOnce() => Cases.Check(
        from seed in ArbMap.Default.GeneratorFor<int>()
        from n in Gen.OneOf(Gen.Choose(0, 9), Gen.Choose(10, 400), Gen.Elements(255, 256, 257, 333))
        select (seed, n),
        c => Assert.Equal(Enumerable.Range(0, c.n), new RandomStream(c.seed, "split").Permutation(c.n).Order()));

    [Fact]
    public void Permutation_OfFour24000Times_IsUniform()
    {
        // One stream; each of the 4! orders is expected 1000 times.
        var stream = new RandomStream(1, "batch-order");
        var orders = Enumerable.Range(0, 24000).CountBy(_ => string.Concat(stream.Permutation(4))).ToDictionary();
        Assert.Equal(24, orders.Count);
        var chiSquare = orders.Values.Sum(n => Math.Pow(n - 1000, 2) / 1000);
        Assert.True(chiSquare < 49.73, $"χ² = {chiSquare}; the 99.9 % quantile at 23 degrees of freedom is 49.73.");
    }

    [Fact]
    public void Permutation_FirstOfManySeeds_IsUniform()
    {
        // The first permutation of 24,000 streams: neighbouring seeds are no more alike than chance.
        var orders = Enumerable.Range(0, 24000).CountBy(seed =>
            string.Concat(new RandomStream(seed, "split").Permutation(4))).ToDictionary();
        Assert.Equal(24, orders.Count);
        var chiSquare = orders.Values.Sum(n => Math.Pow(n - 1000, 2) / 1000);
        Assert.True(chiSquare < 49.73, $"χ² = {chiSquare}; the 99.9 % quantile at 23 degrees of freedom is 49.73.");
    }
}
