using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed class MaxPoolKernelTests
{
    private const float Least = float.NegativeInfinity;

    private static readonly Gen<Case> Cases =
        from channels in Gen.Choose(1, 9)
        from height in Gen.Choose(1, 14)
        from width in Gen.Choose(1, 14)
        from size in Gen.Choose(1, 5)
        from batch in Gen.Choose(1, 40)
        from levels in Gen.Elements(2, 3, 1000)
        from seed in Gen.Choose(0, int.MaxValue)
        where size <= Math.Min(height, width)
        select new Case(channels, height, width, size, batch, levels, seed);

    // With few levels windows have several largest values, zeros of both signs and NaNs among them.
    [Fact]
    public void ForwardAndBackward_AnyShapeAndRegisters_TakeTheFirstOfTheLargest() =>
        Prop.ForAll(Cases.ToArbitrary(), Check).Check(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithQuietOnSuccess(true));

    [Fact]
    public void ForwardAndBackward_LargeMaps_AreSharedWithIdleCores() => Check(new(8, 64, 65, 2, 40, 1000, 1));

    [Theory]
    [InlineData(new[] { 1f, float.NaN, 3f, float.NaN }, float.NaN, 1)]
    [InlineData(new[] { float.NaN, 1f, float.PositiveInfinity, 2f }, float.NaN, 0)]
    [InlineData(new[] { -0f, 0f, -1f, 0f }, -0f, 0)]
    [InlineData(new[] { Least, Least, Least, -1f }, -1f, 3)]
    [InlineData(new[] { Least, Least, Least, Least }, Least, 0)]
    public void ForwardAndBackward_SpecialValues_AreOrdered(float[] window, float largest, int place)
    {
        foreach (var path in Kernel.Paths)
        {
            var (output, gradient) = Run(1, 2, 2, 2, 1, window, [5], path);
            Kernel.Same([largest], output, "output");
            var expected = new float[4];
            expected[place] = 5;
            Kernel.Same(expected, gradient, "gradient");
        }
    }

    [Fact]
    public void Kernel_WindowTooLarge_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaxPoolKernel(1, 4, 3, 4));

    private static void Check(Case c)
    {
        var random = new Random(c.Seed);
        var (rows, columns) = (c.Height / c.Size, c.Width / c.Size);
        var input = new float[c.Batch * c.Channels * c.Height * c.Width];
        foreach (ref var value in input.AsSpan())
        {
            value = random.Next(c.Levels) switch
            {
                0 => random.Next(9) == 0 ? float.NaN : 0,
                1 => -0f,
                var level => level - 500,
            };
        }

        var dy = Kernel.Draw(random, c.Batch * c.Channels * rows * columns);
        var (output, gradient) = (new float[dy.Length], new float[input.Length]);
        for (var i = 0; i < output.Length; i++)
        {
            var (map, row, column) = (i / columns / rows, i / columns % rows, i % columns);
            var best = -1;
            for (var k = 0; k < c.Size * c.Size; k++)
            {
                var place = (map * c.Height + row * c.Size + k / c.Size) * c.Width + column * c.Size + k % c.Size;
                if (best < 0 || input[place] > input[best] || (float.IsNaN(input[place]) && !float.IsNaN(input[best])))
                {
                    best = place;
                }
            }

            (output[i], gradient[best]) = (input[best], dy[i]);
        }

        foreach (var path in Kernel.Paths)
        {
            Compare(Run(c.Channels, c.Height, c.Width, c.Size, c.Batch, input, dy, path));
            Kernel.Alone(() => Compare(Run(c.Channels, c.Height, c.Width, c.Size, c.Batch, input, dy, path)));
        }

        void Compare((float[] Output, float[] Gradient) result)
        {
            Kernel.Same(output, result.Output, "output");
            Kernel.Same(gradient, result.Gradient, "gradient");
        }
    }

    private static unsafe (float[] Output, float[] Gradient) Run(
        int channels, int height, int width, int size, int batch, float[] input, float[] dy, SimdPath path)
    {
        using var kernel = new MaxPoolKernel(channels, height, width, size, path);
        using var x = new Guarded(Kernel.ToPanels(input, batch, beyond: 3));
        using var dx = Guarded.Unwritten(x.Length);
        using var gradient = new Guarded(Kernel.ToPanels(dy, batch));
        using var y = Guarded.Unwritten(gradient.Length);
        kernel.Forward(null, x.Data, y.Data, batch);
        var output = Kernel.FromPanels(y.Span, batch);
        y.Span.Clear();
        kernel.Backward(null, x.Data, y.Data, gradient.Data, dx.Data, null, add: false, batch);
        kernel.Backward(null, x.Data, y.Data, gradient.Data, null, null, add: false, batch);
        Kernel.EmptyBeyond(dx.Span, batch);
        foreach (var buffer in (Guarded[])[x, dx, gradient, y])
        {
            buffer.AssertIntact();
        }

        return (output, Kernel.FromPanels(dx.Span, batch));
    }

    private sealed record Case(int Channels, int Height, int Width, int Size, int Batch, int Levels, int Seed);
}
