using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Iris;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Iris;

/// <summary>Stratified splits: of any classes, and of the irises.</summary>
public sealed class IrisSplitTests
{
    /// <summary>Labels of up to four classes, mixed, at least five of each; how many to test; a seed.</summary>
    private static readonly Gen<(int[] Labels, int PerClass, int Seed)> Any =
        from sizes in Gen.Choose(5, 30).NonEmptyListOf().Select(s => s.Take(4).ToArray())
        from labels in Gen.Shuffle(sizes.SelectMany((n, label) => Enumerable.Repeat(label, n)).ToArray())
        from perClass in Gen.Choose(0, sizes.Min())
        from seed in ArbMap.Default.GeneratorFor<int>()
        select (labels, perClass, seed);

    [Fact]
    public void Stratified_AnyLabels_HasThatManyOfEveryClassToTestAndAllOthersToTrain() => Cases.Check(Any, c =>
    {
        var split = Split.Stratified(c.Labels, c.PerClass, new(c.Seed, "split"));
        Assert.Empty(split.Validation);
        Assert.Equal(Enumerable.Range(0, c.Labels.Length), split.Train.Concat(split.Test).Order());
        Assert.All(
            c.Labels.Distinct(),
            label => Assert.Equal(c.PerClass, split.Test.Count(row => c.Labels[row] == label)));
    });

    [Fact]
    public void Stratified_SameSeed_SameOrderOfBothLists() => Cases.Check(Any, c =>
    {
        var (first, second) = (
            Split.Stratified(c.Labels, c.PerClass, new(c.Seed, "split")),
            Split.Stratified(c.Labels, c.PerClass, new(c.Seed, "split")));
        Assert.Equal(first.Train, second.Train);
        Assert.Equal(first.Test, second.Test);
    });

    [Fact]
    public void Stratified_MoreThanAClassHas_IsRefusedWithItsSize() => Cases.Check(Any, c =>
    {
        var smallest = c.Labels.CountBy(l => l).Min(l => l.Value);
        var error = Assert.Throws<ArgumentException>(
            () => Split.Stratified(c.Labels, smallest + 1, new(c.Seed, "split")));
        Assert.Contains(
            $"has {smallest} rows, fewer than the {smallest + 1} to test", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void Stratified_LessThanNone_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.Stratified([0, 1], -1, new(1, "split")));

    [Fact]
    public void Draw_AnySeed_TestsTenAndTrainsFortyOfEachSpecies() => Cases.Check(Gen.Choose(1, 100000), seed =>
    {
        var split = IrisData.Instance.Draw(new(seed, "split"));
        Assert.Equal(Enumerable.Range(0, 150), split.Train.Concat(split.Test).Order());
        Assert.All(Enumerable.Range(0, 3), species =>
        {
            Assert.Equal(10, split.Test.Count(row => row / 50 == species));
            Assert.Equal(40, split.Train.Count(row => row / 50 == species));
        });
    });

    [Fact]
    public void Draw_ManySeeds_EveryFlowerIsTestedAboutOneTimeInFive()
    {
        const int Draws = 2000;
        var tested = new int[150];
        for (var seed = 1; seed <= Draws; seed++)
        {
            foreach (var row in IrisData.Instance.Draw(new RandomStream(seed, "split")).Test)
            {
                tested[row]++;
            }
        }

        // Binomial with p = 1/5: a standard deviation is 17.9 of 2,000; five of them.
        Assert.All(tested, n => Assert.InRange(n, 400 - 90, 400 + 90));
    }
}
