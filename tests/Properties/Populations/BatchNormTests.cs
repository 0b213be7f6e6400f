using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

public sealed class BatchNormTests
{
    [Fact]
    public void Parameters_OfMaps_AreScaleShiftAndTwoBuffersAChannel()
    {
        var norm = BatchNorm.Of("norm", new(3, 4, 5));
        Assert.Equal((3, 20, 60), (norm.Channels, norm.Positions, norm.FeaturesIn));
        Assert.Equal(
            [
                ("norm.scale", ParameterRole.Scale, 7, 3),
                ("norm.shift", ParameterRole.Shift, 10, 3),
                ("norm.mean", ParameterRole.Buffer, 13, 3),
                ("norm.variance", ParameterRole.Buffer, 16, 3)],
            norm.Parameters(7).Select(p => (p.Name, p.Role, p.Offset, p.Count)));
        Assert.Equal(0, norm.MultiplyAccumulates);
    }

    [Fact]
    public void Initialization_AnyNetWithBatchNorm_StartsItAndDrawsTheOthersAsWithoutIt() => Cases.Check(
        from net in Nets.Blocks
        from seed in Gen.Choose(1, 1000)
        from glorot in Gen.Elements(true, false)
        select (net, seed, glorot),
        c =>
        {
            Func<Architecture, RandomStream, float[]> draw = c.glorot ? Initialization.Glorot : Initialization.FanIn;
            var values = draw(c.net, new RandomStream(c.seed, "init"));
            foreach (var range in c.net.Parameters.Where(p => !IsDrawn(p)))
            {
                var start = range.Name.Split('.')[1] is "scale" or "variance" ? 1f : 0;
                Assert.All(values[range.Offset..(range.Offset + range.Count)], v => Assert.Equal(start, v));
            }

            var bare = draw(WithoutNorms(c.net), new RandomStream(c.seed, "init"));
            Assert.Equal(
                bare,
                c.net.Parameters.Where(IsDrawn).SelectMany(p => values[p.Offset..(p.Offset + p.Count)]));
        });

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void Train_TwoSteps_MovesTheBuffersByTheHandComputedAmountsWhateverTheOptimizerDecays(double decay)
    {
        // Inputs 2 and 4 in both steps: mean 3, unbiased variance 2. 0.1·3 = 0.3, then 0.27 + 0.3 = 0.57; 0.9 + 0.2 =
        // 1.1, then 0.99 + 0.2 = 1.19.
        var net = new Architecture(new BatchNorm("norm", 1), new Linear("only", 1, 2));
        using var examples = new Examples(new DataSet("two", 1, 2, [2, 4], [0, 1]), Device.Cpu);
        var start = Initialization.FanIn(net, new RandomStream(1, "init"));
        var trainingStart = TrainingStart.Dense([1], [start], [new Split([0, 1], [], [])]);
        var row = Trainer.Train(
            net,
            trainingStart,
            new(new Sgd(0.1, 0.9, decay), 2, 2),
            examples,
            cancel: TestContext.Current.CancellationToken)[0];
        Assert.Equal(0.57f, row.Values[2], 1e-6f);
        Assert.Equal(1.19f, row.Values[3], 1e-6f);
        Assert.NotEqual(start[0], row.Values[0]);
    }

    [Fact]
    public void Evaluation_AfterTraining_UsesTheRunningStatistics()
    {
        // scale 2, shift 1, mean 3, variance 4 − ε: y = (x − 3) / 2 · 2 + 1 = x − 2.
        var outputs = CpuRun.Outputs(new Architecture(new BatchNorm("norm", 1)), [2, 1, 3, 4 - 1e-5f], [[5], [-1]]);
        Assert.Equal(3f, outputs[0][0], 1e-6f);
        Assert.Equal(-3f, outputs[1][0], 1e-6f);
    }

    [Fact]
    public void Prune_AnyNetBiasesToo_LeavesScalesShiftsAndBuffers() => Cases.Check(
        Nets.Blocks,
        net =>
        {
            var values = Initialization.FanIn(net, new RandomStream(1, "init"));
            var mask = new PruningMethod(Criterion.LargestMagnitude, BiasesToo: true).Prune(
                net, [values], [[.. values.Select(_ => 1f)]], [1], Amount.OfTotal(1))[0];
            foreach (var range in net.Parameters)
            {
                var left = range.Role is ParameterRole.Weight or ParameterRole.Bias ? 0f : 1;
                Assert.All(mask[range.Offset..(range.Offset + range.Count)], m => Assert.Equal(left, m));
            }
        });

    [Fact]
    public void Architecture_OtherNumberOfFeatures_IsRefusedByName()
    {
        var error = Assert.Throws<ArgumentException>(
            () => new Architecture(new Linear("fc", 2, 5), new BatchNorm("norm", 4)));
        Assert.Contains("norm expected 4 features; fc has 5", error.Message, StringComparison.Ordinal);
    }

    private static bool IsDrawn(ParameterRange range) => range.Role is ParameterRole.Weight or ParameterRole.Bias;

    private static Architecture WithoutNorms(Architecture net) => new([.. Bare(net.Steps.Select(s => s.Layer))]);

    private static IEnumerable<Layer> Bare(IEnumerable<Layer> layers) => layers
        .Where(layer => layer is not BatchNorm)
        .Select(layer => layer is Residual block ? new Residual([.. Bare(block.Layers)]) : layer);
}
