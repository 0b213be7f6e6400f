using FsCheck.Xunit;
using Pruning.Shared.Data;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

[Generated(typeof(BrainDamageCase))]
public sealed class OptimalBrainDamageTests
{
    [Fact]
    public void Saliency_EvenOutputs_IsTheHandComputedOne()
    {
        // Inputs 2 and 4, p = 1/2 each: h is the mean of 4/4 and 16/4, 2.5, for weights and 1/4 for biases; w = 1 and
        // 1, b = 1/2 and 1/2.
        BrainDamageCase even = new(new(new Linear("only", 1, 2)), [[1, 1, 0.5f, 0.5f]],
            new("two", 1, 2, [2, 4], [0, 1]), [[0, 1]]);
        Assert.Equal([1.25f, 1.25f, 1 / 32f, 1 / 32f], even.Saliency()[0]);
    }

    [Fact]
    public void Saliency_OddsOfThreeToOne_IsTheHandComputedOne()
    {
        // Input 1, outputs ln 3 and 0, so p = 3/4 and 1/4 and h = 3/16; s = 3/32 · ln²3 = 0.11315.
        BrainDamageCase odds = new(new(new Linear("only", 1, 2, Bias: false)), [[MathF.Log(3), 0]],
            new("one", 1, 2, [1], [0]), [[0]]);
        Assert.Equal(0.11315, odds.Saliency()[0][0], 0.00001);
        Assert.Equal(0, odds.Saliency()[0][1]);
    }

    [Property]
    public void Saliency_AnyNet_IsHalfTheSecondDifferenceOfTheLossTimesTheSquare(BrainDamageCase c)
    {
        const double Step = 1e-4;
        var saliency = c.Saliency();
        for (var row = 0; row < c.Rows.Length; row++)
        {
            foreach (var column in c.LastColumns)
            {
                var second = (c.Loss(row, column, Step) - (2 * c.Loss(row, column, 0))
                    + c.Loss(row, column, -Step)) / (Step * Step);
                var expected = 0.5 * second * c.Rows[row][column] * c.Rows[row][column];
                Assert.Equal(expected, saliency[row][column], 1e-5 * (1 + expected));
            }
        }
    }

    [Property]
    public void Saliency_LessTheFirstOrderTerm_IsTheLossOfDeletingUpToTheThirdOrder(BrainDamageCase c)
    {
        var saliency = c.Saliency();
        for (var row = 0; row < c.Rows.Length; row++)
        {
            var (gradient, entering) = (c.Gradient(row), c.Entering(row));
            foreach (var range in c.Last)
            {
                for (var column = range.Offset; column < range.Offset + range.Count; column++)
                {
                    // The third derivative is p(1 − p)(1 − 2p)·x³, and p(1 − p)(1 − 2p) is at most √3/18.
                    var w = (double)c.Rows[row][column];
                    var cubed = range.Role == ParameterRole.Bias ? 1
                        : entering.Average(x => Math.Pow(Math.Abs(x[(column - range.Offset) % x.Length]), 3));
                    var rest = Math.Sqrt(3) / 18 * Math.Pow(Math.Abs(w), 3) * cubed / 6;
                    var change = c.Loss(row, column, -w) - c.Loss(row, column, 0);
                    Assert.Equal(saliency[row][column] - (gradient[column] * w), change,
                        rest + (1e-5 * (1 + saliency[row][column])));
                }
            }
        }
    }

    [Property]
    public void Saliency_OtherLayers_RankLast(BrainDamageCase c) =>
        Assert.All(c.Saliency(), row => Assert.All(
            row.Select((s, column) => (s, column)), x =>
                Assert.Equal(!c.LastColumns.Contains(x.column), float.IsPositiveInfinity(x.s))));

    [Property]
    public void Saliency_RowInCompany_EqualsTheRowAloneToTheBit(BrainDamageCase c) =>
        Assert.All(c.Saliency().Select((s, r) => (s, r)),
            x => Assert.Equal((c with { Rows = [c.Rows[x.r]], Lists = [c.Lists[x.r]] }).Saliency()[0], x.s));

    [Fact]
    public void Saliency_LongList_IsThatOfTheListOnce()
    {
        // Longer than what is taken at once.
        BrainDamageCase once = new(new(new Linear("only", 1, 2)), [[1, -0.5f, 0.25f, 2]],
            new("three", 1, 2, [2, 4, -1], [0, 1, 0]), [[0, 1, 2]]);
        var many = once with { Lists = [[.. Enumerable.Range(0, 2502).Select(i => i % 3)]] };
        Assert.All(once.Saliency()[0].Zip(many.Saliency()[0]), s => Assert.Equal(s.First, s.Second, 1e-6f));
    }

    [Fact]
    public void Saliency_ConvolutionalNet_IsThatOfTheLinearLayerOnItsFeatureMaps()
    {
        var convolution = new Convolution("conv1", new(1, 6, 6), 2, 3);
        var pool = new MaxPool(convolution.Output, 2);
        var features = new Architecture(convolution, new Relu(), pool);
        var head = new Linear("fc", pool.Output.Features, 3);
        var whole = new Architecture(convolution, new Relu(), pool, head);
        var images = Drawn(5 * 36, "images");
        var values = Drawn(whole.ParameterCount, "values");
        int[] labels = [0, 1, 2, 0, 1];

        var maps = NetOutputs.Of(features, values[..features.ParameterCount], images, 36, [0, 1, 2, 3, 4]);
        BrainDamageCase onMaps = new(new(head), [values[features.ParameterCount..]],
            new("maps", head.Inputs, 3, maps, labels), [[0, 1, 2, 3, 4]]);
        BrainDamageCase onImages = new(whole, [values], new("images", 36, 3, images, labels), onMaps.Lists);

        Assert.Contains(maps, m => m > 0);
        Assert.All(onMaps.Saliency()[0].Zip(onImages.Saliency()[0][features.ParameterCount..]),
            s => Assert.Equal(s.First, s.Second, 1e-6f));
    }

    [Property]
    public void Prune_AnyNet_TakesTheLastLayersLeastSalientWeights(BrainDamageCase c)
    {
        var saliency = c.Saliency();
        var method = new PruningMethod(Criterion.OptimalBrainDamage)
        {
            Spared = [.. c.Net.Parameters.Select(p => p.Layer).Except([c.Last[0].Layer])],
        };
        var weight = c.Last[0];
        var masks = c.Prune(method, Amount.Of(weight.Count / 2));
        foreach (var (row, mask) in saliency.Zip(masks))
        {
            var order = Enumerable.Range(weight.Offset, weight.Count).OrderBy(column => row[column])
                .Take(weight.Count / 2).Order();
            Assert.Equal(order, Enumerable.Range(0, mask.Length).Where(column => mask[column] == 0));
        }
    }

    [Fact]
    public void Saliency_NetThatEndsOtherwise_IsRefusedByName()
    {
        BrainDamageCase tanh = new(new(new Linear("only", 1, 2), new Tanh()), [[1, 1, 0, 0]],
            new("one", 1, 2, [1], [0]), [[0]]);
        Assert.Contains("ends in Tanh", Assert.Throws<ArgumentException>(tanh.Saliency).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Saliency_ListsThatDoNotFit_AreRefused()
    {
        BrainDamageCase one = new(new(new Linear("only", 1, 2)), [[1, 1, 0, 0]], new("one", 1, 2, [1], [0]), [[0]]);
        Assert.Throws<InvalidOperationException>((one with { Lists = [[]] }).Saliency);
        Assert.Throws<ArgumentException>((one with { Lists = [[0], [0]] }).Saliency);
    }

    private static float[] Drawn(int count, string stream)
    {
        var values = new float[count];
        new RandomStream(1, stream).Uniform(values, 1);
        return values;
    }
}
