using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>
/// Nets large enough that what pruning took is left out of an evaluation, against the same nets multiplied in full.
/// </summary>
public sealed class PrunedEvaluationTests
{
    private const int Examples = 1000;

    private static readonly int[] Units = [300, 300, 200];

    private static readonly Gen<Architecture> Large =
        from biases in Gen.Elements(true, false)
        from tanh in Gen.Elements(true, false, false)
        select Build(biases, tanh ? new Tanh() : new Relu());

    /// <summary>In per cent: how many units of each hidden layer go, and how many of all weights.</summary>
    private static readonly Gen<(int[] Units, int Weights)> Losses = Gen.OneOf(
        from units in Gen.Elements(0, 10, 50, 90, 99, 100).ArrayOf(Units.Length)
        select (units, 0),
        from weights in Gen.Elements(30, 80, 90, 99, 100)
        select (new int[Units.Length], weights),
        from units in Gen.Elements(0, 40, 100).ArrayOf(Units.Length)
        from weights in Gen.Elements(30, 95)
        select (units, weights));

    private static readonly Gen<(Architecture Net, float[][] Rows, int[][] Lists)> Any =
        from net in Large
        from losses in Gen.Choose(1, 3).SelectMany(r => Losses.ArrayOf(r))
        from seed in Gen.Choose(1, 100)
        from first in Gen.Choose(0, 19).ArrayOf(losses.Length)
        select (
            net,
            losses.Select((lost, r) => Row(net, lost.Units, lost.Weights, (100 * r) + seed)).ToArray(),
            first.Select(List).ToArray());

    [Fact]
    public void Of_RowsThatLostUnitsAndWeights_IsThatOfTheFullNetsToTheBit() => Cases.Check(
        Any,
        c =>
        {
            var evaluations = Evaluation.Of(c.Net, c.Rows, c.Lists, SmallTraining.Examples);
            foreach (var (expected, found) in InFull(c.Net, c.Rows, c.Lists).Zip(evaluations))
            {
                Assert.Equal(LossBits(expected), LossBits(found));
                Assert.Equal(expected.Predicted, found.Predicted);
            }
        },
        30);

    [Fact]
    public void Of_RowsThatLostUnitsAndWeights_FromAnyLayerIsThatOfTheFullNetsToTheBit() => Cases.Check(
        from c in Any
        from layer in Gen.Choose(0, c.Net.Steps.Length)
        select (c, layer),
        x =>
        {
            using var cached = new CachedActivations(x.c.Net, x.layer, x.c.Rows, x.c.Lists, SmallTraining.Examples);
            var evaluations = Evaluation.Of(x.c.Net, x.c.Rows, x.c.Lists, SmallTraining.Examples, cached);
            foreach (var (expected, found) in InFull(x.c.Net, x.c.Rows, x.c.Lists).Zip(evaluations))
            {
                Assert.Equal(LossBits(expected), LossBits(found));
                Assert.Equal(expected.Predicted, found.Predicted);
            }
        },
        15);

    [Fact]
    public void Of_RowsThatLostDifferentUnits_EachToTheBitAsAlone() => Cases.Check(
        Any.Where(c => c.Rows.Length > 1),
        c =>
        {
            var evaluations = Evaluation.Of(c.Net, c.Rows, c.Lists, SmallTraining.Examples);
            foreach (var (row, (found, list)) in evaluations.Zip(c.Lists).Index())
            {
                var alone = Evaluation.Of(c.Net, [c.Rows[row]], [list], SmallTraining.Examples).Single();
                Assert.Equal(alone.Losses, found.Losses);
                Assert.Equal(alone.Predicted, found.Predicted);
            }
        },
        15);

    [Fact]
    public void Of_NothingLost_ToTheBitAsInFull() => Cases.Check(
        from net in Large
        from seeds in Gen.Choose(1, 1000).NonEmptyListOf().Select(s => s.Take(3).ToArray())
        select (net, seeds),
        c =>
        {
            float[][] rows = [.. c.seeds.Select(seed => Row(c.net, [0, 0, 0], 0, seed))];
            int[][] lists = [.. rows.Select(_ => List(0))];
            Assert.Equal(
                InFull(c.net, rows, lists).SelectMany(LossBits),
                Evaluation.Of(c.net, rows, lists, SmallTraining.Examples).SelectMany(LossBits));
        },
        10);

    [Theory]
    [InlineData(0, 1000, 300, 300, 200)]
    [InlineData(1, 1000, 300, 300, 200)]
    [InlineData(50, 1000, 150, 150, 100)]
    [InlineData(99, 1000, 3, 3, 2)]
    [InlineData(100, 1000, 1, 1, 1)]
    [InlineData(50, 100, 300, 300, 200)]
    public void Of_UnitsGone_IsTheSmallerNetWhereItPays(int percent, int examples, params int[] left)
    {
        var net = Build(true, new Tanh());
        var (pruned, values) = CompactedNet.Of(net, Row(net, [percent, percent, percent], 0, 1), examples);
        Assert.Equal([.. left, 3], pruned.Of(ParameterRole.Bias).Select(b => b.Count));
        Assert.Equal(pruned.ParameterCount, values.Length);
    }

    [Fact]
    public void Of_SmallNetsOrFewExamples_LeavesThemAsTheyAre()
    {
        var large = Build(true, new Relu());
        Assert.NotSame(large, CompactedNet.Of(large, new float[large.ParameterCount], Examples).Net);
        Assert.Same(large, CompactedNet.Of(large, new float[large.ParameterCount], 90).Net);
        Assert.Same(SmallTraining.Net, CompactedNet.Of(SmallTraining.Net, new float[SmallTraining.Net.ParameterCount],
            1_000_000).Net);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Of_AWeightThatIsNotFinite_IsNotLeftOut(float weight)
    {
        // It reads a unit that gives zero, and zero times it is no number.
        var net = Build(false, new Relu());
        var values = Row(net, [90, 90, 90], 0, 1);
        var reader = net.Parameters[1];
        var gone = Enumerable.Range(0, Units[0]).First(
            unit => values.AsSpan(net.Parameters[0].Offset + (unit * 3), 3).ContainsAnyExcept(0f) is false);
        values[reader.Offset + gone] = weight;
        int[][] list = [[.. Enumerable.Repeat(3, Examples)]];
        Assert.All(InFull(net, [values], list).Single().Losses, loss => Assert.True(float.IsNaN(loss)));
        Assert.All(
            Evaluation.Of(net, [values], list, SmallTraining.Examples).Single().Losses, loss =>
                Assert.True(float.IsNaN(loss)));
    }

    /// <summary>The nets as they are, by dense products.</summary>
    private static unsafe Evaluation[] InFull(Architecture net, float[][] rows, int[][] lists)
    {
        using var network = new CpuNetwork(net, SmallTraining.Data.Features, Examples);
        var evaluations = new Evaluation[rows.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            var (losses, predicted) = (new float[Examples], new int[Examples]);
            fixed (float* parameters = rows[r])
            {
                CpuEvaluation.Block(network, parameters, lists[r], SmallTraining.Examples, losses, predicted);
            }

            evaluations[r] = new(losses, predicted, [.. lists[r]
                .Select(example => SmallTraining.Data.Labels[example])]);
        }

        return evaluations;
    }

    /// <summary>As many of the set's examples as are evaluated, over and over, from one on.</summary>
    private static int[] List(int start) =>
        [.. Enumerable.Range(start, Examples).Select(i => i % SmallTraining.Data.Count)];

    private static IEnumerable<int> LossBits(Evaluation evaluation) =>
        evaluation.Losses.Select(BitConverter.SingleToInt32Bits);

    private static Architecture Build(bool biases, Layer activation) => new(
        new Linear("layer1", 3, Units[0], biases), activation,
        new Linear("layer2", Units[0], Units[1], biases), activation,
        new Linear("layer3", Units[1], Units[2], biases), activation,
        new Linear("layer4", Units[2], 3, biases));

    /// <summary>Random values, without some of each hidden layer's units, and without some of all weights.</summary>
    private static float[] Row(Architecture net, int[] units, int weights, int seed)
    {
        var stream = new RandomStream(seed, "row");
        var values = new float[net.ParameterCount];
        stream.Uniform(values, 0.1);
        foreach (var range in net.Parameters)
        {
            var layer = int.Parse(range.Layer["layer".Length..]) - 1;
            var entries = range.Count / (int)range.Shape[0];
            var gone = layer < units.Length ? Gone(Units[layer], units[layer], new(seed, range.Layer)) : [];
            foreach (var unit in gone)
            {
                values.AsSpan(range.Offset + (unit * entries), entries).Clear();
            }

            foreach (var weight in range.Role == ParameterRole.Weight ? Gone(range.Count, weights, stream) : [])
            {
                values[range.Offset + weight] = -0f;
            }
        }

        return values;
    }

    private static int[] Gone(int count, int percent, RandomStream stream)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        stream.Shuffle(all);
        return all[..(count * percent / 100)];
    }
}
