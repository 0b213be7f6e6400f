using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

[Generated(typeof(ImageCase))]
public sealed class ConvolutionTests
{
    /// <summary>
    /// Up to 4 channels, 5 filters, kernels up to 4×4, strides up to 3, and maps up to 9×9 padded by up to 3; the
    /// largest sum has 4·16
    /// products and a bias.
    /// </summary>
    private static readonly Gen<Architecture> Alone =
        from channels in Gen.Choose(1, 4)
        from filters in Gen.Choose(1, 5)
        from kernel in Gen.Choose(1, 4)
        from padding in Gen.Choose(0, 3)
        from stride in Gen.Elements(1, 1, 2, 3)
        from height in Gen.Choose(Math.Max(1, kernel - (2 * padding)), 9)
        from width in Gen.Choose(Math.Max(1, kernel - (2 * padding)), 9)
        from bias in Gen.Elements(true, false)
        select new Architecture(new Convolution("conv", new(channels, height, width), filters, kernel, bias, stride,
            padding));

    [Fact]
    public void Forward_AnyConvolution_IsTheSumOfProductsOverEveryWindow() => Cases.Check(
        ImageCase.Of(Alone),
        c => c.AssertPlain(c.Outputs(), 2e-6),
        600);

    [Property]
    public void Forward_AnyImageNet_EqualsAPlainLoopOverRowsAndExamples(ImageCase c) =>
        c.AssertPlain(c.Outputs(), 2e-5);

    [Fact]
    public void Output_SquareOfAnySize_HasSidesOfDMinusKPlusOne() => Cases.Check(
        from d in Gen.Choose(1, 40)
        from k in Gen.Choose(1, d)
        from filters in Gen.Choose(1, 3)
        select (d, k, filters),
        c =>
        {
            var layer = new Convolution("conv", new(2, c.d, c.d), c.filters, c.k);
            var side = c.d - c.k + 1;
            Assert.Equal(new Maps(c.filters, side, side), layer.Output);
            if (c.d > 12)
            {
                return;
            }

            var net = new Architecture(layer);
            var outputs = CpuRun.Outputs(net, new float[net.ParameterCount], [new float[2 * c.d * c.d]]);
            Assert.Equal(c.filters * side * side, Assert.Single(outputs).Length);
        });

    [Fact]
    public void Output_AnyStrideAndPadding_HasAPlaceForEveryWindowThatFits() => Cases.Check(Alone, net =>
    {
        var layer = (Convolution)net.Steps[0].Layer;
        Assert.Equal(new Maps(layer.Filters, Places(layer.Input.Height), Places(layer.Input.Width)), layer.Output);

        int Places(int side) => Enumerable.Range(0, side + (2 * layer.Padding)).Count(at =>
            at % layer.Stride == 0 && at + layer.Kernel <= side + (2 * layer.Padding));
    });

    [Fact]
    public void Forward_ThreeByThreeByHand_IsAsWorkedOut()
    {
        // 1 2 3 / 4 5 6 / 7 8 9 under 1 0 / 0 −1: a window's upper left less its lower right is −4 everywhere; the bias
        // adds 10.
        // The second filter adds up each window: 12, 16, 24, 28; its bias is 0.
        var net = new Architecture(new Convolution("conv", new(1, 3, 3), 2, 2));
        var c = new ImageCase(net, [[1, 0, 0, -1, 1, 1, 1, 1, 10, 0]], [[[1, 2, 3, 4, 5, 6, 7, 8, 9]]]);
        Assert.Equal([6f, 6, 6, 6, 12, 16, 24, 28], c.Outputs()[0][0]);
        Assert.Equal([6f, 6, 6, 6, 12, 16, 24, 28], c.TensorOutputs()[0][0]);
    }

    [Fact]
    public void Forward_StrideTwoPaddedByOneByHand_IsAsWorkedOut()
    {
        // 0 0 0 0 0 / 0 1 2 3 0 / 0 4 5 6 0 / 0 7 8 9 0 / 0 0 0 0 0: windows of 2×2 at rows and columns 0 and 2 add up
        // to 1, 2 + 3,
        // 4 + 7 and 5 + 6 + 8 + 9.
        var net = new Architecture(new Convolution("conv", new(1, 3, 3), 1, 2, Bias: false, Stride: 2, Padding: 1));
        var c = new ImageCase(net, [[1, 1, 1, 1]], [[[1, 2, 3, 4, 5, 6, 7, 8, 9]]]);
        Assert.Equal([1f, 5, 11, 28], c.Outputs()[0][0]);
        Assert.Equal([1f, 5, 11, 28], c.TensorOutputs()[0][0]);
    }

    [Fact]
    public void Convolution_KernelThatDoesNotFit_IsRefusedByName() => Cases.Check(
        from height in Gen.Choose(1, 9)
        from width in Gen.Choose(1, 9)
        from kernel in Gen.Choose(-1, 12)
        where kernel < 1 || kernel > Math.Min(height, width)
        select (height, width, kernel),
        c =>
        {
            var error = Assert.Throws<ArgumentException>(() =>
                new Convolution("conv7", new(1, c.height, c.width), 2, c.kernel));
            Assert.Contains($"conv7: a kernel of {c.kernel}×{c.kernel}", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{c.height}×{c.width}", error.Message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(0, 0, "a stride of 1 or more; got 0.")]
    [InlineData(-1, 0, "a stride of 1 or more; got -1.")]
    [InlineData(1, -1, "padded by -1")]
    public void Convolution_StrideOrPaddingThatIsNone_IsRefusedByName(int stride, int padding, string why)
    {
        var maps = new Maps(1, 4, 4);
        var error = Assert.Throws<ArgumentException>(() =>
            new Convolution("conv7", maps, 2, 2, Stride: stride, Padding: padding));
        Assert.Contains("conv7: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }
}
