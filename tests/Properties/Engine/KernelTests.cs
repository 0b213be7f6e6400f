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

    private sealed record Maps(int Replicates, int Batch, int Channels, int Filters, int Height, int Width, int Kernel, bool Bias, int Seed);

    // Smaller and larger than the kernel takes on; more examples than are taken to another core together.
    private static readonly Arbitrary<Maps> MapCases = (
        from replicates in Gen.Choose(1, 3)
        from batch in Gen.Choose(1, 40)
        from channels in Gen.Choose(1, 5)
        from filters in Gen.Choose(1, 9)
        from kernel in Gen.Choose(1, 5)
        from height in Gen.Choose(kernel, 14)
        from width in Gen.Choose(kernel, 20)
        from bias in Gen.Elements(true, false)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Maps(replicates, batch, channels, filters, height, width, kernel, bias, seed)).ToArbitrary();

    [Fact]
    public void Rows_AnyList_IsWhatTheOperatorSelects() => Prop.ForAll(
        (from all in Gen.Choose(1, 30)
         from columns in Gen.Choose(0, 40)
         from list in Gen.Choose(0, all - 1).ArrayOf()
         select (all, columns, list)).ToArbitrary(), given =>
        {
            using var scope = NewDisposeScope();
            var matrix = randn([given.all, given.columns]);
            var rows = TorchSharp.Engine.Rows(matrix, given.list);
            Assert.Equal([given.list.Length, given.columns], rows.shape);
            Assert.Equal(OperatorTests.Values<float>(TorchSharp.Engine.RowsByOperator(matrix, given.list)), OperatorTests.Values<float>(rows));
            var strided = randn([given.columns, given.all]).t();
            Assert.Equal(OperatorTests.Values<float>(strided.index_select(0, tensor(given.list))), OperatorTests.Values<float>(TorchSharp.Engine.Rows(strided, given.list)));
        }).Check(Quick);

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Rows_NoSuchRow_IsRefused(int row) =>
        Assert.Contains($"there is no row {row} of 3", Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => TorchSharp.Engine.Rows(zeros(3, 2), [row])).Message);

    [Fact]
    public void Convolution_FewTaps_EqualsTheOperatorGradientsIncluded() => Prop.ForAll(MapCases, maps =>
    {
        using var scope = NewDisposeScope();
        var (input, weight, bias) = Operands(maps);
        Tensor[] leaves = bias is null ? [input, weight] : [input, weight, bias];
        Array.ForEach(leaves, leaf => leaf.requires_grad_());
        var seed = randn([maps.Batch, maps.Replicates * maps.Filters, maps.Height - maps.Kernel + 1, maps.Width - maps.Kernel + 1]);
        var kernel = Run(TorchSharp.Engine.Convolution(input, weight, bias, maps.Replicates));
        var operators = Run(nn.functional.conv2d(input, weight, bias, groups: maps.Replicates));
        return kernel.Zip(operators).All(pair => NearInScale(pair.First, pair.Second));

        Tensor[] Run(Tensor output) => [output.detach(), .. autograd.grad([output], leaves, [seed])];
    }).Check(Quick);

    [Fact]
    public void Convolution_ReplicateAlone_IsThatInCompanyToTheBitWithAndWithoutIdleCores() => Prop.ForAll(MapCases, maps =>
    {
        // The operator, which takes all others, keeps no such promise.
        if (maps.Channels * maps.Filters * maps.Kernel * maps.Kernel > 1024 || ((maps.Height - maps.Kernel + 1) * maps.Width) - maps.Kernel + 1 < 16)
        {
            return;
        }

        using var scope = NewDisposeScope();
        TorchSharp.Engine.SetThreads(1);
        var (input, weight, bias) = Operands(maps);
        var together = Gradients(input, weight, bias, maps.Replicates);
        TorchSharp.Engine.CountWorkers(Environment.ProcessorCount);
        try
        {
            for (var r = 0; r < maps.Replicates; r++)
            {
                var alone = Gradients(
                    input.narrow(1, r * maps.Channels, maps.Channels).contiguous(), weight.narrow(0, r * maps.Filters, maps.Filters).contiguous(),
                    bias?.narrow(0, r * maps.Filters, maps.Filters), 1);
                Assert.Equal(OperatorTests.Values<float>(together[0].narrow(1, r * maps.Filters, maps.Filters)), OperatorTests.Values<float>(alone[0]));
                Assert.Equal(OperatorTests.Values<float>(together[1].narrow(1, r * maps.Channels, maps.Channels)), OperatorTests.Values<float>(alone[1]));
                Assert.Equal(OperatorTests.Values<float>(together[2].narrow(0, r * maps.Filters, maps.Filters)), OperatorTests.Values<float>(alone[2]));
            }
        }
        finally
        {
            TorchSharp.Engine.CountWorkers(-Environment.ProcessorCount);
        }

        static Tensor[] Gradients(Tensor input, Tensor weight, Tensor? bias, int replicates)
        {
            var (x, w) = (input.detach().requires_grad_(), weight.detach().requires_grad_());
            var output = TorchSharp.Engine.Convolution(x, w, bias, replicates);
            return [output.detach(), .. autograd.grad([output.square().mul(0.5).sum()], [x, w])];
        }
    }).Check(Quick);

    [Fact]
    public void Convolution_NotANumberInOneExample_StaysThere()
    {
        using var scope = NewDisposeScope();
        var input = ones(3, 2, 6, 6);
        input.select(0, 1).fill_(float.NaN);
        var x = input.requires_grad_();
        var output = TorchSharp.Engine.Convolution(x, ones(2, 2, 3, 3), null, 1);
        Assert.All(new[] { 0, 2 }, i => Assert.All(OperatorTests.Values<float>(output.select(0, i)), y => Assert.Equal(18f, y)));
        Assert.All(OperatorTests.Values<float>(output.select(0, 1)), y => Assert.True(float.IsNaN(y)));
    }

    [Fact]
    public void Convolution_SecondDerivative_IsThatOfTheOperator()
    {
        // One filter of one tap, w = 2, on sixteen pixels of 3, L = Σ y²/2: dL/dw = 16·w·3² = 288, and its derivative 16·3² = 144.
        using var scope = NewDisposeScope();
        var weight = full([1, 1, 1, 1], 2, dtype: float32).requires_grad_();
        var output = TorchSharp.Engine.Convolution(full([1, 1, 4, 4], 3, dtype: float32), weight, null, 1);
        var first = autograd.grad([output.square().sum().mul(0.5)], [weight], create_graph: true, retain_graph: true)[0];
        Assert.Equal([288f], OperatorTests.Values<float>(first));
        Assert.Equal([144f], OperatorTests.Values<float>(autograd.grad([first.sum()], [weight])[0]));
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

    private static (Tensor Input, Tensor Weight, Tensor? Bias) Operands(Maps maps)
    {
        manual_seed(maps.Seed);
        var input = randn([maps.Batch, maps.Replicates * maps.Channels, maps.Height, maps.Width]);
        var weight = randn([maps.Replicates * maps.Filters, maps.Channels, maps.Kernel, maps.Kernel]);
        return (input, weight, maps.Bias ? randn([maps.Replicates * maps.Filters]) : null);
    }

    // Of sums of thousands of products what is small beside the rest may lose more of its digits.
    private static bool NearInScale(Tensor a, Tensor b)
    {
        var (left, right) = (OperatorTests.Values<float>(a), OperatorTests.Values<float>(b));
        var scale = left.Max(Math.Abs) + 1;
        return left.Length == right.Length && left.Zip(right).All(p => Math.Abs(p.First - p.Second) <= 1e-5 * scale);
    }

    // Single precision, rounded in another order.
    private static bool Near(Tensor a, Tensor b) =>
        OperatorTests.Values<float>(a).Zip(OperatorTests.Values<float>(b)).All(p => Math.Abs(p.First - p.Second) <= 1e-5 * (10 + Math.Abs(p.Second)));
}
