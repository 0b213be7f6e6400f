using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Papers.Sensitivity;
using Pruning.Reproductions.Studies;
using Pruning.Reproductions.Studies.Steps;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Pruning.Tests.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.Sensitivity;

/// <summary>What the choices of a reading make of the net, its training and its pruning.</summary>
public sealed class SensitivityStudyTests
{
    private static readonly Study<SensitivityStudy> Study = SensitivityStudy.Study;

    /// <summary>Two kernels of 2×2 with a bias each, a second layer of one weight each, three outputs.</summary>
    private static readonly Architecture HandNet = new(
        new Convolution("conv1", new(1, 2, 2), 2, 2), new Convolution("conv2", new(2, 1, 1), 1, 1),
            new Linear("fc1", 1, 3));

    private static readonly float[] Weights = [-4, 0.5f, 3, -0.25f, 2, -1, 6, -5, 0, 0, 0.125f, -7, 0, 8, -0.0625f,
        0.03125f, 0, 0, 0];

    [Fact]
    public void Net_TrainedOnTrain_IsTheShippedNetWithoutReluAndSoftmaxAtItsEnd()
    {
        var (plain, shipped) = (Before().Net, Before(("trainedOn", "test")).Net);
        Assert.Equal((239_539, 239_539), (plain.ParameterCount, shipped.ParameterCount));
        Assert.Equal(55_584, plain.Of(ParameterRole.Weight)
            .Where(p => p.Layer.StartsWith("conv", StringComparison.Ordinal)).Sum(p => p.Count));
        Assert.Equal([typeof(Linear)], plain.Steps.TakeLast(1).Select(s => s.Layer.GetType()));
        Assert.Equal([typeof(Linear), typeof(Relu), typeof(Softmax)],
            shipped.Steps.TakeLast(3).Select(s => s.Layer.GetType()));
        Assert.Equal(plain.Steps, shipped.Steps.SkipLast(2));
    }

    [Fact]
    public void Net_ThirdConvolution_HasNoActivation() =>
        Assert.Equal("fc1", Before().Net.Steps.SkipWhile(s => s.Layer.Title != "conv3").Skip(1).First().Layer.Title);

    [Theory]
    [InlineData("kernels", "10%", 5_558, 55_584)]
    [InlineData("firstLayer", "10%", 28, 288)]
    [InlineData("all", "10%", 23_893, 238_934)]
    [InlineData("kernels", "5", 5, 55_584)]
    [InlineData("firstLayer", "5", 5, 288)]
    public void Prune_EveryOrder_TakesExactlyThatManyOfItsPool(string which, string amount, int gone, int pool) =>
        Assert.All(["smallest", "mostNegative", "random", "largest"], order =>
        {
            var (method, count) = After(("which", which), ("amount", amount), ("order", order));
            var net = Before().Net;
            Assert.Equal(pool, method.Prunable(net));
            var mask = HandNets.State(Arm.Start(HandNets.Data, net, Init.FanIn()).Prune(method, count)).Mask;
            Assert.Equal(gone, mask.Count(m => m == 0));
            Assert.All(net.Of(ParameterRole.Bias), bias =>
                Assert.DoesNotContain(0f, mask[bias.Offset..(bias.Offset + bias.Count)]));
        });

    [Theory]
    [InlineData("kernels", "smallest", -0.25f, 0.125f, 0.5f)]
    [InlineData("kernels", "mostNegative", -7f, -5f, -4f)]
    [InlineData("kernels", "largest", -7f, -5f, 6f)]
    [InlineData("firstLayer", "smallest", -1f, -0.25f, 0.5f)]
    [InlineData("firstLayer", "mostNegative", -5f, -4f, -1f)]
    [InlineData("firstLayer", "largest", -5f, -4f, 6f)]
    [InlineData("all", "smallest", -0.0625f, 0.03125f, 0.125f)]
    [InlineData("all", "largest", -7f, 6f, 8f)]
    public void Prune_NetByHand_TakesTheThreeThatItsOrderSays(string which, string order, params float[] gone)
    {
        var (method, _) = After(("which", which), ("order", order));
        var known = method with { Spared = [.. method.Spared.Intersect(["conv1", "conv2", "fc1"])] };
        var mask = HandNets.State(Arm.Given(HandNets.Data, HandNet, Weights).Prune(known, Amount.Of(3))).Mask;
        Assert.Equal(gone, Weights.Where((_, i) => mask[i] == 0).Order());
    }

    [Fact]
    public void Curves_LayerAlone_TakesOfThatLayerOnlyAndTheSmallest()
    {
        var plan = Study.PlanOf(Study.Primary);
        var net = Before().Net;
        Assert.Equal(["conv1", "conv2", "conv3", "fc1", "fc2", "fc3", "fc4"], SensitivityStudy.LayerNames);
        Assert.All(SensitivityStudy.LayerNames, layer =>
        {
            var step = Assert.IsType<PruneStep>(plan.Arms.Single(a => a.Name == $"{layer}@50").Arm.Step);
            var start = HandNets.State(Arm.Start(HandNets.Data, net, Init.FanIn()));
            var mask = HandNets.State(Arm.Start(HandNets.Data, net, Init.FanIn()).Prune(step.Method, step.Amount)).Mask;
            var range = net.Of(ParameterRole.Weight).Single(p => p.Layer == layer);
            int[] gone = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i] == 0)];
            Assert.Equal(range.Count / 2, gone.Length);
            Assert.All(gone, i => Assert.InRange(i, range.Offset, range.Offset + range.Count - 1));
            Assert.True(gone.Max(i => Math.Abs(start.Values[i])) <= Enumerable.Range(range.Offset, range.Count)
                .Except(gone).Min(i => Math.Abs(start.Values[i])));
        });
    }

    [Fact]
    public void Training_OnTrainOrTest_IsAsStated()
    {
        var (train, test) = (Training(("epochs", "10")), Training(("trainedOn", "test"), ("epochs", "80")));
        Assert.Equal((10, 30, true, new Adam(1e-3)), (train.Epochs, train.BatchSize, train.Shuffled, train.Optimizer));
        Assert.Equal((80, 30, false, new Adam(1e-3)), (test.Epochs, test.BatchSize, test.Shuffled, test.Optimizer));
    }

    [Fact]
    public void Hash_OfTheTrainedNet_IsSharedExactlyWhereItsTrainingIsTheSame()
    {
        var found = Combinations().Select(c => (Training: $"{c["trainedOn"]} {c["epochs"]}", Before(Reading(c)).Hash))
            .Distinct().ToList();
        Assert.Equal(4, found.Count);
        Assert.Equal(4, found.DistinctBy(f => f.Hash).Count());
        Assert.Equal(4, found.DistinctBy(f => f.Training).Count());
    }

    [Fact]
    public void Curves_OfTheStudysReadings_AreThePrimarysAndTheShortRuns()
    {
        Assert.Equal(["primary"], Study.Readings.Where(r => Study.PlanOf(r).Curves.Count > 0).Select(r => r.Id));
        Assert.NotEmpty(Study.PlanOf(Study.Check).Curves);
    }

    private static Arm Before(params (string Key, string Value)[] changes) =>
        Before(Reading(changes.ToDictionary(c => c.Key, c => c.Value)));

    private static Arm Before(Reading reading) => Study.PlanOf(reading).Arms.Single(a => a.Name == "before").Arm;

    private static TrainingPlan Training(params (string Key, string Value)[] changes) =>
        Assert.IsType<TrainStep>(Before(changes).Step).Plan;

    private static (PruningMethod Method, Amount Amount) After(params (string Key, string Value)[] changes)
    {
        var plan = Study.PlanOf(Reading(changes.ToDictionary(c => c.Key, c => c.Value)));
        var step = Assert.IsType<PruneStep>(plan.Arms.Single(a => a.Name == "after").Arm.Step);
        return (step.Method, step.Amount);
    }

    private static Reading Reading(Dictionary<string, string> changes)
    {
        var choices = new Dictionary<string, string>(Study.Primary.Choices);
        foreach (var (key, value) in changes)
        {
            choices[key] = value;
        }

        return Study.Primary with { Choices = choices };
    }

    private static IEnumerable<Dictionary<string, string>> Combinations()
    {
        IEnumerable<Dictionary<string, string>> all = [[]];
        foreach (var choice in Study.Choices)
        {
            all = all.SelectMany(some => choice.Values.Select(value => new Dictionary<string,
                string>(some)
            { [choice.Key] = value })).ToList();
        }

        return all;
    }
}
