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

    private sealed record Shape(int Replicates, int Outputs, int Inputs, int Batch, bool Bias, bool Transposed, int Seed);

    private static readonly Arbitrary<Shape> Shapes = (
        from replicates in Gen.Choose(1, 5)
        from outputs in Gen.Choose(1, 40)
        from inputs in Gen.Choose(1, 40)
        from batch in Gen.Choose(1, 70)
        from bias in Gen.Elements(true, false)
        from transposed in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Shape(replicates, outputs, inputs, batch, bias, transposed, seed)).ToArbitrary();

    [Fact]
    public void Affine_SmallMatrices_EqualsTheOperatorsGradientsIncluded() => Prop.ForAll(Shapes, shape =>
    {
        using var scope = NewDisposeScope();
        var kernel = Run(shape, TorchSharp.Engine.Affine);
        var operators = Run(shape, TorchSharp.Engine.AffineByOperators);
        return kernel.Zip(operators).All(pair => Near(pair.First, pair.Second));
    }).Check(Quick);

    [Fact]
    public void Affine_ARowAlone_IsTheRowInCompanyToTheBit() => Prop.ForAll(Shapes, shape =>
    {
        using var scope = NewDisposeScope();
        var (weight, input, bias) = Operands(shape);
        var company = TorchSharp.Engine.Affine(weight, input, bias);
        return Enumerable.Range(0, shape.Replicates).All(r =>
            OperatorTests.Values<float>(TorchSharp.Engine.Affine(weight.narrow(0, r, 1), input.narrow(0, r, 1), bias?.narrow(0, r, 1)))
                .SequenceEqual(OperatorTests.Values<float>(company.narrow(0, r, 1))));
    }).Check(Quick);

    [Fact]
    public void Affine_SecondDerivative_IsThatOfTheOperators()
    {
        // For y = w·x and L = y²/2 both of dL/dw = y·x and its derivative by w, x², are wanted: 2·3·3 = 18 and 9.
        using var scope = NewDisposeScope();
        var weight = full([1, 1, 1], 2, dtype: float32).requires_grad_();
        var output = TorchSharp.Engine.Affine(weight, full([1, 1, 1], 3, dtype: float32), null);
        var first = autograd.grad([output.square().sum().mul(0.5)], [weight], create_graph: true, retain_graph: true)[0];
        var second = autograd.grad([first.sum()], [weight])[0];
        Assert.Equal([18f], OperatorTests.Values<float>(first));
        Assert.Equal([9f], OperatorTests.Values<float>(second));
    }

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

    /// <summary>The output and the gradients of all operands, for a random gradient of the output.</summary>
    private static List<Tensor> Run(Shape shape, Func<Tensor, Tensor, Tensor?, Tensor> affine)
    {
        var (weight, input, bias) = Operands(shape);
        List<Tensor> leaves = bias is null ? [weight, input] : [weight, input, bias];
        leaves.ForEach(leaf => leaf.requires_grad_());
        var output = affine(weight, input, bias);
        var seed = randn([shape.Replicates, shape.Outputs, shape.Batch]);
        return [output.detach(), .. autograd.grad([output], leaves, [seed])];
    }

    private static (Tensor Weight, Tensor Input, Tensor? Bias) Operands(Shape shape)
    {
        manual_seed(shape.Seed);
        var weight = randn([shape.Replicates, shape.Outputs, shape.Inputs]);
        var input = shape.Transposed
            ? randn([shape.Replicates, shape.Batch, shape.Inputs]).transpose(1, 2)
            : randn([shape.Replicates, shape.Inputs, shape.Batch]);
        return (weight, input.detach(), shape.Bias ? randn([shape.Replicates, shape.Outputs]) : null);
    }

    // Sums of up to 70 products of normal numbers in single precision, in another order.
    private static bool Near(Tensor a, Tensor b) =>
        OperatorTests.Values<float>(a).Zip(OperatorTests.Values<float>(b)).All(p => Math.Abs(p.First - p.Second) <= 1e-5 * (10 + Math.Abs(p.Second)));
}
