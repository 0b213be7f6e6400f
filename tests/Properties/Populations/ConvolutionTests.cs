using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Populations;

public sealed class ConvolutionTests
{
    /// <summary>Up to 4 channels, 5 filters, kernels up to 4×4 and maps up to 9×9; the largest sum has 4·16 products and a bias.</summary>
    private static readonly Gen<Architecture> Alone =
        from channels in Gen.Choose(1, 4)
        from filters in Gen.Choose(1, 5)
        from kernel in Gen.Choose(1, 4)
        from height in Gen.Choose(kernel, 9)
        from width in Gen.Choose(kernel, 9)
        from bias in Gen.Elements(true, false)
        select new Architecture(new Convolution("conv", new(channels, height, width), filters, kernel, bias));

    [Fact]
    public void Forward_AnyConvolution_IsTheSumOfProductsOverEveryWindow() => Cases.Check(
        ImageCase.Of(Alone),
        c => AssertPlain(c, c.Outputs(), 2e-6),
        600);

    [Fact]
    public void Forward_AnyImageNet_EqualsAPlainLoopOverRowsAndExamples() => Cases.Check(
        ImageCase.Of(Nets.Images),
        c => AssertPlain(c, c.Outputs(), 2e-5));

    [Fact]
    public void Forward_BatchInnermostInMemory_GivesTheSame() => Cases.Check(
        ImageCase.Of(Nets.Images),
        c => AssertPlain(c, c.Outputs(gathered: false), 2e-5));

    [Fact]
    public void Output_SquareOfAnySize_HasSidesOfDMinusKPlusOne() => Cases.Check(
        from d in Gen.Choose(1, 40)
        from k in Gen.Choose(1, d)
        from filters in Gen.Choose(1, 3)
        select (d, k, filters),
        c =>
        {
            using var scope = NewDisposeScope();
            var layer = new Convolution("conv", new(2, c.d, c.d), c.filters, c.k);
            var side = c.d - c.k + 1;
            Assert.Equal(new Maps(c.filters, side, side), layer.Output);
            using var population = new Population(new(layer), [new float[(2 * c.filters * c.k * c.k) + c.filters]], CPU);
            Assert.Equal([1, c.filters * side * side, 3], population.Forward(zeros([1, 2 * c.d * c.d, 3])).shape);
        });

    [Fact]
    public void Forward_ThreeByThreeByHand_IsAsWorkedOut()
    {
        // 1 2 3 / 4 5 6 / 7 8 9 under 1 0 / 0 −1: a window's upper left less its lower right is −4 everywhere; the bias adds 10.
        // The second filter adds up each window: 12, 16, 24, 28; its bias is 0.
        var net = new Architecture(new Convolution("conv", new(1, 3, 3), 2, 2));
        var c = new ImageCase(net, [[1, 0, 0, -1, 1, 1, 1, 1, 10, 0]], [[[1, 2, 3, 4, 5, 6, 7, 8, 9]]]);
        Assert.Equal([6f, 6, 6, 6, 12, 16, 24, 28], c.Outputs()[0][0]);
    }

    [Fact]
    public void Forward_RowInCompany_EqualsTheRowAlone() => Cases.Check(ImageCase.Of(Nets.Images), c =>
    {
        // Groups are convolved by another kernel than one is, which sums in another order: not to the bit (3e-7 was seen).
        var together = c.Outputs();
        for (var r = 0; r < c.Rows.Length; r++)
        {
            var alone = new ImageCase(c.Net, [c.Rows[r]], [c.Examples[r]]).Outputs()[0];
            Assert.All(alone.Zip(together[r]), e => Assert.All(e.First.Zip(e.Second), v => Assert.Equal(v.First, v.Second, 1e-6f)));
        }
    });

    [Fact]
    public void Convolution_KernelThatDoesNotFit_IsRefusedByName() => Cases.Check(
        from height in Gen.Choose(1, 9)
        from width in Gen.Choose(1, 9)
        from kernel in Gen.Choose(-1, 12)
        where kernel < 1 || kernel > Math.Min(height, width)
        select (height, width, kernel),
        c =>
        {
            var error = Assert.Throws<ArgumentException>(() => new Convolution("conv7", new(1, c.height, c.width), 2, c.kernel));
            Assert.Contains($"conv7: a kernel of {c.kernel}×{c.kernel}", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{c.height}×{c.width}", error.Message, StringComparison.Ordinal);
        });

    [Fact]
    public void Forward_OtherInputThanItsMaps_IsRefusedByName()
    {
        using var scope = NewDisposeScope();
        using var population = new Population(Nets.Filters, [new float[6130]], CPU);
        var error = Assert.Throws<ArgumentException>(() => population.Forward(zeros([1, 783, 2])));
        Assert.Contains("conv1 takes 784 features (1×28×28), but was given 783", error.Message, StringComparison.Ordinal);
    }

    private static void AssertPlain(ImageCase c, float[][][] outputs, double tolerance)
    {
        for (var r = 0; r < c.Rows.Length; r++)
        {
            for (var e = 0; e < c.Batch; e++)
            {
                var expected = c.Plain(r, e);
                Assert.Equal(expected.Length, outputs[r][e].Length);
                Assert.All(expected.Zip(outputs[r][e]), v => Assert.Equal(v.First, v.Second, tolerance * Math.Max(1, Math.Abs(v.First))));
            }
        }
    }
}
