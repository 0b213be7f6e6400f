using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Papers.Common;
using Pruning.Reproductions.Papers.Sensitivity;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Xunit;

namespace Pruning.Tests.Reproductions.Sensitivity;

/// <summary>What the choices of a reading make of the net, its training and its pruning.</summary>
public sealed class SensitivityProtocolTests
{
    private static readonly SensitivityExperiment Study = new();

    /// <summary>Two kernels of 2×2 with a bias each, a second layer of one weight each, three outputs.</summary>
    private static readonly Architecture Tiny = new(
        new Convolution("conv1", new(1, 2, 2), 2, 2), new Convolution("conv2", new(2, 1, 1), 1, 1), new Linear("fc1", 1, 3));

    private static readonly float[] Weights = [-4, 0.5f, 3, -0.25f, 2, -1, 6, -5, 0, 0, 0.125f, -7, 0, 8, -0.0625f, 0.03125f, 0, 0, 0];

    [Fact]
    public void Net_TrainedOnTrain_IsTheShippedNetWithoutReluAndSoftmaxAtItsEnd()
    {
        var (plain, shipped) = (Protocol().Net, Protocol(("trainedOn", "test")).Net);
        Assert.Equal((239_539, 239_539), (plain.ParameterCount, shipped.ParameterCount));
        Assert.Equal(55_584, plain.Of(ParameterRole.Weight).Where(p => p.Layer.StartsWith("conv", StringComparison.Ordinal)).Sum(p => p.Count));
        Assert.Equal([typeof(Linear)], plain.Steps.TakeLast(1).Select(s => s.Layer.GetType()));
        Assert.Equal([typeof(Linear), typeof(Relu), typeof(Softmax)], shipped.Steps.TakeLast(3).Select(s => s.Layer.GetType()));
        Assert.Equal(plain.Steps, shipped.Steps.SkipLast(2));
    }

    [Fact]
    public void Net_ThirdConvolution_HasNoActivation()
    {
        var after = Protocol().Net.Steps.SkipWhile(s => s.Layer.Title != "conv3").Skip(1).First().Layer;
        Assert.Equal("fc1", after.Title);
    }

    [Theory]
    [InlineData("kernels", "10%", 5_558, 55_584)]
    [InlineData("firstLayer", "10%", 28, 288)]
    [InlineData("all", "10%", 23_893, 238_934)]
    [InlineData("kernels", "5", 5, 55_584)]
    [InlineData("firstLayer", "5", 5, 288)]
    public void Method_EveryOrder_TakesExactlyThatManyOfItsPool(string which, string amount, int gone, int pool)
    {
        var net = Protocol().Net;
        var row = Initialization.FanIn(net, new RandomStream(1, "init"));
        var pruner = new Pruner(net, [row], [1]);
        Assert.All(["smallest", "mostNegative", "random", "largest"], order =>
        {
            var protocol = Protocol(("which", which), ("amount", amount), ("order", order));
            var method = protocol.Method(protocol.Order);
            Assert.Equal(pool, method.Prunable(net));
            var mask = pruner.Masks(method, protocol.Amount).Single();
            Assert.Equal(gone, mask.Count(m => m == 0));
            Assert.All(net.Of(ParameterRole.Bias), bias => Assert.DoesNotContain(0f, mask[bias.Offset..(bias.Offset + bias.Count)]));
        });
    }

    [Theory]
    [InlineData("kernels", "smallest", -0.25f, 0.125f, 0.5f)]
    [InlineData("kernels", "mostNegative", -7f, -5f, -4f)]
    [InlineData("kernels", "largest", -7f, -5f, 6f)]
    [InlineData("firstLayer", "smallest", -1f, -0.25f, 0.5f)]
    [InlineData("firstLayer", "mostNegative", -5f, -4f, -1f)]
    [InlineData("firstLayer", "largest", -5f, -4f, 6f)]
    [InlineData("all", "smallest", -0.0625f, 0.03125f, 0.125f)]
    [InlineData("all", "largest", -7f, 6f, 8f)]
    public void Method_TinyNet_TakesTheThreeThatItsOrderSays(string which, string order, params float[] gone)
    {
        var protocol = Protocol(("which", which), ("order", order));
        var mask = new Pruner(Tiny, [Weights], [1]).Masks(protocol.Method(protocol.Order), Amount.Of(3)).Single();
        Assert.Equal(gone, Weights.Where((_, i) => mask[i] == 0).Order());
    }

    [Fact]
    public void Alone_AnyLayer_TakesOfThatLayerOnlyAndTheSmallest()
    {
        var net = Protocol().Net;
        var row = Initialization.FanIn(net, new RandomStream(1, "init"));
        var pruner = new Pruner(net, [row], [1]);
        Assert.Equal(["conv1", "conv2", "conv3", "fc1", "fc2", "fc3", "fc4"], SensitivityProtocol.LayerNames);
        Assert.All(SensitivityProtocol.LayerNames, layer =>
        {
            var mask = pruner.Masks(SensitivityProtocol.Alone(layer), SensitivityProtocol.Share(50)).Single();
            var range = net.Of(ParameterRole.Weight).Single(p => p.Layer == layer);
            int[] gone = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i] == 0)];
            Assert.Equal(range.Count / 2, gone.Length);
            Assert.All(gone, i => Assert.InRange(i, range.Offset, range.Offset + range.Count - 1));
            Assert.True(gone.Max(i => Math.Abs(row[i])) <= Enumerable.Range(range.Offset, range.Count).Except(gone).Min(i => Math.Abs(row[i])));
        });
    }

    [Fact]
    public void Training_OnTrainOrTest_IsAsStated()
    {
        var (train, test) = (Protocol(("epochs", "10")).Training, Protocol(("trainedOn", "test"), ("epochs", "80")).Training);
        Assert.Equal((10, 30, true, new Adam(1e-3)), (train.Epochs, train.BatchSize, train.Shuffled, train.Optimizer));
        Assert.Equal((80, 30, false, new Adam(1e-3)), (test.Epochs, test.BatchSize, test.Shuffled, test.Optimizer));
    }

    [Fact]
    public void Stage_AnyTwoReadings_IsSharedExactlyWhereTheTrainedNetIsTheSame()
    {
        var all = Combinations().Select(choices => new SensitivityProtocol(Reading(choices))).ToList();
        Assert.All(all.GroupBy(p => p.Stage), same => Assert.Single(same.Select(p => (p.Training, p.Net, p.OnTest)).Distinct()));
        Assert.All(all.GroupBy(p => (p.Training, p.Net, p.OnTest)), same => Assert.Single(same.Select(p => p.Stage).Distinct()));
        Assert.Equal(4, all.Select(p => p.Stage).Distinct().Count());
    }

    [Fact]
    public void Curves_OfTheExperimentsReadings_AreThePrimarysAndTheShortRuns()
    {
        Assert.Equal(["primary"], Study.Readings.Where(r => new SensitivityProtocol(r).Curves).Select(r => r.Id));
        Assert.True(new SensitivityProtocol(Study.Check).Curves);
    }

    private static SensitivityProtocol Protocol(params (string Key, string Value)[] changes) => new(Reading(changes.ToDictionary(c => c.Key, c => c.Value)));

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
            all = all.SelectMany(some => choice.Values.Select(value => new Dictionary<string, string>(some) { [choice.Key] = value })).ToList();
        }

        return all;
    }
}
