using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Training;

public sealed class GradientTests
{
    /// <summary>R rows, and for every row its own batch of examples and labels.</summary>
    private sealed record Case(Architecture Net, float[][] Rows, float[][][] Inputs, int[][] Labels)
    {
        public static Gen<Case> Any { get; } =
            from net in Nets.Small
            from r in Gen.Choose(1, 3)
            from n in Gen.Choose(1, 4)
            from rows in Nets.Rows(r, net.ParameterCount)
            from inputs in Nets.Rows(n, Nets.Inputs(net)).ArrayOf(r)
            from labels in Gen.Choose(0, Nets.Outputs(net) - 1).ArrayOf(n).ArrayOf(r)
            select new Case(net, [.. rows.Select(row => Array.ConvertAll(row, v => v / 4))], inputs, labels);

        public int Examples => Labels[0].Length;

        public int Classes => Nets.Outputs(Net);
    }

    [Fact]
    public void Backward_AnyNet_IsTheHandWrittenGradient() => Cases.Check(Case.Any, c =>
    {
        var gradients = Engine(c);
        for (var r = 0; r < c.Rows.Length; r++)
        {
            var expected = new double[c.Net.ParameterCount];
            for (var e = 0; e < c.Examples; e++)
            {
                new PlainNet(c.Net).AddGradient(Doubles(c.Rows[r]), Doubles(c.Inputs[r][e]), c.Labels[r][e], 1.0 / c.Examples, expected);
            }

            Assert.All(expected.Zip(gradients[r]), g => Assert.Equal(g.First, g.Second, 1e-5));
        }
    });

    [Fact]
    public void Backward_SmoothNet_IsTheFiniteDifferenceOfTheLoss() => Cases.Check(
        Case.Any.Where(c => !c.Net.Steps.Any(s => s.Layer is Relu)),
        c =>
        {
            var gradients = Engine(c);
            for (var r = 0; r < c.Rows.Length; r++)
            {
                var values = Doubles(c.Rows[r]);
                for (var column = 0; column < values.Length; column++)
                {
                    Assert.Equal(Difference(c, r, values, column), gradients[r][column], 1e-5);
                }
            }
        });

    [Fact]
    public void Backward_Twice_AddsUp() => Cases.Check(
        Case.Any,
        c => Assert.All(Engine(c).Zip(Engine(c, times: 2)), rows => Assert.Equal(Array.ConvertAll(rows.First, g => 2 * g), rows.Second)));

    [Fact]
    public void Backward_EvenOutputs_IsOneThirdMinusTheTarget()
    {
        // Zero weights, so softmax is 1/3 each; input 2, label 0: bias (−2/3, 1/3, 1/3), weight twice that.
        var net = new Architecture(new Linear("only", 1, 3));
        float[] expected = [-4 / 3f, 2 / 3f, 2 / 3f, -2 / 3f, 1 / 3f, 1 / 3f];
        var actual = Engine(new(net, [new float[6]], [[[2]]], [[0]]))[0];
        Assert.All(expected.Zip(actual), g => Assert.Equal(g.First, g.Second, 2e-7f));
    }

    private static float[][] Engine(Case c, int times = 1)
    {
        using var scope = NewDisposeScope();
        using var population = new Population(c.Net, c.Rows, CPU);
        var (inputs, seed) = Tensorised(c);
        for (var i = 0; i < times; i++)
        {
            CrossEntropy.Backward(population, inputs, seed, add: i > 0);
        }

        return Tensors.ToRows(population.Gradients);
    }

    private static (Tensor Inputs, Tensor Seed) Tensorised(Case c)
    {
        var (r, n) = (c.Rows.Length, c.Examples);
        var inputs = Enumerable.Range(0, r).SelectMany(row => Enumerable.Range(0, Nets.Inputs(c.Net)).SelectMany(f => c.Inputs[row].Select(e => e[f])));
        var seed = Enumerable.Range(0, r).SelectMany(row => Enumerable.Range(0, c.Classes).SelectMany(k => c.Labels[row].Select(label => label == k ? -1f / n : 0)));
        return (
            Tensors.From<float>(inputs.ToArray(), float32, CPU, r, Nets.Inputs(c.Net), n),
            Tensors.From<float>(seed.ToArray(), float32, CPU, r, c.Classes, n));
    }

    private static double Difference(Case c, int row, double[] values, int column)
    {
        const double Step = 1e-5;
        return (MeanLoss(Step) - MeanLoss(-Step)) / (2 * Step);

        double MeanLoss(double change)
        {
            var moved = (double[])values.Clone();
            moved[column] += change;
            return Enumerable.Range(0, c.Examples).Average(e => new PlainNet(c.Net).Loss(moved, Doubles(c.Inputs[row][e]), c.Labels[row][e]));
        }
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);
}
