using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Pruning.Tests.Properties.Training;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>Criteria that score by examples, and what they are given to score by.</summary>
[Generated(typeof(BrainDamageCase))]
public sealed class DataCriterionTests
{
    [Property]
    public void ConnectionSensitivity_SmoothNet_IsTheFiniteDifferenceOfTheLossTimesTheWeight(BrainDamageCase c)
    {
        // At a ReLU's kink there is no derivative to compare with.
        const double Step = 1e-5;
        if (c.Net.Steps.Any(s => s.Layer is Relu))
        {
            return;
        }

        foreach (var (row, scores) in c.Scores(Criterion.ConnectionSensitivity).Index())
        {
            for (var column = 0; column < scores.Length; column++)
            {
                var slope = (c.Loss(row, column, Step) - c.Loss(row, column, -Step)) / (2 * Step);
                Assert.Equal(Math.Abs(slope * c.Rows[row][column]), scores[column], 1e-5);
            }
        }
    }

    [Fact]
    public void ConnectionSensitivity_EvenOutputs_IsTheHandComputedOne()
    {
        // Inputs 2 and 4 of classes 0 and 1, p = 1/2 each: slopes of output 0 are −1/2 and 1/2, so its weight's
        // gradient is (−1/2·2 + 1/2·4) / 2 = 1/2 and its bias's 0; w = 1 for both outputs, b = 3.
        BrainDamageCase even = new(
            new(new Linear("only", 1, 2)), [[1, 1, 3, 3]], new("two", 1, 2, [2, 4], [0, 1]), [[0, 1]]);
        Assert.Equal([0.5f, 0.5f, 0, 0], even.Scores(Criterion.ConnectionSensitivity)[0]);
    }

    [Fact]
    public void Gradients_LongList_AreTheMeanOverAllBlocks()
    {
        // Longer than what is taken at once, and not a multiple of it; a thousand additions, each rounded to 6e-8 at
        // most.
        BrainDamageCase once = new(
            new(new Linear("only", 1, 2)),
            [[1, -0.5f, 0.25f, 2]],
            new("three", 1, 2, [2, 4, -1], [0, 1, 0]),
            [[0, 1, 2]]);
        var many = once with { Lists = [[.. Enumerable.Range(0, 2502).Select(i => i % 3)]] };
        var (expected, found) = (
            once.Scores(Criterion.ConnectionSensitivity)[0], many.Scores(Criterion.ConnectionSensitivity)[0]);
        Assert.All(expected.Zip(found), s => Assert.Equal(s.First, s.Second, 2e-5f));
        Assert.Contains(expected, s => s > 0.1);
    }

    [Fact]
    public void Gradients_NetWithBatchNorm_AreOfTheNetAsItIsEvaluatedAndLeaveItsBuffers()
    {
        // y = (x − 1) / √(4 − ε + ε) · 2 + 0 = x − 1: as the linear layer alone on inputs less by 1.
        var net = new Architecture(new BatchNorm("norm", 1), new Linear("only", 1, 2, Bias: false));
        float[] values = [2, 0, 1, 4 - 1e-5f, 1, 0.5f];
        BrainDamageCase normalised = new(net, [values], new("two", 1, 2, [3, 5], [0, 1]), [[0, 1]]);
        BrainDamageCase plain = new(
            new(new Linear("only", 1, 2, Bias: false)), [[1, 0.5f]], new("two", 1, 2, [2, 4], [0, 1]), [[0, 1]]);
        float[] before = [.. values];
        var scores = normalised.Scores(Criterion.ConnectionSensitivity)[0];
        var expected = plain.Scores(Criterion.ConnectionSensitivity)[0];
        Assert.Equal(expected[0], scores[4], 1e-5f);
        Assert.Equal(expected[1], scores[5], 1e-5f);
        Assert.Equal([0f, 0], scores[2..4]);
        Assert.Equal(before, values);
    }

    [Property]
    public void Activations_AnyLayer_AreWhatTheNetSoFarGives(BrainDamageCase c)
    {
        using var examples = new Examples(c.Data, Device.Cpu);
        for (var layer = 0; layer < c.Net.Steps.Length; layer++)
        {
            var head = new Architecture([.. c.Net.Steps.Take(layer + 1).Select(s => s.Layer)]);
            float[] row = c.Rows[0][..head.ParameterCount];
            var context = Context(c, examples);
            Assert.Equal(
                NetOutputs.Of(
                    head, row, c.Data.Inputs, c.Data.Features, c.Lists[0]).Select(BitConverter.SingleToInt32Bits),
                context.Activations(layer).Select(BitConverter.SingleToInt32Bits));
            Assert.Same(context.Activations(layer), context.Activations(layer));
        }
    }

    [Property]
    public void Context_OfANet_IsWhatThePruningWasGiven(BrainDamageCase c)
    {
        using var examples = new Examples(c.Data, Device.Cpu);
        var net = new ScoredNet(c.Rows[0], 3, 17) { Examples = () => examples, Training = c.Lists[0], Step = 29 };
        float[] mask = [.. c.Rows[0].Select(_ => 1f)];
        var seen = new Looking();
        new PruningMethod(seen).Order(c.Net, net, mask);
        var context = seen.Context!;
        Assert.Equal((3, 17, 29), (context.Row, context.Seed, context.Step));
        Assert.Same(c.Net, context.Architecture);
        Assert.Same(c.Rows[0], context.Values);
        Assert.Same(mask, context.Mask);
        Assert.Same(examples, context.Examples);
        Assert.Equal(c.Lists[0], context.Training);
    }

    [Fact]
    public void Prune_ByDataWithoutAny_IsRefusedByTheCriterionsName()
    {
        var net = new Architecture(new Linear("only", 1, 2));
        foreach (var criterion in new[] { Criterion.OptimalBrainDamage, Criterion.ConnectionSensitivity })
        {
            var error = Assert.Throws<InvalidOperationException>(
                () => new PruningMethod(criterion).Prune(net, [new float[4]], [[1, 1, 1, 1]], [1], Amount.Of(1)));
            Assert.Contains($"The criterion {criterion.Name} needs training data", error.Message,
                StringComparison.Ordinal);
            Assert.Contains(
                "give PruningMethod.Prune the examples and every net's list", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Train_ScheduledPruningByData_IsThatOfTheValuesBeforeTheStepOnTheTrainingExamples() => Cases.Check(
        from criterion in Gen.Elements(Criterion.ConnectionSensitivity, new FirstLayersSecondMoment())
        from epoch in Gen.Choose(0, 2)
        from seed in Gen.Choose(1, 1000)
        select (criterion, epoch, seed),
        c =>
        {
            var method = new PruningMethod(c.criterion);
            var plan = new TrainingPlan(new Sgd(0.5), 3, SmallTraining.BatchSize)
            {
                Schedule = [new(c.epoch, method, Amount.OfTotal(0.5))],
            };
            var before = SmallTraining.Train(
                SmallTraining.TrainingStart(c.seed), plan
                    with
                { StopAfterSteps = c.epoch * SmallTraining.StepsPerEpoch })[0];
            var after = SmallTraining.Train(SmallTraining.TrainingStart(c.seed), plan)[0];
            var expected = method.Prune(
                SmallTraining.Net,
                [before.Values],
                [before.Mask],
                [c.seed],
                Amount.OfTotal(0.5),
                SmallTraining.Examples,
                [SmallTraining.Split.Train]);
            Assert.Equal(expected[0], after.Mask);
            Assert.Equal(12, after.Pruned);
        },
        50);

    [Fact]
    public void Train_ScheduledOptimalBrainDamage_PrunesTheLastLayer()
    {
        // Without the tanh that SmallTraining.Net ends in.
        var net = new Architecture(new Linear("layer1", 3, 4), new Tanh(), new Linear("layer2", 4, 3));
        var method = new PruningMethod(Criterion.OptimalBrainDamage) { Spared = ["layer1"] };
        var plan = new TrainingPlan(new Sgd(0.5), 2, SmallTraining.BatchSize)
        {
            Schedule = [new(1, method, Amount.OfTotal(0.5))],
        };
        var row = Trainer.Train(
            net, SmallTraining.TrainingStart(1), plan, SmallTraining.Examples,
                cancel: TestContext.Current.CancellationToken)[0];
        Assert.Equal(6, row.Mask[16..28].Count(m => m == 0));
        Assert.Equal(6, row.Pruned);
    }

    private static ScoringContext Context(BrainDamageCase c, Examples examples) => new(
        Criterion.Magnitude,
        c.Net,
        new ScoredNet(c.Rows[0], 0, 1) { Examples = () => examples, Training = c.Lists[0] },
        [.. c.Rows[0].Select(_ => 1f)]);

    /// <summary>Keeps what it was given to score by.</summary>
    private sealed record Looking : Criterion
    {
        public override string Name => "looking";

        public ScoringContext? Context { get; private set; }

        public override float[] Score(ScoringContext net)
        {
            Context = net;
            return net.Values;
        }
    }

    /// <summary>
    /// A criterion of a test's own, by activations: |w| times the mean square of what leaves the net's first layer.
    /// </summary>
    private sealed record FirstLayersSecondMoment : Criterion
    {
        public override string Name => "second-moment";

        public override float[] Score(ScoringContext net)
        {
            var square = net.Activations(0).Average(a => (double)a * a);
            return [.. net.Values.Select(w => (float)(Math.Abs(w) * square))];
        }
    }
}
