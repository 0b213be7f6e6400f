using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Papers.Common;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Common;

public sealed class ArmResultsTests : IDisposable
{
    private readonly Examples test = Toy.Examples();
    private readonly ArmResults results;

    public ArmResultsTests() => results = new([5, 3], test);

    public void Dispose() => test.Dispose();

    [Fact]
    public void Add_KnownNets_GivesEachSeedItsAccuracyImageByImage()
    {
        var evaluations = results.Add("arm", Toy.Net, [Toy.Right, Toy.Wrong]);
        Assert.Equal([1, 0], evaluations.Select(e => e.Accuracy));
        var replicates = results.Replicates(2.5);
        Assert.Equal([(5, 2.5), (3, 2.5)], replicates.Select(r => (r.Seed, r.Seconds)));
        Assert.Equal([1, 0], replicates.Select(r => r.Values["arm.testAccuracy"]));
        Assert.Equal([[1, 1, 1, 1], [0, 0, 0, 0]], replicates.Select(r => r.Examples["arm.testAccuracy"]));
        Assert.All(replicates, r => Assert.False(r.Diverged));
    }

    [Fact]
    public void Add_OnlyOneClassEver_IsRightForItsShareOfTheImages()
    {
        // No weight at all: both outputs are 0, and the first of the largest is the answer, right for three of four.
        results.Add("none", Toy.Net, [[0, 0], [0, 0]], byExample: false);
        Assert.All(results.Replicates(0), r =>
        {
            Assert.Equal(0.75, r.Values["none.testAccuracy"]);
            Assert.Empty(r.Examples);
        });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Add_WeightThatIsNotFinite_MarksThatReplicateAloneAndForGood(float weight)
    {
        results.Add("early", Toy.Net, [Toy.Right, [weight, 1]]);
        results.Add("late", Toy.Net, [Toy.Right, Toy.Right]);
        Assert.Equal([false, true], results.Replicates(0).Select(r => r.Diverged));
    }

    [Fact]
    public void Add_LossThatIsNotFinite_MarksTheReplicateThoughItsWeightsAreFinite()
    {
        // 2 · 3e38 is beyond float32.
        results.Add("arm", Toy.Net, [Toy.Right, [3e38f, -3e38f]]);
        Assert.Equal([false, true], results.Replicates(0).Select(r => r.Diverged));
    }

    [Fact]
    public void Add_SameNetsUnderAnotherName_AreMeasuredOnceAndKeptUnderBoth()
    {
        var first = results.Add("first", Toy.Net, [Toy.Right, Toy.Wrong]);
        Assert.Same(first, results.Add("second", Toy.Net, [Toy.Right, Toy.Wrong], byExample: false));
        Assert.NotSame(first, results.Add("third", Toy.Net, [Toy.Wrong, Toy.Right]));
        Assert.Equal([(1, 1, 0), (0, 0, 1)], results.Replicates(0).Select(r => (r.Values["first.testAccuracy"], r.Values["second.testAccuracy"], r.Values["third.testAccuracy"])));
        Assert.All(results.Replicates(0), r => Assert.Equal(["first.testAccuracy", "third.testAccuracy"], r.Examples.Keys.Order()));
    }

    [Fact]
    public void Curve_Levels_StartAtTheNetMeasuredBefore()
    {
        results.Add("before", Toy.Net, [Toy.Right, Toy.Wrong]);
        var asked = new List<int>();
        results.Curve("weight", "before", [0, 50, 90], Toy.Net, At, byExample: [90]);

        Assert.Equal([50, 90], asked);
        var replicates = results.Replicates(0);
        Assert.Equal([[1, 0, 1], [0, 0, 1]], replicates.Select(r => r.Curves["weight.testAccuracy"]));
        Assert.All(replicates, r =>
        {
            Assert.Equal(r.Curves["weight.testAccuracy"], new[] { 0, 50, 90 }.Select(k => r.Values[$"weight@{k}.testAccuracy"]));
            Assert.Equal(["before.testAccuracy", "weight@90.testAccuracy"], r.Examples.Keys.Order());
        });

        float[][] At(int level)
        {
            asked.Add(level);
            return level == 50 ? [Toy.Wrong, Toy.Wrong] : [Toy.AlsoRight, Toy.Right];
        }
    }

    [Fact]
    public void PutTableAndParameters_GoToEachReplicateByItsPlace()
    {
        results.Put("arm.removed", row => 10 * row);
        results.Parameters("arm", Toy.Net);
        results.Table("arm.table", row => new("row", "column", ["only"], ["only"], [row]));
        var replicates = results.Replicates(0);
        Assert.Equal([0, 10], replicates.Select(r => r.Values["arm.removed"]));
        Assert.Equal([2, 2], replicates.Select(r => r.Values["arm.parameters"]));
        Assert.Equal([0, 1], replicates.Select(r => r.Tables["arm.table"].Values.Single()));
    }
}
