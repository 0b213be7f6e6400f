using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

public sealed unsafe class LinearKernelTests
{
    public static TheoryData<string> Everywhere => [.. Widths.All];

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Both_AnyShape_AreTheNaiveSumsBitForBit(string width)
    {
        var random = new Random(20260);
        for (var trial = 0; trial < 60; trial++)
        {
            Check(width, random, random.Next(1, 71), random.Next(1, 71), random.Next(1, 101));
        }
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Both_SmallShapes_AreTheNaiveSumsBitForBit(string width)
    {
        var random = new Random(20261);
        for (var inputs = 1; inputs <= 17; inputs++)
        {
            for (var outputs = 1; outputs <= 13; outputs += inputs % 2 + 1)
            {
                Check(width, random, inputs, outputs, random.Next(1, 36));
            }
        }
    }

    [Theory]
    [InlineData("128", 300, 260, 33)]
    [InlineData("256", 300, 260, 33)]
    [InlineData("256", 784, 521, 130)]
    [InlineData("256", 97, 600, 290)]
    [InlineData("256", 10, 7, 700)]
    [InlineData("512", 300, 270, 50)]
    public void Both_ShapesOfSeveralBlocks_AreTheNaiveSumsWithAndWithoutHelpers(
        string width, int inputs, int outputs, int batch)
    {
        Check(width, new Random(20262), inputs, outputs, batch);
        Alone(() => Check(width, new Random(20262), inputs, outputs, batch));
    }

    [Fact]
    public void Backward_WeightsThatAreNotFinite_LeavesLanesBeyondTheBatchZero()
    {
        const int Inputs = 5;
        const int Outputs = 4;
        const int Batch = 18;
        using var kernel = new LinearKernel(Inputs, Outputs, bias: true, Batch, training: true);
        var random = new Random(1);
        using var parameters = Guarded.Random(random, (Inputs * Outputs) + Outputs);
        parameters.Span[3] = float.PositiveInfinity;
        using var x = Guarded.RandomPanels(random, Inputs, Batch);
        using var dy = Guarded.RandomPanels(random, Outputs, Batch);
        using var dx = new Guarded(x.Length);
        using var gradient = new Guarded(parameters.Length);
        kernel.Backward(parameters.Data, x.Data, dy.Data, dy.Data, dx.Data, gradient.Data, add: false, Batch);
        for (var i = 0; i < Inputs; i++)
        {
            for (var b = Batch; b < 32; b++)
            {
                Assert.Equal(0, BitConverter.SingleToInt32Bits(dx.Data[NaiveLinear.At(Inputs, i, b)]));
            }
        }
    }

    [Fact]
    public void Both_CalledAgain_AllocateNothing()
    {
        using var kernel = new LinearKernel(12, 12, bias: true, 50, training: true);
        var random = new Random(1);
        using var parameters = Guarded.Random(random, 156);
        using var x = Guarded.RandomPanels(random, 12, 50);
        using var y = new Guarded(x.Length);
        using var dx = new Guarded(x.Length);
        using var gradient = new Guarded(parameters.Length);
        var before = 0L;
        for (var step = 0; step < 20; step++)
        {
            before = step == 10 ? GC.GetAllocatedBytesForCurrentThread() : before;
            kernel.Forward(parameters.Data, x.Data, y.Data, 50);
            kernel.Backward(parameters.Data, x.Data, y.Data, y.Data, dx.Data, gradient.Data, add: true, 50);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>Runs with every core taken, so that nobody helps.</summary>
    internal static void Alone(Action action)
    {
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            IdleCores.Enter();
        }

        try
        {
            action();
        }
        finally
        {
            for (var i = 0; i < Environment.ProcessorCount; i++)
            {
                IdleCores.Leave();
            }
        }
    }

    private static void Check(string width, Random random, int inputs, int outputs, int batch)
    {
        var (bias, add) = (random.Next(3) > 0, random.Next(2) == 0);
        var what = $"{inputs} → {outputs}, batch {batch}, bias {bias}, add {add}, width {width}";
        var largest = batch + random.Next(40);
        using var kernel = new LinearKernel(inputs, outputs, bias, largest, training: true, Widths.Multiplier(width));
        var naive = new NaiveLinear(inputs, outputs, bias);

        // The parameters end where the next layer's would begin, so that reading on would be noticed.
        using var parameters = Guarded.Random(random, naive.Parameters);
        using var x = Guarded.RandomPanels(random, inputs, batch);
        using var dy = Guarded.RandomPanels(random, outputs, batch);
        using var y = new Guarded(dy.Length);
        using var expectedY = new Guarded(dy.Length);
        kernel.Forward(parameters.Data, x.Data, y.Data, batch);
        naive.Forward(parameters.Data, x.Data, expectedY.Data, batch);
        Bits.Equal(expectedY.Span, y.Span, "outputs of " + what);

        using var gradient = Guarded.Random(random, naive.Parameters);
        using var expectedGradient = new Guarded(gradient.Span);
        using var dx = new Guarded(x.Length);
        dx.Span.Fill(7);
        using var expectedDx = new Guarded(x.Length);
        kernel.Backward(parameters.Data, x.Data, y.Data, dy.Data, dx.Data, gradient.Data, add, batch);
        naive.Backward(parameters.Data, x.Data, dy.Data, expectedDx.Data, expectedGradient.Data, add, batch);
        Bits.Equal(expectedDx.Span, dx.Span, "input gradient of " + what);
        Bits.Equal(expectedGradient.Span, gradient.Span, "parameter gradient of " + what);

        using var only = new Guarded(gradient.Length);
        using var expectedOnly = new Guarded(gradient.Length);
        kernel.Backward(parameters.Data, x.Data, y.Data, dy.Data, null, only.Data, add: false, batch);
        naive.Backward(parameters.Data, x.Data, dy.Data, expectedDx.Data, expectedOnly.Data, add: false, batch);
        Bits.Equal(expectedOnly.Span, only.Span, "parameter gradient alone of " + what);

        foreach (var guarded in new[] { parameters, x, dy, y, gradient, dx, only })
        {
            guarded.AssertIntact();
        }
    }
}
