using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed unsafe class ActivationKernelTests
{
    private static readonly Gen<(int Features, int Batch, int Seed)> Shapes =
        from features in Gen.Choose(1, 20)
        from batch in Gen.Choose(1, 40)
        from seed in Gen.Choose(0, int.MaxValue)
        select (features, batch, seed);

    [Fact]
    public void Relu_AnyPanels_IsTheDefinition() => Cases.Check(Shapes, c =>
    {
        using var kernel = new ReluKernel(c.Features);
        Check(kernel, c, x => x <= 0 ? 0 : x, (y, dy) => y <= 0 ? 0 : dy);
    });

    [Fact]
    public void Tanh_AnyPanels_IsTheDefinition() => Cases.Check(Shapes, c =>
    {
        using var kernel = new TanhKernel(c.Features);
        Check(kernel, c, ExactMath.Tanh, (y, dy) => dy * MathF.FusedMultiplyAdd(-y, y, 1));
    });

    [Fact]
    public void Relu_OfNotANumber_IsNotANumber()
    {
        using var kernel = new ReluKernel(1);
        using var values = new Guarded(new float[16]);
        values.Span[3] = float.NaN;
        values.Span[4] = -0f;
        kernel.Forward(null, values.Data, values.Data, 16);
        Assert.True(float.IsNaN(values.Span[3]));
        Assert.Equal(0, BitConverter.SingleToInt32Bits(values.Span[4]));
    }

    [Fact]
    public void Softmax_AnyPanels_IsTheDocumentedOrderAndNearTheTruth() => Cases.Check(Shapes, c =>
    {
        var random = new Random(c.Seed);
        using var kernel = new SoftmaxKernel(c.Features);
        var x = Bits.DrawPanels(random, c.Features, c.Batch, 20);
        var dy = Bits.DrawPanels(random, c.Features, c.Batch);
        using var values = new Guarded(x);
        using var gradients = new Guarded(dy);
        kernel.Forward(null, values.Data, values.Data, c.Batch);
        var y = values.Values;
        kernel.Backward(null, values.Data, values.Data, gradients.Data, gradients.Data, null, add: false, c.Batch);
        for (var b = 0; b < Panels.Count(c.Batch) * Panels.Width; b++)
        {
            var each = Enumerable.Range(0, c.Features).Select(f => Bits.At(b, f, c.Features)).ToArray();
            var largest = each.Max(i => x[i]);
            float sum = 0, dot = 0;
            foreach (var i in each)
            {
                sum += ExactMath.Exp(x[i] - largest);
                dot = MathF.FusedMultiplyAdd(dy[i], y[i], dot);
            }

            Bits.Equal([.. each.Select(i => ExactMath.Exp(x[i] - largest) * (1 / sum))], [.. each.Select(i => y[i])]);
            Bits.Equal([.. each.Select(i => y[i] * (dy[i] - dot))], [.. each.Select(i => gradients.Values[i])]);
            var truth = each.Sum(i => Math.Exp((double)x[i] - largest));
            Assert.All(each, i => Assert.Equal(Math.Exp((double)x[i] - largest) / truth, y[i], 1e-6));
        }
    });

    private static void Check(LayerKernel kernel, (int Features, int Batch, int Seed) c, Func<float, float> forward,
        Func<float, float, float> backward)
    {
        var random = new Random(c.Seed);
        var x = Bits.DrawPanels(random, c.Features, c.Batch, 3);
        var dy = Bits.DrawPanels(random, c.Features, c.Batch);
        using var values = new Guarded(x);
        using var apart = Guarded.Unwritten(x.Length);
        using var gradients = new Guarded(dy);
        kernel.Forward(null, values.Data, apart.Data, c.Batch);
        kernel.Forward(null, values.Data, values.Data, c.Batch);
        kernel.Backward(null, values.Data, values.Data, gradients.Data, gradients.Data, null, add: false, c.Batch);
        var y = Array.ConvertAll(x, v => forward(v));
        Bits.Equal(y, values.Values);
        Bits.Equal(y, apart.Values);
        Bits.Equal([.. y.Zip(dy, backward)], gradients.Values);
    }
}
