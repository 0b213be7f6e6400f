using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

public sealed class AutogradTests
{
    // Each with values in (0.5, 1.5), where all of them are smooth.
    private static readonly (string Name, Func<Tensor, Tensor> Function)[] Functions =
    [
        ("product with itself", x => x * x),
        ("quotient", x => 1.0 / (x + 2.0)),
        ("power", x => x.pow(3)),
        ("logarithm of exponential", x => x.exp().add(1).log()),
        ("roots", x => x.sqrt() + x.rsqrt()),
        ("sigmoid and tanh", x => x.sigmoid() * x.tanh()),
        ("log-softmax over the middle", x => x.view(2, 3, 1).log_softmax(1).select(0, 0)),
        ("matrix product", x => x.view(2, 3).matmul(x.view(3, 2))),
        ("norm", x => x.norm()),
        ("deviation", x => x.std()),
        ("gather", x => x.gather(0, tensor(new long[] { 1, 1, 4 })).square()),
        ("convolution", x => nn.functional.conv2d(x.view(1, 1, 2, 3), x.narrow(0, 0, 2).view(1, 1, 1, 2))),
        ("affine", x => TorchSharp.Engine.Affine(x.view(1, 2, 3), x.view(1, 3, 2), x.narrow(0, 1, 2).view(1, 2))),
    ];

    [Fact]
    public void Grad_SmoothFunctions_AgreesWithFiniteDifferences()
    {
        var values = Gen.Choose(500, 1500).Select(number => number / 1000.0).ArrayOf(6).ToArbitrary();
        foreach (var (name, function) in Functions)
        {
            Prop.ForAll(values, point => Close(Gradient(function, point), Differences(function, point)).Label(name))
                .Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithQuietOnSuccess(true));
        }
    }

    [Fact]
    public void Grad_OfGrad_IsTheSecondDerivative()
    {
        // (x³)″ = 6x
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 1, -2, 0.5 }, requires_grad: true);
        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true, retain_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];
        Assert.Equal([6.0, -12.0, 3.0], OperatorTests.Values<double>(second));
    }

    [Fact]
    public void Grad_GraphCreatedButNotRetained_IsRefused()
    {
        using var x = ones(1, requires_grad: true);
        using var y = x * x;
        var error = Assert.Throws<ArgumentException>(() => autograd.grad([y], [x], create_graph: true));
        Assert.Contains("retain_graph", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Backward_Twice_AccumulatesInLeavesOnly()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new double[] { 3 }, requires_grad: true);
        for (var i = 0; i < 2; i++)
        {
            x.square().sum().backward();
        }

        Assert.True(x.is_leaf);
        Assert.Equal(12.0, x.grad!.ToDouble());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Backward_ViewsOfOneMatrix_LandInTheirOwnColumns()
    {
        using var scope = NewDisposeScope();
        var matrix = ones(2, 5, float64);
        var layer = matrix.narrow(1, 2, 3).detach().requires_grad_();
        var gradients = zeros_like(matrix);
        layer.grad = gradients.narrow(1, 2, 3);
        (layer * 7).sum().backward();
        Assert.Equal([0, 0, 7, 7, 7, 0, 0, 7, 7, 7.0], OperatorTests.Values<double>(gradients));
    }

    [Fact]
    public void Backward_OnSeveralThreads_GivesEachWhatItGetsAlone()
    {
        Func<Tensor, Tensor> function = x => TorchSharp.Engine.Affine(x.view(1, 2, 3), x.view(1, 3, 2).exp(), bias: null).square();
        var points = Enumerable.Range(1, 8).Select(i => Enumerable.Range(i, 6).Select(j => j / 10.0).ToArray()).ToArray();
        var alone = points.Select(point => Gradient(function, point)).ToArray();
        for (var repeat = 0; repeat < 50; repeat++)
        {
            var together = new double[points.Length][];
            Parallel.For(0, points.Length, i => together[i] = Gradient(function, points[i]));
            Assert.Equal(alone, together);
        }
    }

    private static double[] Gradient(Func<Tensor, Tensor> function, double[] point)
    {
        using var scope = NewDisposeScope();
        var x = tensor(point, requires_grad: true);
        function(x).sum().backward();
        return OperatorTests.Values<double>(x.grad!);
    }

    private static double[] Differences(Func<Tensor, Tensor> function, double[] point)
    {
        const double Step = 1e-5;
        return [.. point.Select((_, i) => (At(i, Step) - At(i, -Step)) / (2 * Step))];

        double At(int index, double change)
        {
            using var scope = NewDisposeScope();
            var moved = (double[])point.Clone();
            moved[index] += change;
            return function(tensor(moved)).sum().ToDouble();
        }
    }

    private static bool Close(double[] actual, double[] expected) =>
        actual.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6 * Math.Max(1, Math.Abs(pair.Second)));
}
