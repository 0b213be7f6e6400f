using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed class ConvolutionKernelTests
{
    private static readonly Gen<Case> Cases =
        from channels in Gen.Choose(1, 9)
        from filters in Gen.Choose(1, 9)
        from height in Gen.Choose(1, 14)
        from width in Gen.Choose(1, 14)
        from kernel in Gen.Choose(1, 5)
        from stride in Gen.Choose(1, 3)
        from padding in Gen.Choose(0, 2)
        from batch in Gen.Choose(1, 40)
        from seed in Gen.Choose(0, int.MaxValue)
        where kernel <= Math.Min(height, width) + 2 * padding
        select new Case(new(channels, height, width, filters, kernel, stride, padding), batch, seed);

    public static TheoryData<int, string> KnownValues => new() { { 1, "BE47C3D40529E108" }, { 0, "8D1EB0E6A06A9C57" } };

    [Fact]
    public void ForwardAndBackward_AnyShapeAndRegisters_AreTheDocumentedSumsToTheBit() =>
        Prop.ForAll(Cases.ToArbitrary(), Check).Check(
            Config.QuickThrowOnFailure.WithMaxTest(80).WithQuietOnSuccess(true));

    [Theory]
    [InlineData(16, 18, 16, 16, 3, 1, 1, 33)]
    [InlineData(1, 28, 28, 6, 5, 1, 2, 20)]
    [InlineData(4, 15, 40, 10, 7, 1, 0, 17)]
    public void ForwardAndBackward_LargerMaps_AreTheDocumentedSumsToTheBit(
        int channels, int height, int width, int filters, int kernel, int stride, int padding, int batch) =>
        Check(new(new(channels, height, width, filters, kernel, stride, padding), batch, Seed: 1));

    [Theory]
    [MemberData(nameof(KnownValues))]
    public unsafe void Forward_PublishedOperands_GivesThePublishedDigest(int padding, string digest)
    {
        const int Batch = 2;
        var shape = new ConvolutionShape(3, 9, 11, 5, 3, 1, padding);
        var input = new float[Batch * shape.FeaturesIn];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = (float)((7919L * i % 2039 - 1019) / 1021.0);
        }

        var weight = new float[shape.Weights];
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] = (float)((104729L * i % 1999 - 999) / 997.0);
        }

        foreach (var path in Kernel.Paths)
        {
            using var kernel = new ConvolutionKernel(shape, bias: false, Batch, training: false, path);
            using var parameters = new Guarded(weight);
            using var x = new Guarded(Kernel.ToPanels(input, Batch));
            using var y = Guarded.Unwritten(Panels.Length(shape.FeaturesOut, Batch));
            kernel.Forward(parameters.Data, x.Data, y.Data, Batch);
            var hash = SHA256.HashData(MemoryMarshal.AsBytes<float>(Kernel.FromPanels(y.Span, Batch)));
            Assert.Equal(digest, Convert.ToHexString(hash)[..16]);
        }
    }

    [Theory]
    [InlineData(2, 5, 6, 3, 3, 1, 1)]
    [InlineData(3, 7, 5, 2, 2, 2, 0)]
    [InlineData(1, 6, 6, 5, 3, 3, 2)]
    public unsafe void Backward_SmallCases_AgreesWithFiniteDifferences(
        int channels, int height, int width, int filters, int kernel, int stride, int padding)
    {
        const int Batch = 3;
        const double Step = 1e-3;
        var shape = new ConvolutionShape(channels, height, width, filters, kernel, stride, padding);
        var random = new Random(7);
        var (input, weight) = (Kernel.Draw(random, Batch * shape.FeaturesIn), Kernel.Draw(random, shape.Weights));
        var dy = Kernel.Draw(random, Batch * shape.FeaturesOut);
        var parameters = new float[shape.Weights + filters];
        weight.CopyTo(parameters, 0);
        var result = Run(shape, Batch, input, parameters, dy, new float[parameters.Length], add: false, SimdPath.Avx2);
        var (inputs, weights) = (Array.ConvertAll(input, x => (double)x), Array.ConvertAll(weight, w => (double)w));
        Close(inputs, result.InputGradient);
        Close(weights, result.ParameterGradient.AsSpan(0, shape.Weights));

        void Close(double[] values, ReadOnlySpan<float> gradient)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var value = values[i];
                values[i] = value + Step;
                var up = Loss();
                values[i] = value - Step;
                var down = Loss();
                values[i] = value;
                Assert.Equal((up - down) / (2 * Step), gradient[i], 1e-5);
            }
        }

        // Σ outputs · dy, by scattering every input to the outputs it reaches.
        double Loss()
        {
            var loss = 0.0;
            for (var i = 0; i < inputs.Length; i++)
            {
                var (n, c) = (i / shape.FeaturesIn, i / (height * width) % channels);
                var (y, x) = (i / width % height, i % width);
                for (var w = 0; w < weights.Length; w++)
                {
                    var (f, ky, kx) = (w / (channels * kernel * kernel), w / kernel % kernel, w % kernel);
                    var (oy, ox) = (y + padding - ky, x + padding - kx);
                    if (w / (kernel * kernel) % channels == c && oy % stride == 0 && ox % stride == 0
                        && oy >= 0 && ox >= 0
                        && oy / stride < shape.OutputHeight && ox / stride < shape.OutputWidth)
                    {
                        var row = (n * filters + f) * shape.OutputHeight + oy / stride;
                        loss += inputs[i] * weights[w] * dy[row * shape.OutputWidth + ox / stride];
                    }
                }
            }

            return loss;
        }
    }

    [Fact]
    public unsafe void Kernel_WrongUse_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new ConvolutionKernel(new(1, 3, 3, 1, 4), bias: true, 1, training: true));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new ConvolutionKernel(new(1, 3, 3, 1, 3, Stride: 0), bias: true, 1, training: true));
        using var kernel = new ConvolutionKernel(new(1, 3, 3, 1, 3), bias: true, 1, training: false);
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Forward(null, null, null, 2));
        Assert.Throws<InvalidOperationException>(() =>
            kernel.Backward(null, null, null, null, null, null, add: false, 1));
    }

    private static void Check(Case c)
    {
        var (shape, batch, random) = (c.Shape, c.Batch, new Random(c.Seed));
        var input = Kernel.Draw(random, batch * shape.FeaturesIn);
        var parameters = Kernel.Draw(random, shape.Weights + shape.Filters);
        var dy = Kernel.Draw(random, batch * shape.FeaturesOut);
        var before = Kernel.Draw(random, parameters.Length);
        var reference = new ConvolutionReference(shape, batch);
        var output = reference.Outputs(input, parameters[..shape.Weights], parameters[shape.Weights..]);
        var inputGradient = reference.InputGradient(dy, parameters[..shape.Weights]);
        var gradient = reference.ParameterGradient(input, dy);
        var sum = before.Zip(gradient, (a, b) => a + b).ToArray();
        foreach (var path in Kernel.Paths)
        {
            Compare(Run(shape, batch, input, parameters, dy, before, add: false, path), gradient);
            Kernel.Alone(() => Compare(Run(shape, batch, input, parameters, dy, before, add: true, path), sum));
            var (weight, place) = (parameters[..shape.Weights], before[..shape.Weights]);
            var plain = Run(shape, batch, input, weight, dy, place, add: false, path);
            Kernel.Same(reference.Outputs(input, parameters, null), plain.Output, "output without bias");
            Kernel.Same(gradient.AsSpan(0, shape.Weights), plain.ParameterGradient, "weight's gradient without bias");

            void Compare(Result result, float[] expected)
            {
                Kernel.Same(output, result.Output, "output");
                Kernel.Same(inputGradient, result.InputGradient, "input's gradient");
                Kernel.Same(expected, result.ParameterGradient, "parameters' gradient");
            }
        }
    }

    private static unsafe Result Run(
        ConvolutionShape shape, int batch, float[] input, float[] parameters, float[] dy, float[] before,
        bool add, SimdPath path)
    {
        var bias = parameters.Length > shape.Weights;
        using var kernel = new ConvolutionKernel(shape, bias, batch, training: true, path);
        using var w = new Guarded(parameters);
        using var dw = new Guarded(before);
        using var x = new Guarded(Kernel.ToPanels(input, batch, beyond: 3));
        using var dx = Guarded.Unwritten(x.Length);
        using var y = Guarded.Unwritten(Panels.Length(shape.FeaturesOut, batch));
        using var gradient = new Guarded(Kernel.ToPanels(dy, batch));
        kernel.Forward(w.Data, x.Data, y.Data, batch);
        kernel.Backward(w.Data, x.Data, y.Data, gradient.Data, dx.Data, dw.Data, add, batch);
        var first = dw.Span.ToArray();
        before.CopyTo(dw.Span);
        kernel.Backward(w.Data, x.Data, y.Data, gradient.Data, null, dw.Data, add, batch);
        Kernel.Same(first, dw.Span, "parameters' gradient alone");
        Kernel.EmptyBeyond(dx.Span, batch);
        foreach (var buffer in (Guarded[])[w, dw, x, dx, y, gradient])
        {
            buffer.AssertIntact();
        }

        return new(Kernel.FromPanels(y.Span, batch), Kernel.FromPanels(dx.Span, batch), first);
    }

    private sealed record Case(ConvolutionShape Shape, int Batch, int Seed);

    private sealed record Result(float[] Output, float[] InputGradient, float[] ParameterGradient);
}
