using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>Layers that training leaves as they are.</summary>
public sealed class FrozenTests
{
    private static readonly Architecture Net = new(
        new Linear("first", 3, 5), new Tanh(),
        new Linear("second", 5, 4, Bias: false), new Relu(),
        new Linear("third", 4, 3));

    /// <summary>No layer works in place, and two normalisations have buffers.</summary>
    private static readonly Architecture Blocks = new(
        new Convolution("stem", new(1, 6, 6), 4, 3, Bias: false, Padding: 1), BatchNorm.Of("stem-norm", new(4, 6, 6)),
        new Tanh(),
        new Residual(
            new Convolution("inner", new(4, 6, 6), 4, 3, Padding: 1), BatchNorm.Of("norm", new(4, 6, 6)), new Relu()),
        new MaxPool(new(4, 6, 6), 2), new Linear("dense", 36, 6), new Relu(), new Linear("last", 6, 3));

    private static readonly Gen<string[]> SomeLayers = Gen.SubListOf("first", "second", "third")
        .Where(names => names.Count is 1 or 2).Select(names => names.ToArray());

    private static readonly Gen<(TrainingPlan Plan, int Seed)> Any =
        from plan in SmallTraining.Plans
        from frozen in SomeLayers
        from accumulate in Gen.Elements(false, true)
        from seed in Gen.Choose(1, 1000)
        select (plan with { Frozen = [.. frozen], AccumulateGradients = accumulate }, seed);

    [Fact]
    public void Train_SomeLayersFrozen_TheyKeepTheirBitsAndTheOthersMove() => Cases.Check(Any, c =>
    {
        var (start, row) = (Initial(c.Seed), Train(c.Plan, c.Seed));
        foreach (var range in Net.Parameters)
        {
            var (before, after) = (Of(start, range), Of(row.Values, range));
            Assert.Equal(c.Plan.Frozen.Contains(range.Layer), before.SequenceEqual(after));
        }
    });

    /// <summary>The loops compute every gradient, and put the frozen columns back after each step.</summary>
    [Fact]
    public void Train_SomeLayersFrozen_OthersHaveTheBitsOfStepsThatIgnoreTheirGradients() => Cases.Check(Any, c =>
    {
        var (values, losses) = new ExactTraining(Net, SmallTraining.Data, c.Plan)
            .Run(c.Seed, Initial(c.Seed), SmallTraining.Split);
        var row = Train(c.Plan, c.Seed);
        Assert.Equal(Bits(values), Bits(row.Values));
        Assert.All(losses.Zip(row.TrainLoss), l => Assert.Equal(l.First, l.Second, 1e-6f));
    });

    [Fact]
    public void Train_FrozenUnderAMask_WhatIsPrunedIsZeroAndTheRestStays() => Cases.Check(
        from c in Any
        from mask in Gen.Elements(0f, 1f).ArrayOf(Net.ParameterCount)
        select (c.Plan, c.Seed, mask),
        c =>
        {
            var start = Start(c.Seed) with { Masks = [c.mask] };
            var row = Trainer.Train(Net, start, c.Plan, SmallTraining.Examples)[0];
            foreach (var column in Net.Parameters.Where(p => c.Plan.Frozen.Contains(p.Layer))
                .SelectMany(p => Enumerable.Range(p.Offset, p.Count)))
            {
                Assert.Equal(c.mask[column] == 0 ? 0 : start.Values[0][column], row.Values[column]);
            }
        });

    [Fact]
    public void Train_FrozenLayerThatTheSchedulePrunes_LosesItsWeightsAndKeepsTheRest()
    {
        var plan = new TrainingPlan(new Sgd(0.1, 0.9), 2, SmallTraining.BatchSize)
        {
            Frozen = ["first"],
            Schedule = [new(1, new(Criterion.Magnitude, Scope.Layerwise), Amount.OfTotal(0.4))],
        };
        var row = Train(plan, seed: 3);
        var first = Net.Parameters[0];
        Assert.Equal(6, Of(row.Mask, first).Count(m => m == 0)); // 0.4 of 15
        Assert.Equal(
            Of(Initial(3), first).Zip(Of(row.Mask, first), (w, kept) => kept == 0 ? 0 : w), Of(row.Values, first));
    }

    /// <summary>In evaluation mode, in which both nets normalise alike.</summary>
    [Theory]
    [InlineData("stem")]
    [InlineData("stem", "stem-norm")]
    [InlineData("stem", "stem-norm", "inner", "norm")]
    [InlineData("stem", "stem-norm", "inner", "norm", "dense")]
    [InlineData("inner")]
    [InlineData("last", "stem")]
    public void Backward_FrozenLayersLeftOut_GradientsOfTheOthersHaveTheSameBits(params string[] names)
    {
        var (whole, frozen) = (Gradient(Blocks), Gradient(Blocks.Freeze(names)));
        foreach (var range in Blocks.Parameters.Where(p => !names.Contains(p.Layer)))
        {
            Assert.Equal(Bits(Of(whole, range)), Bits(Of(frozen, range)));
            Assert.True(range.Role == ParameterRole.Buffer || Of(whole, range).Any(g => g != 0));
        }
    }

    [Fact]
    public void Train_LayersUpToAPointFrozen_TheirGradientsAreNotComputed()
    {
        var frozen = Gradient(Blocks.Freeze(["stem", "stem-norm", "inner", "norm"]));
        var first = Blocks.Parameters.First(p => p.Layer == "dense").Offset;
        Assert.All(frozen[..first], g => Assert.Equal(7, g));
        Assert.All(frozen[first..], g => Assert.NotEqual(7, g));
    }

    [Fact]
    public void Plan_FreezesALayerThatIsNone_NamesItAndTheLayers() => Assert.Contains(
        "no layer fc to freeze; the net's layers are first, second, third",
        Assert.Throws<ArgumentException>(() => Train(Frozen("first", "fc"), seed: 1)).Message);

    [Fact]
    public void Plan_FreezesEveryLayer_IsRefused() => Assert.Contains(
        "nothing is left to train",
        Assert.Throws<ArgumentException>(() => Train(Frozen("first", "second", "third"), seed: 1)).Message);

    private static TrainingPlan Frozen(params string[] names) => new(new Sgd(0.1), 1, 4) { Frozen = [.. names] };

    private static float[] Initial(int seed) => Initialization.FanIn(Net, new RandomStream(seed, "init"));

    private static TrainingStart Start(int seed) =>
        TrainingStart.Dense([seed], [Initial(seed)], [SmallTraining.Split]);

    private static TrainedModel Train(TrainingPlan plan, int seed) =>
        Trainer.Train(Net, Start(seed), plan, SmallTraining.Examples)[0];

    private static float[] Of(float[] values, ParameterRange range) =>
        values[range.Offset..(range.Offset + range.Count)];

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);

    /// <summary>Gradients of a batch of five, 7 where none is written.</summary>
    private static unsafe float[] Gradient(Architecture net)
    {
        const int Batch = 5;
        var inputs = new float[Batch * 36];
        new RandomStream(1, "inputs").Uniform(inputs, 1);
        var gradient = new float[net.ParameterCount];
        Array.Fill(gradient, 7);
        using var network = new CpuNetwork(net, 36, Batch, training: true);
        network.Training = false;
        fixed (float* parameters = Initialization.FanIn(Blocks, new RandomStream(2, "init")), into = gradient)
        {
            network.Gather(inputs, [0, 1, 2, 3, 4]);
            var outputs = network.Forward(parameters, Batch);
            SoftmaxCrossEntropy.Gradient(outputs, network.Outputs, [0, 1, 2, 0, 1], network.OutputGradient);
            network.Backward(parameters, into, add: false, Batch);
        }

        return gradient;
    }
}
