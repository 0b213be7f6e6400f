using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Populations;

public sealed class PopulationTests
{
    private static readonly Gen<(Architecture Net, float[][] Rows, float[][] Examples)> AnyPopulation =
        from net in Nets.Small
        from r in Gen.Choose(1, 4)
        from n in Gen.Choose(1, 5)
        from rows in Nets.Rows(r, net.ParameterCount)
        from examples in Nets.Rows(n, Nets.Inputs(net))
        select (net, rows, examples);

    [Fact]
    public void Forward_AnyNet_EqualsAPlainLoopOverRowsAndExamples() => Cases.Check(AnyPopulation, c =>
    {
        using var scope = NewDisposeScope();
        using var population = new Population(c.Net, c.Rows, CPU);
        using var input = FeatureMajor(c.Examples).expand(c.Rows.Length, -1, -1);
        var outputs = Tensors.ToArray<float>(population.Forward(input));
        var classes = Nets.Outputs(c.Net);
        for (var r = 0; r < c.Rows.Length; r++)
        {
            for (var e = 0; e < c.Examples.Length; e++)
            {
                var expected = new PlainNet(c.Net).Forward(Doubles(c.Rows[r]), Doubles(c.Examples[e]));
                for (var k = 0; k < classes; k++)
                {
                    // Sums of at most 6 terms in float32; a value of the last layer reaches about 10³.
                    Assert.Equal(expected[k], outputs[(((r * classes) + k) * c.Examples.Length) + e], 1e-5 * Math.Max(1, Math.Abs(expected[k])));
                }
            }
        }
    });

    [Fact]
    public void ToRows_AnyRows_AreTheOnesItWasMadeOf() => Cases.Check(AnyPopulation, c =>
    {
        using var population = new Population(c.Net, c.Rows, CPU);
        Assert.Equal(c.Rows, population.ToRows());
        Assert.Equal(c.Rows.Length, population.Rows);
        Assert.Equal([c.Rows.Length, c.Net.ParameterCount], population.Values.shape);
    });

    [Fact]
    public void Values_Changed_ChangeTheNets()
    {
        // One unit, weight and bias: 2·3 + 1 = 7; after doubling the matrix, 4·3 + 2 = 14.
        using var scope = NewDisposeScope();
        using var population = new Population(new(new Linear("unit", 1, 1)), [[2, 1]], CPU);
        using var input = tensor(new float[,,] { { { 3 } } });
        Assert.Equal([7f], Tensors.ToArray<float>(population.Forward(input)));
        population.Values.mul_(2);
        Assert.Equal([14f], Tensors.ToArray<float>(population.Forward(input)));
    }

    [Fact]
    public void Forward_Softmax_IsOverTheFeaturesOfEachExample()
    {
        // e⁰ : e^ln 3 = 1 : 3 in the first example, the other way round in the second.
        using var scope = NewDisposeScope();
        using var population = new Population(new(new Softmax()), [[]], CPU);
        var three = (float)Math.Log(3);
        var outputs = Tensors.ToArray<float>(population.Forward(tensor(new float[,,] { { { 0, three }, { three, 0 } } })));
        Assert.All(outputs.Zip([0.25f, 0.75f, 0.75f, 0.25f]), v => Assert.Equal(v.Second, v.First, 1e-6f));
    }

    [Fact]
    public void Population_NoRowsOrOneOfAnotherLength_IsRefused() => Cases.Check(
        from net in Nets.Small
        from wrong in Gen.Choose(0, 300).Where(n => n != net.ParameterCount)
        from before in Gen.Choose(0, 3)
        select (net, wrong, before),
        c =>
        {
            float[][] rows = [.. Enumerable.Repeat(new float[c.net.ParameterCount], c.before), new float[c.wrong]];
            var error = Assert.Throws<ArgumentException>(() => new Population(c.net, rows, CPU));
            Assert.Contains($"{c.net.ParameterCount} values", error.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => new Population(c.net, [], CPU));
        });

    private static Tensor FeatureMajor(float[][] examples)
    {
        float[] values = [.. Enumerable.Range(0, examples[0].Length).SelectMany(f => examples.Select(e => e[f]))];
        return Tensors.From<float>(values, float32, CPU, 1, examples[0].Length, examples.Length);
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);
}
