using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Tensors;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Xunit;
using Device = Pruning.Shared.Engine.Device;

namespace Pruning.Tests.Properties.Training;

/// <summary>
/// Training by kernels against training by TorchSharp's operators on the same processor: what runs on a GPU, and the
/// definition.
/// </summary>
public sealed class EnginesAgreeTests
{
    private const int Features = 36;
    private const int Classes = 3;

    private static readonly int[] Seeds = [1, 2];

    private static readonly DataSet Data = MakeData();

    private static readonly Split Split = Split.Cut(Enumerable.Range(0, Data.Count).ToArray(), 96, 20, 4);

    private static readonly Dictionary<string, Architecture> Nets = new()
    {
        ["dense"] = new(
            new Linear("layer1", Features, 20),
            new Relu(),
            new Linear("layer2", 20, 17, Bias: false),
            new Relu(),
            new Linear("layer3", 17, Classes)),
        ["tanh"] = new(new Linear("layer1", Features, 12), new Tanh(), new Linear("layer2", 12, Classes), new Tanh()),
        ["image"] = new(
            new Convolution("conv1", new(1, 6, 6), 5, 3, Padding: 1), new Relu(), new MaxPool(new(5, 6, 6), 2),
            new Convolution("conv2", new(5, 3, 3), 4, 2, Bias: false), new Tanh(), new Linear("fc", 16, Classes)),

        // No biases before a normalisation: their gradients are rounding alone, which some optimizers blow up to whole
        // steps.
        ["blocks"] = new(
            new Convolution("stem", new(1, 6, 6), 4, 3, Bias: false, Padding: 1),
            BatchNorm.Of("stem-norm", new(4, 6, 6)),
            new Tanh(),
            new Residual(
                new Convolution("first", new(4, 6, 6), 3, 3, Bias: false, Padding: 1),
                BatchNorm.Of("norm", new(3, 6, 6)),
                new Tanh(),
                new Convolution("second", new(3, 6, 6), 4, 3, Padding: 1)),
            new MaxPool(new(4, 6, 6), 2), new Linear("fc", 36, Classes)),
    };

    private static readonly Dictionary<string, OptimizerSettings> Optimizers = new()
    {
        ["sgd"] = new Sgd(0.1),
        ["momentum"] = new Sgd(0.05, 0.9, 1e-3),
        ["adam"] = new Adam(1e-3),
        ["decay"] = new Adam(0.01, 0.8, 0.95, 1e-3, WeightDecay: 0.01),
        ["rmsprop"] = new RmsProp(1e-3),
        ["adadelta"] = new Adadelta(),
    };

    public static TheoryData<string, string> Combinations =>
        [.. Nets.Keys.SelectMany(net => Optimizers.Keys.Select(optimizer => (net, optimizer)))];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Train_TenSteps_EndsWhereTheOperatorsEnd(string net, string optimizer) =>
        AssertAgree(Nets[net], new(Optimizers[optimizer], 2, 20));

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Train_TenStepsWithPruningAndSummedGradients_EndsWhereTheOperatorsEnd(string net, string optimizer) =>
        AssertAgree(Nets[net], new(Optimizers[optimizer], 2, 20)
        {
            Schedule = [new(1, new(Criterion.Random, Scope.Layerwise), Amount.OfTotal(0.4))],
            AccumulateGradients = true,
        });

    [Theory]
    [InlineData("dense", "adam")]
    [InlineData("tanh", "momentum")]
    [InlineData("dense", "adadelta")]
    [InlineData("blocks", "rmsprop")]
    public void Train_TenStepsAtFallingRates_EndsWhereTheOperatorsEnd(string net, string optimizer)
    {
        AssertAgree(Nets[net], new(Optimizers[optimizer], 2, 20) { LearningRates = LearningRateSchedule.Cosine(0.1) });
        AssertAgree(
            Nets[net], new(Optimizers[optimizer], 2, 20) { LearningRates = LearningRateSchedule.StepDecay(0.1, 1) });
    }

    [Theory]
    [InlineData("dense", "decay", "layer1")]
    [InlineData("dense", "momentum", "layer2", "layer3")]
    [InlineData("image", "adam", "conv1", "conv2")]
    [InlineData("blocks", "momentum", "stem", "stem-norm")]
    [InlineData("blocks", "adam", "stem", "stem-norm", "first", "norm", "second")]
    [InlineData("blocks", "decay", "stem-norm", "norm")]
    public void Train_TenStepsWithFrozenLayers_EndsWhereTheOperatorsEndAndTheyStay(
        string net, string optimizer, params string[] frozen) =>
        AssertAgree(Nets[net], new(Optimizers[optimizer], 2, 20) { Frozen = [.. frozen] });

    /// <summary>
    /// Values and losses within 2·10⁻⁵: ten steps' rounding, felt most where a step is divided by the root of a small
    /// square.
    /// </summary>
    private static void AssertAgree(Architecture net, TrainingPlan plan)
    {
        using var examples = new Examples(Data, Device.Cpu);
        using var tensors = new TensorExamples(Data, OperatorNet.Device);
        float[][] start = [.. Seeds.Select(seed => Initialization.FanIn(net, new RandomStream(seed, "init")))];
        var trainingStart = TrainingStart.Dense(Seeds, start, [.. Seeds.Select(_ => Split)]);
        using var byOperators = new TensorTraining(net, trainingStart, plan, examples, tensors);
        var expected = byOperators.Run(null, TestContext.Current.CancellationToken);
        var found = Trainer.Train(net, trainingStart, plan, examples, cancel: TestContext.Current.CancellationToken);
        foreach (var ((want, got), from) in expected.Zip(found).Zip(start))
        {
            AssertNear(want.Values, got.Values);
            AssertNear(want.TrainLoss, got.TrainLoss);
            AssertNear(want.ValidationLoss, got.ValidationLoss);
            Assert.Equal(want.Mask, got.Mask);
            foreach (var range in net.Parameters.Where(p => plan.Frozen.Contains(p.Layer)))
            {
                var held = from.AsSpan(range.Offset, range.Count);
                Assert.Equal(held, want.Values.AsSpan(range.Offset, range.Count));
                Assert.Equal(held, got.Values.AsSpan(range.Offset, range.Count));
            }

            Assert.True(
                got.Values.Zip(from, (a, b) => Math.Abs(a - b)).Max() > 1e-3, "Training changed next to nothing.");
        }
    }

    private static void AssertNear(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), v => Assert.Equal(v.First, v.Second, 2e-5f));
    }

    /// <summary>
    /// Three classes told apart by where an image is bright, so that gradients do not vanish in noise.
    /// </summary>
    private static DataSet MakeData()
    {
        var inputs = new float[120 * Features];
        new RandomStream(1, "engines").Uniform(inputs, 1);
        int[] labels = [.. Enumerable.Range(0, 120).Select(i => i % Classes)];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] += i % Features / 12 == labels[i / Features] ? 0.5f : 0;
        }

        return new("engines", Features, Classes, inputs, labels);
    }
}
