using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Surgery;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Surgery;

/// <summary>
/// Surgery where layers depend on each other: residual additions tie channels, batch normalisation follows them.
/// </summary>
public sealed class DependencyTests
{
    /// <summary>2 → 3, normalised, and a block 3 → 4 → 3 added to it; 3 → 2.</summary>
    private static readonly Architecture Tied = new(
        new Linear("stem", 2, 3, Bias: false), new BatchNorm("norm", 3), new Relu(),
        new Residual(new Linear("first", 3, 4, Bias: false), new Relu(), new Linear("second", 4, 3)),
        new Linear("head", 3, 2, Bias: false));

    [Fact]
    public void Cut_AnyBlocks_AgreesWithTheMaskedNetToTheBit() => Cases.Check(
        SurgeryCase.Blocks,
        c => AssertSameOutputs(c.Whole with { Rows = Masked(c) }, Small(c)),
        500);

    [Fact]
    public void Cut_OnlyWhatMakesTheGroupsMasked_AgreesToTheBitAsWell() => Cases.Check(
        SurgeryCase.Blocks,
        c =>
        {
            // Weights, biases, scales and shifts; what reads a group, and its running statistics, may be anything.
            var masked = c.Rows.Zip(c.Kept, (row, kept) =>
                Without(c.Net, row, kept, p => p.Role != ParameterRole.Buffer)).ToArray();
            AssertSameOutputs(c.Whole with { Rows = masked }, Small(c));
        });

    [Fact]
    public void Cut_AnyBlocks_AgreesWithTheMaskedNetByTorchSharpsOperators() => Cases.Check(
        SurgeryCase.Blocks,
        c =>
        {
            var (expected, found) = ((c.Whole with { Rows = Masked(c) }).TensorOutputs(), Small(c).TensorOutputs());
            foreach (var (whole, left) in expected.SelectMany(row => row).Zip(found.SelectMany(row => row)))
            {
                Assert.Equal(whole.Length, left.Length);
                Assert.All(
                    whole.Zip(left), v => Assert.Equal(v.First, v.Second, 1e-5 * Math.Max(1, Math.Abs(v.First))));
            }
        });

    [Fact]
    public void Cut_AnyBlocks_ParametersCountAsManyAsTheMaskLeavesAndUnderFindsThem() => Cases.Check(
        SurgeryCase.Blocks,
        c =>
        {
            foreach (var kept in c.Kept)
            {
                Assert.Equal(kept.Smaller().ParameterCount, kept.Mask().Sum());
                Assert.Equal(kept.ToString(), KeptGroups.Under(c.Net, kept.Mask()).ToString());
            }

            var masks = SmallerNets.Cut([.. c.Kept.Select(k => k.Mask())], c.Kept).Rows;
            Assert.All(masks, mask => Assert.All(mask, m => Assert.Equal(1, m)));
        });

    [Fact]
    public void Train_MaskedAndCutNets_StayTheSameToTheBit() => Cases.Check(
        from c in SurgeryCase.Blocks
        from seed in Gen.Choose(1, 1000)
        select (c, seed),
        x =>
        {
            var (features, classes) = (Nets.Inputs(x.c.Net), Nets.Outputs(x.c.Net));
            var inputs = new float[12 * features];
            new RandomStream(x.seed, "inputs").Uniform(inputs, 1);
            using var examples = new Examples(
                new("any", features, classes, inputs, [.. Enumerable.Range(0, 12).Select(i => i % classes)]),
                Device.Cpu);
            var split = new Split([.. Enumerable.Range(0, 12)], [], []);
            var plan = new TrainingPlan(new Adam(0.01), 2, 4);
            var kept = x.c.Kept[0];
            var masked = Trainer.Train(
                x.c.Net, new TrainingStart([x.seed], [x.c.Rows[0]], [kept.Mask()], [split]), plan, examples)[0];
            var small = SmallerNets.Cut([x.c.Rows[0]], [kept]);
            var alone = Trainer.Train(
                small.Architecture, TrainingStart.Dense([x.seed], small.Rows, [split]), plan, examples)[0];
            Assert.Equal(
                Bits.Of(alone.Values),
                Bits.Of(SmallerNets.Cut([masked.Values], [kept]).Rows[0]));
            Assert.Equal(alone.TrainLoss, masked.TrainLoss);
            Assert.NotEqual(small.Rows[0], alone.Values);
        },
        60);

    [Fact]
    public void Live_AnyBlocks_LeavesTheOutputsToTheBit() => Cases.Check(
        from c in SurgeryCase.Blocks
        from scalesToo in Gen.Elements(true, false)
        select (c, scalesToo),
        x =>
        {
            foreach (var (row, kept, examples) in x.c.Rows.Zip(x.c.Kept, x.c.Whole.Examples))
            {
                bool Goes(ParameterRole role) => role is ParameterRole.Weight or ParameterRole.Bias
                    || (x.scalesToo && role is (ParameterRole.Scale or ParameterRole.Shift));
                var values = Without(x.c.Net, row, kept, p => Goes(p.Role));
                var small = SmallerNets.Cut([values], [KeptGroups.Live(x.c.Net, values)]);
                AssertSameOutputs(
                    new ImageCase(x.c.Net, [values], [examples]),
                    new ImageCase(small.Architecture, small.Rows, [examples]));
            }
        });

    [Fact]
    public void Live_GroupsWithoutWeightsScaleAndShift_AreFound()
    {
        // Unit 1 of the stem has neither weights nor scale nor shift, nor has the second layer a weight or bias for it;
        // unit 2 has a shift.
        var values = Enumerable.Repeat(0.5f, Tied.ParameterCount).ToArray();
        foreach (var unit in new[] { 1, 2 })
        {
            foreach (var column in GroupedLayer.Of(Tied)[0].Incoming(unit))
            {
                values[column] = 0;
            }
        }

        values[6 + 3 + 2] = 1;
        Assert.Equal("stem 0 2, first 0 1 2 3", KeptGroups.Live(Tied, values).ToString());
    }

    [Fact]
    public void Columns_TiedNet_AreAsCountedByHand()
    {
        // stem 0-5; norm: scale 6-8, shift 9-11, mean 12-14, variance 15-17; first 18-29; second 30-41, its bias 42-44;
        // head 45-50.
        var layers = GroupedLayer.Of(Tied);
        Assert.Equal([["stem", "second"], ["first"]], layers.Select(l => l.Names));
        Assert.Equal([2, 3, 7, 10, 13, 16, 34, 35, 36, 37, 43], layers[0].Incoming(1).Order());
        Assert.Equal([2, 3, 34, 35, 36, 37], layers[0].IncomingWeights(1).Order());
        Assert.Equal([19, 22, 25, 28, 46, 49], layers[0].Outgoing(1).Order());
        Assert.Equal([18, 19, 20], layers[1].Incoming(0));
        Assert.Equal([30, 34, 38], layers[1].Outgoing(0));

        float[] columns = [.. Enumerable.Range(0, 51)];
        var small = SmallerNets.Cut([columns], [KeptGroups.All(Tied).Without("second", 1).Without("first", 0, 2)]);
        Assert.Equal(
            [0f, 1, 4, 5, 6, 8, 9, 11, 12, 14, 15, 17, 21, 23, 27, 29, 31, 33, 39, 41, 42, 44, 45, 47, 48, 50],
            small.Rows[0]);
    }

    [Fact]
    public void Under_OneOfTwoTiedFiltersLeft_KeepsBoth()
    {
        float[] mask = [.. Enumerable.Repeat(1f, Tied.ParameterCount)];
        mask.AsSpan(2, 2).Clear();
        Assert.Equal([0, 1, 2], KeptGroups.Under(Tied, mask).Of("stem"));
        mask.AsSpan(34, 4).Clear();
        Assert.Equal([0, 2], KeptGroups.Under(Tied, mask).Of("stem"));
        Assert.Equal([0, 2], KeptGroups.Under(Tied, mask).Of("second"));
    }

    [Fact]
    public void KeptGroups_TiedLayers_KeepTheSameOrAreRefused()
    {
        KeptGroups Keeping(int[] stem, int[] second) =>
            new(Tied, new Dictionary<string, IReadOnlyList<int>> { ["stem"] = stem, ["second"] = second });
        Assert.Equal([0, 2], Keeping([0, 2], [2, 0]).Of("second"));
        AssertRefused(
            "Expected stem and second, whose outputs are added, to keep the same groups; got 0 2 and 0 1.", () =>
                Keeping([0, 2], [0, 1]));
        AssertRefused("norm has no weight and is pruned with its inputs",
            () => KeptGroups.All(Tied).Without("norm", 0));
    }

    [Fact]
    public void Layers_AddedToWhatMustStay_CannotGo()
    {
        // The block's output is added to the net's input, and the last one's to the net's output.
        var first = new Architecture(
            new Residual(new Linear("a", 2, 3), new Linear("b", 3, 2)), new Linear("head", 2, 2));
        Assert.Equal(["a"], GroupedLayer.Of(first).Select(l => l.Name));
        AssertRefused(
            "The outputs of b are added to features that cannot be removed",
            () => KeptGroups.All(first).Without("b", 0));
        var last = new Architecture(
            new Linear("stem", 2, 2), new Residual(new Linear("a", 2, 3), new Linear("b", 3, 2)));
        Assert.Equal(["a"], GroupedLayer.Of(last).Select(l => l.Name));
        AssertRefused("The outputs of stem are the net's", () => KeptGroups.All(last).Without("stem", 0));

        // 8 units are added as two maps of 2×2: a unit is one pixel.
        var mixed = new Architecture(
            new Linear("stem", 2, 8),
            new Residual(new Convolution("conv", new(2, 2, 2), 2, 1)),
            new Linear("head", 8, 2));
        Assert.Empty(GroupedLayer.Of(mixed));
    }

    [Fact]
    public void Smaller_StrideAndPadding_StayAsTheyAre()
    {
        var conv = new Convolution("conv", new(1, 7, 7), 4, 3, Stride: 2, Padding: 1);
        var next = new Convolution("next", conv.Output, 3, 2, Stride: 2, Padding: 1);
        var small = KeptGroups.All(
            new(conv, BatchNorm.Of("norm", conv.Output), next, new Linear("fc", next.Output.Features, 2)))
            .Without("conv", 1).Without("next", 0).Smaller();
        Assert.Equal(
            [
                conv with { Filters = 3 },
                new BatchNorm("norm", 3, 16),
                new Convolution("next", new(3, 4, 4), 2, 2, Stride: 2, Padding: 1),
                new Linear("fc", 18, 2)],
            small.Steps.Select(s => s.Layer));
    }

    [Fact]
    public void Evaluation_LargeNetWithDeadTiedUnits_IsThatOfTheWholeNetToTheBit()
    {
        // 120 units, every third without anything: large enough that they are cut out before an evaluation.
        var net = new Architecture(
            new Linear("stem", 90, 120), new BatchNorm("norm", 120), new Relu(),
            new Residual(new Linear("first", 120, 60), new Relu(), new Linear("second", 60, 120)),
            new Linear("head", 120, 4));
        var values = Nets.WithVariances(net, Drawn(net.ParameterCount));
        foreach (var column in Enumerable.Range(0, 40).SelectMany(i => GroupedLayer.Of(net)[0].Incoming(3 * i)))
        {
            values[column] = net.Of(ParameterRole.Buffer).Any(b => column >= b.Offset && column < b.Offset + b.Count)
                ? values[column]
                : 0;
        }

        var (smaller, left) = CompactedNet.Of(net, values, 1_000_000);
        Assert.Equal(80, ((Linear)smaller.Steps[0].Layer).Outputs);
        float[][] inputs = [.. Drawn(90 * 20).Chunk(90)];
        Assert.Equal(
            Bits.Of(CpuRun.Outputs(net, values, inputs)),
            Bits.Of(CpuRun.Outputs(smaller, left, inputs)));
    }

    private static ImageCase Small(SurgeryCase c)
    {
        var small = c.Cut();
        return c.Whole with { Net = small.Architecture, Rows = small.Rows };
    }

    /// <summary>The rows with all of the groups that go at zero, and what reads them.</summary>
    private static float[][] Masked(SurgeryCase c) =>
        [.. c.Rows.Zip(c.Kept, (row, kept) => row.Zip(kept.Mask(), (w, m) => w * m).ToArray())];

    /// <summary>A row with some of the parameters of the groups that go at zero.</summary>
    private static float[] Without(Architecture net, float[] row, KeptGroups kept, Func<ParameterRange, bool> which)
    {
        var gone = kept.Layers
            .SelectMany(l => Enumerable.Range(0, l.Layer.Count).Except(l.Kept).SelectMany(l.Layer.Incoming))
            .Intersect(net.Parameters.Where(which).SelectMany(p => Enumerable.Range(p.Offset, p.Count)))
            .ToHashSet();
        return [.. row.Select((w, column) => gone.Contains(column) ? 0 : w)];
    }

    private static void AssertSameOutputs(ImageCase expected, ImageCase found) =>
        Assert.Equal(Bits.Of(expected.Outputs()), Bits.Of(found.Outputs()));

    private static float[] Drawn(int count)
    {
        var values = new float[count];
        new RandomStream(1, "drawn").Uniform(values, 0.5);
        return values;
    }

    private static void AssertRefused(string why, Func<object> action) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
