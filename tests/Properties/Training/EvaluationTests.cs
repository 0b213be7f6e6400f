using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Tensors;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

public sealed class EvaluationTests
{
    /// <summary>2²⁰ activations, 4 MiB of floats.</summary>
    private const int Budget = 1 << 20;

    private const int Panel = 16;
    private const int Most = 63 * Panel;

    [Fact]
    public void Blocks_KnownNets_AreWhatTheirWidestLayerLeavesRoomFor()
    {
        Assert.Equal(Most, Longest(SmallTraining.Net));
        Assert.Equal(Most, Longest(new Architecture()));
        Assert.Equal(Most, Longest(new(new Linear("only", 784, 1000))));

        // 8 maps of 26×26 are 5,408 features: 192 times that is 1,038,336, and one panel more is too much.
        Assert.Equal(192, Longest(Nets.Filters));
        Assert.Equal(Panel, Longest(new(new Linear("only", 1, Budget))));
        Assert.Equal(Panel, Longest(new(new Linear("only", 3 * Budget, 1))));
    }

    [Fact]
    public void Blocks_AnyWidth_AreTheMostWholePanelsThatFit() => Cases.Check(
        from width in Gen.OneOf(Gen.Choose(1, 5000), Gen.Choose(1, 2 * Budget))
        from narrow in Gen.Choose(1, 10)
        from widestFirst in Gen.Elements(true, false)
        select (width, narrow, widestFirst),
        c =>
        {
            var widest = Math.Max(c.width, c.narrow);
            long block = Longest(
                new(c.widestFirst ? new Linear("only", c.width, c.narrow) : new Linear("only", c.narrow, c.width)));
            Assert.InRange(block, Panel, Most);
            Assert.Equal(0, block % Panel);
            Assert.True(block == Panel || block * widest <= Budget);
            Assert.True(block == Most || (block + Panel) * widest > Budget);
        });

    [Fact]
    public void Blocks_AnyNumberOfExamples_TakeEachOnceInOrder() => Cases.Check(
        from width in Gen.Choose(1, 1 << 18)
        from examples in Gen.Choose(0, 3000)
        select (width, examples),
        c =>
        {
            var net = new Architecture(new Linear("only", 1, c.width));
            var blocks = Evaluation.Blocks(net, c.examples).ToList();
            Assert.Equal(c.examples, blocks.Sum(b => b.Length));
            Assert.All(blocks.Index(), b => Assert.Equal(b.Index * Longest(net), b.Item.Start));
            Assert.All(blocks, b => Assert.InRange(b.Length, 1, Longest(net)));
        });

    [Fact]
    public void Of_NetsAlikeUpToALayer_GiveTheSameBitsFromThereAsFromTheInputs() => Cases.Check(
        from c in ImageCase.Of(Gen.OneOf(Nets.Images, Nets.Dense(4)))
        from layer in Gen.Choose(0, c.Net.Steps.Length)
        from shift in Gen.Choose(-64, 64)
        select (c, layer, shift),
        x =>
        {
            var net = x.c.Net;
            using var examples = new Examples(DataOf(x.c), Device.Cpu);
            int[][] lists = [.. x.c.Rows.Select((_, r) => Enumerable.Range(r * x.c.Batch, x.c.Batch).ToArray())];
            var others = x.c.Rows.Select(row => ChangedArms(net, row, x.layer, x.shift / 64f)).ToArray();

            using var cached = new CachedActivations(net, x.layer, x.c.Rows, lists, examples);
            AssertEqual(
                Evaluation.Of(net, others, lists, examples), Evaluation.Of(net, others, lists, examples, cached));
        });

    [Theory]
    [InlineData(1 << 15, 32)]
    [InlineData(1 << 16, 16)]
    [InlineData(1 << 17, 16)]
    public void Of_NetSoWideThatListsAreCutUp_EveryExampleAsAloneToTheBit(int width, int block)
    {
        var net = new Architecture(new Linear("wide", 3, width, Bias: false), new Relu(), new Linear("out", width, 3));
        Assert.Equal(block, Longest(net));

        float[][] nets = [.. new[] { 1, 2 }.Select(seed => Initialization.FanIn(net, new RandomStream(seed, "init")))];
        int[] forward = [.. Enumerable.Range(0, 37).Select(i => i % 20)];
        int[][] lists = [forward, [.. forward.Reverse()]];
        var whole = Evaluation.Of(net, nets, lists, SmallTraining.Examples);
        for (var i = 0; i < 37; i++)
        {
            var alone = Evaluation.Of(net, nets, [.. lists.Select(list => list[i..(i + 1)])], SmallTraining.Examples);
            for (var r = 0; r < 2; r++)
            {
                Assert.Equal(alone[r].Losses[0], whole[r].Losses[i]);
                Assert.Equal(alone[r].Predicted[0], whole[r].Predicted[i]);
                Assert.Equal(SmallTraining.Data.Labels[lists[r][i]], whole[r].Labels[i]);
            }
        }
    }

    [Fact]
    public void Of_AnyNetsAndLists_PredictsTheLargestOutputAndKeepsTheLabels() => Cases.Check(
        from rows in Gen.Choose(1, 4).SelectMany(r => Nets.Rows(r, SmallTraining.Net.ParameterCount))
        from n in Gen.Choose(1, 8)
        from lists in Gen.Choose(0, 19).ArrayOf(n).ArrayOf(rows.Length)
        select (rows, lists),
        c =>
        {
            var evaluations = Evaluation.Of(SmallTraining.Net, c.rows, c.lists, SmallTraining.Examples);
            var plain = new PlainNet(SmallTraining.Net);
            Assert.Equal(c.rows.Length, evaluations.Length);
            foreach (var ((values, list), evaluation) in c.rows.Zip(c.lists).Zip(evaluations))
            {
                Assert.Equal(list.Select(example => SmallTraining.Data.Labels[example]), evaluation.Labels);
                for (var i = 0; i < list.Length; i++)
                {
                    var outputs = plain.Forward(
                        ImageCase.Doubles(values),
                        [.. SmallTraining.Data.Inputs.Skip(list[i] * 3).Take(3).Select(v => (double)v)]);
                    Assert.True(outputs[evaluation.Predicted[i]] >= outputs.Max() - 1e-6);
                }
            }
        });

    [Fact]
    public void Of_AnyNets_EachAsAlone() => Cases.Check(
        from rows in Gen.Choose(2, 5).SelectMany(r => Nets.Rows(r, SmallTraining.Net.ParameterCount))
        from lists in Gen.Choose(0, 19).ArrayOf(7).ArrayOf(rows.Length)
        select (rows, lists),
        c => Assert.All(Evaluation.Of(SmallTraining.Net, c.rows, c.lists, SmallTraining.Examples).Index(), e =>
        {
            var alone = Evaluation.Of(SmallTraining.Net, [c.rows[e.Index]], [c.lists[e.Index]], SmallTraining.Examples)
                .Single();
            Assert.Equal(alone.Losses, e.Item.Losses);
            Assert.Equal(alone.Predicted, e.Item.Predicted);
        }));

    [Fact]
    public void Evaluation_GivenClasses_CountsThoseThatAgree()
    {
        var evaluation = new Evaluation([1, 2, 3, 6], [0, 1, 2, 2], [0, 2, 2, 1]);
        Assert.Equal([1, 0, 1, 0], evaluation.Correct);
        Assert.Equal((0.5, 3.0), (evaluation.Accuracy, evaluation.Loss));
    }

    [Fact]
    public void Evaluation_AnyClasses_IsRightAsOftenAsTheyAgree() => Cases.Check(
        from n in Gen.Choose(1, 30)
        from predicted in Gen.Choose(0, 3).ArrayOf(n)
        from labels in Gen.Choose(0, 3).ArrayOf(n)
        select (predicted, labels),
        c =>
        {
            var evaluation = new Evaluation(new float[c.labels.Length], c.predicted, c.labels);
            Assert.Equal(c.labels.Where((label, i) => label == c.predicted[i]).Count(), evaluation.Correct.Sum());
            Assert.Equal(evaluation.Correct.Average(), evaluation.Accuracy, 1e-12);
            Assert.All(evaluation.Correct, correct => Assert.True(correct is 0 or 1));
        });

    [Fact]
    public void Of_AnyNets_ByKernelsIsThatByOperators() => Cases.Check(
        ImageCase.Of(Gen.OneOf(Nets.Images, Nets.Dense(4))),
        c =>
        {
            var data = DataOf(c);
            int[][] lists = [.. c.Rows.Select((_, r) => Enumerable.Range(r * c.Batch, c.Batch).ToArray())];
            using var examples = new Examples(data, Device.Cpu);
            using var tensors = new TensorExamples(data, OperatorNet.Device);
            var found = Evaluation.Of(c.Net, c.Rows, lists, examples);
            var (losses, _) = TensorEvaluation.Of(c.Net, c.Rows, lists, tensors);
            foreach (var (expected, evaluation) in losses.Zip(found))
            {
                Assert.All(
                    expected.Zip(evaluation.Losses),
                    l => Assert.Equal(l.First, l.Second, 2e-6f * Math.Max(1, l.First)));
            }
        });

    private static DataSet DataOf(ImageCase c)
    {
        var (features, classes) = (Nets.Inputs(c.Net), Nets.Outputs(c.Net));
        float[] inputs = [.. c.Examples.SelectMany(row => row).SelectMany(e => e)];
        int[] labels = [.. Enumerable.Range(0, inputs.Length / features).Select(i => i % classes)];
        return new("any", features, classes, inputs, labels);
    }

    /// <summary>Parameters with those of a layer and all after it moved.</summary>
    private static float[] ChangedArms(Architecture net, float[] row, int layer, float shift)
    {
        var first = net.Steps.Skip(layer).Where(s => s.Count > 0).Select(s => net.Parameters[s.First].Offset);
        var from = first.FirstOrDefault(net.ParameterCount);
        return [.. row.Select((w, i) => i < from ? w : w + shift)];
    }

    private static void AssertEqual(Evaluation[] expected, Evaluation[] found)
    {
        foreach (var (one, other) in expected.Zip(found))
        {
            Assert.Equal(
                one.Losses.Select(BitConverter.SingleToInt32Bits), other.Losses.Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(one.Predicted, other.Predicted);
        }
    }

    /// <summary>Examples of a forward pass, where there are enough.</summary>
    private static int Longest(Architecture net) => Evaluation.Blocks(net, 5000).First().Length;
}
