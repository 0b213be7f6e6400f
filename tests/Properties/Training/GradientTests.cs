using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;
using Device = Pruning.Shared.Engine.Device;

namespace Pruning.Tests.Properties.Training;

public sealed class GradientTests
{
    /// <summary>R rows, and for every row its own batch of examples and labels.</summary>
    private sealed record Case(Architecture Net, float[][] Rows, float[][][] Inputs, int[][] Labels)
    {
        public static Gen<Case> Any { get; } = Of(Nets.Small);

        public static Gen<Case> Of(Gen<Architecture> nets) =>
            from net in nets
            from r in Gen.Choose(1, 3)
            from n in Gen.Choose(1, 4)
            from rows in Nets.Rows(r, net.ParameterCount)
            from inputs in Nets.Rows(n, Nets.Inputs(net)).ArrayOf(r)
            from labels in Gen.Choose(0, Nets.Outputs(net) - 1).ArrayOf(n).ArrayOf(r)
            select new Case(net, [.. rows.Select(row => Array.ConvertAll(row, v => v / 4))], inputs, labels);

        public int Examples => Labels[0].Length;

        public int Classes => Nets.Outputs(Net);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_AnyNet_IsTheHandWrittenGradient(bool operators) => Cases.Check(Case.Any, c =>
    {
        var gradients = operators ? ByOperators(c) : ByKernels(c);
        for (var r = 0; r < c.Rows.Length; r++)
        {
            var expected = new double[c.Net.ParameterCount];
            for (var e = 0; e < c.Examples; e++)
            {
                new PlainNet(c.Net).AddGradient(
                    Doubles(c.Rows[r]), Doubles(c.Inputs[r][e]), c.Labels[r][e], 1.0 / c.Examples, expected);
            }

            Assert.All(expected.Zip(gradients[r]), g => Assert.Equal(g.First, g.Second, 1e-5));
        }
    });

    [Fact]
    public void Backward_AnyNetOfAnyKind_ByKernelsIsThatByOperators() => Cases.Check(
        Case.Of(Gen.OneOf(Nets.Images, Nets.Dense(4))),
        c =>
        {
            foreach (var (expected, found) in ByOperators(c).Zip(ByKernels(c)))
            {
                Assert.All(
                    expected.Zip(found), g => Assert.Equal(g.First, g.Second, 1e-5f * Math.Max(1, Math.Abs(g.First))));
            }
        });

    [Fact]
    public void Backward_SmoothNet_IsTheFiniteDifferenceOfTheLoss() => Cases.Check(
        Case.Any.Where(c => !c.Net.Steps.Any(s => s.Layer is Relu)),
        c =>
        {
            var gradients = ByKernels(c);
            for (var r = 0; r < c.Rows.Length; r++)
            {
                var values = Doubles(c.Rows[r]);
                for (var column = 0; column < values.Length; column++)
                {
                    Assert.Equal(Difference(c, r, values, column), gradients[r][column], 1e-5);
                }
            }
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_Twice_AddsUp(bool operators) => Cases.Check(Case.Any, c =>
    {
        var (once, twice) = operators
            ? (ByOperators(c), ByOperators(c, times: 2))
            : (ByKernels(c), ByKernels(c, times: 2));
        Assert.Equal(once.Select(row => Array.ConvertAll(row, g => 2 * g)), twice);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Backward_EvenOutputs_IsOneThirdMinusTheTarget(bool operators)
    {
        // Zero weights, so softmax is 1/3 each; input 2, label 0: bias (−2/3, 1/3, 1/3), weight twice that.
        var net = new Architecture(new Linear("only", 1, 3));
        float[] expected = [-4 / 3f, 2 / 3f, 2 / 3f, -2 / 3f, 1 / 3f, 1 / 3f];
        var c = new Case(net, [new float[6]], [[[2]]], [[0]]);
        var actual = (operators ? ByOperators(c) : ByKernels(c))[0];
        Assert.All(expected.Zip(actual), g => Assert.Equal(g.First, g.Second, 2e-7f));
    }

    private static unsafe float[][] ByKernels(Case c, int times = 1)
    {
        using var network = new CpuNetwork(c.Net, Nets.Inputs(c.Net), c.Examples, training: true);
        var gradients = new float[c.Rows.Length][];
        for (var r = 0; r < c.Rows.Length; r++)
        {
            gradients[r] = new float[c.Net.ParameterCount];
            fixed (float* parameters = c.Rows[r], gradient = gradients[r])
            {
                for (var i = 0; i < times; i++)
                {
                    network.Gather([.. c.Inputs[r].SelectMany(e => e)], [.. Enumerable.Range(0, c.Examples)]);
                    var outputs = network.Forward(parameters, c.Examples);
                    SoftmaxCrossEntropy.Gradient(outputs, network.Outputs, c.Labels[r], network.OutputGradient);
                    network.Backward(parameters, gradient, add: i > 0, c.Examples);
                }
            }
        }

        return gradients;
    }

    private static float[][] ByOperators(Case c, int times = 1)
    {
        var device = OperatorNet.Device;
        using var scope = NewDisposeScope();
        using var population = new TensorPopulation(c.Net, c.Rows, device);
        var inputs = HostArrays.From(
            [.. c.Inputs.SelectMany(row => row.SelectMany(e => e))],
            device,
            c.Rows.Length,
            c.Examples,
            Nets.Inputs(c.Net));
        var seed = HostArrays.From(Seed(c), device, c.Rows.Length, c.Examples, c.Classes);
        for (var i = 0; i < times; i++)
        {
            population.Backward(inputs.transpose(1, 2), seed.transpose(1, 2), add: i > 0);
        }

        return HostArrays.ToRows(population.Gradients);
    }

    /// <summary>−1 / examples at each label.</summary>
    private static float[] Seed(Case c) =>
    [
        .. from row in c.Labels
           from label in row
           from k in Enumerable.Range(0, c.Classes)
           select k == label ? -1f / c.Examples : 0,
    ];

    private static double Difference(Case c, int row, double[] values, int column)
    {
        const double Step = 1e-5;
        return (MeanLoss(Step) - MeanLoss(-Step)) / (2 * Step);

        double MeanLoss(double change)
        {
            var moved = (double[])values.Clone();
            moved[column] += change;
            return Enumerable.Range(0, c.Examples).Average(
                e => new PlainNet(c.Net).Loss(moved, Doubles(c.Inputs[row][e]), c.Labels[row][e]));
        }
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);
}
