using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

/// <summary>The native kernels against the operators that they stand for.</summary>
public sealed class KernelTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true);

    [Fact]
    public void MaxPool_Pairs_EqualTheOperatorToTheBitGradientIncluded() => Prop.ForAll(
        (from maps in Gen.Choose(1, 6)
         from height in Gen.Choose(2, 15)
         from width in Gen.Choose(2, 15)
         from levels in Gen.Choose(1, 40)
         from seed in Gen.Choose(0, int.MaxValue)
         select (maps, height, width, levels, seed)).ToArbitrary(), given =>
        {
            using var scope = NewDisposeScope();
            manual_seed(given.seed);

            // Few levels make ties, which the first of a window must win.
            var values = rand(2, given.maps, given.height, given.width).mul(given.levels).floor();
            var weights = rand(2, given.maps, given.height / 2, given.width / 2);
            return Run(input => TorchSharp.Engine.MaxPool(input, 2)).Zip(Run(input => nn.functional.max_pool2d(input, 2))).All(pair => pair.First.SequenceEqual(pair.Second));

            float[][] Run(Func<Tensor, Tensor> pool)
            {
                var input = values.clone().requires_grad_();
                var output = pool(input);
                output.mul(weights).sum().backward();
                return [OperatorTests.Values<float>(output), OperatorTests.Values<float>(input.grad!)];
            }
        }).Check(Quick);

    [Fact]
    public void MaxPool_NotANumber_BeatsAllOthersAsInTheOperator()
    {
        using var scope = NewDisposeScope();
        foreach (var at in Enumerable.Range(0, 4))
        {
            var input = ones(1, 1, 2, 2);
            input.view(4).select(0, at).fill_(float.NaN);
            Assert.Equal(OperatorTests.Values<float>(nn.functional.max_pool2d(input, 2)), OperatorTests.Values<float>(TorchSharp.Engine.MaxPool(input, 2)));
        }
    }

    [Fact]
    public void MaxPool_SecondDerivative_IsThatOfTheOperator()
    {
        // L = (max x)³ over one window: dL/dx at the largest is 3·4² = 48, and its derivative 6·4 = 24.
        using var scope = NewDisposeScope();
        var input = tensor([1f, 4f, 2f, 3f]).view(1, 1, 2, 2).requires_grad_();
        var output = TorchSharp.Engine.MaxPool(input, 2);
        var first = autograd.grad([output.pow(3).sum()], [input], create_graph: true, retain_graph: true)[0];
        var second = autograd.grad([first.sum()], [input])[0];
        Assert.Equal([0f, 48f, 0f, 0f], OperatorTests.Values<float>(first));
        Assert.Equal([0f, 24f, 0f, 0f], OperatorTests.Values<float>(second));
    }

    [Fact]
    public void TryAdam_PlainTensors_EqualsTheStepWrittenOut() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(1, 10_000)).ToArbitrary(), given =>
        {
            using var scope = NewDisposeScope();
            var (seed, count) = given;
            manual_seed(seed);
            const double Beta1 = 0.9, Beta2 = 0.999, Step = -0.01, Root = 0.5, Epsilon = 1e-8;
            var (values, gradients, mean, square) = (randn(count), randn(count), randn(count), rand(count));
            var mask = rand(count).gt(0.5).to(float32);
            var expectedMean = mean.mul(Beta1).add(gradients.mul(1 - Beta1));
            var expectedSquare = square.mul(Beta2).add(gradients.square().mul(1 - Beta2));
            var expected = values.add(expectedMean.div(expectedSquare.sqrt().div(Root).add(Epsilon)).mul(Step)).mul(mask);
            Assert.True(TorchSharp.Engine.TryAdam(values, gradients, mean, square, mask, Beta1, Beta2, Step, Root, Epsilon));
            return Near(mean, expectedMean) && Near(square, expectedSquare) && Near(values, expected);
        }).Check(Quick);

    [Fact]
    public void TryAdam_StridedOrDoubleTensors_LeavesTheStepToTheOperators()
    {
        using var scope = NewDisposeScope();
        var plain = zeros(4, 4);
        Assert.False(TorchSharp.Engine.TryAdam(plain.t().narrow(0, 0, 2), plain, plain, plain, null, 0.9, 0.999, -1, 1, 1e-8));
        var wide = zeros(16, dtype: float64);
        Assert.False(TorchSharp.Engine.TryAdam(wide, wide, wide, wide, null, 0.9, 0.999, -1, 1, 1e-8));
    }

    // Single precision, rounded in another order.
    private static bool Near(Tensor a, Tensor b) =>
        OperatorTests.Values<float>(a).Zip(OperatorTests.Values<float>(b)).All(p => Math.Abs(p.First - p.Second) <= 1e-5 * (10 + Math.Abs(p.Second)));
}
