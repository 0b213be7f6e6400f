using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data;

public sealed class SplitTests
{
    private static readonly Gen<(int Rows, int Train, int Validation, int Test)> Sizes =
        from parts in Gen.Choose(0, 60).ArrayOf(3)
        from unused in Gen.Choose(0, 10)
        select (parts.Sum() + unused, parts[0], parts[1], parts[2]);

    [Fact]
    public void Cut_AnySizes_AreConsecutiveStretches() => Cases.Check(Sizes, c =>
    {
        var order = new RandomStream(c.Rows, "split").Permutation(c.Rows);
        var split = Split.Cut(order, c.Train, c.Validation, c.Test);
        Assert.Equal((c.Train, c.Validation, c.Test), (split.Train.Length, split.Validation.Length, split.Test.Length));
        Assert.Equal(
            order[..(c.Train + c.Validation + c.Test)], split.Train.Concat(split.Validation).Concat(split.Test));
    });

    [Fact]
    public void Cut_MoreThanThereIs_IsRefusedWithTheSizes() => Cases.Check(
        from c in Sizes
        from excess in Gen.Choose(1, 5)
        select (c.Train, c.Validation, c.Test, Rows: c.Train + c.Validation + c.Test - excess),
        c =>
        {
            var error = Assert.Throws<ArgumentException>(
                () => Split.Cut(new int[Math.Max(0, c.Rows)], c.Train, c.Validation, c.Test + Math.Max(0, -c.Rows)));
            Assert.Contains("does not fit", error.Message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, -1)]
    [InlineData(3, -2, 4)]
    [InlineData(int.MaxValue, 1, 0)]
    [InlineData(int.MaxValue, int.MaxValue, 3)]
    public void Cut_NegativeOrHugeSizes_AreRefused(int train, int validation, int test) =>
        Assert.Contains(
            "does not fit 5 rows",
            Assert.Throws<ArgumentException>(() => Split.Cut(new int[5], train, validation, test)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Reshuffle_AnySeed_IsAPartitionOfTheSameSizes() => Cases.Check(
        from c in Sizes
        from seed in ArbMap.Default.GeneratorFor<int>()
        select (c, seed),
        x =>
        {
            var split = Split.Cut(new int[x.c.Rows], x.c.Train, x.c.Validation, x.c.Test).Reshuffle(
                x.c.Rows, new(x.seed, "split"));
            int[] rows = [.. split.Train, .. split.Validation, .. split.Test];
            Assert.Equal(
                (x.c.Train, x.c.Validation, x.c.Test),
                (split.Train.Length, split.Validation.Length, split.Test.Length));
            Assert.Equal(rows.Length, rows.Distinct().Count());
            Assert.All(rows, row => Assert.InRange(row, 0, x.c.Rows - 1));
        });

    [Fact]
    public void Reshuffle_ThePenguins_DependsOnTheSeedOnly() => Cases.Check(
        Gen.Choose(1, 100000).Two(),
        c =>
        {
            Assert.Equal(Rows(c.Item1, 1), Rows(c.Item1, 7));
            Assert.Equal(c.Item1 == c.Item2, Rows(c.Item1, 1).SequenceEqual(Rows(c.Item2, 1)));
        });

    /// <summary>The penguins' sizes reshuffled; the order that was cut before is different each time.</summary>
    private static int[] Rows(int seed, int before)
    {
        var split = Split.Cut(new RandomStream(before, "other").Permutation(333), 200, 100, 33).Reshuffle(
            333, new(seed, "split"));
        return [.. split.Train, .. split.Validation, .. split.Test];
    }
}
