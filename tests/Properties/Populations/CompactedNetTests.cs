using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Nets without what pruning took from them give the same outputs to the bit.</summary>
[Generated(typeof(CompactedCase))]
public sealed class CompactedNetTests
{
    /// <summary>200 → 100 → 4: 20,504 parameters.</summary>
    private static readonly Architecture Large = new(new Linear("hidden", 200, 100), new Relu(),
        new Linear("output", 100, 4));

    [Property(MaxTest = 100)]
    public void Of_AnyShareOfUnitsAndWeights_GivesTheWholeNetsOutputsToTheBit(CompactedCase c)
    {
        var (values, examples) = (c.Values(), c.Examples());
        var whole = CpuRun.Outputs(c.Net, values, examples);

        // As many examples as make it pay, and as few as there are.
        foreach (var evaluated in new[] { 1_000_000, c.Batch })
        {
            var (net, left) = CompactedNet.Of(c.Net, values, evaluated);
            using var network = CompactedNet.Network(net, left, Nets.Inputs(net), c.Batch);
            Assert.Equal(Bits.Of(whole), Bits.Of(CpuRun.Outputs(network, left, examples)));
        }
    }

    [Property(MaxTest = 100)]
    public void Network_AnyShareOfWeights_GivesTheWholeNetsOutputsToTheBit(CompactedCase c)
    {
        var (values, examples) = (c.Values(), c.Examples());
        using var network = CompactedNet.Network(c.Net, values, Nets.Inputs(c.Net), c.Batch);
        Assert.Equal(Bits.Of(CpuRun.Outputs(c.Net, values, examples)),
            Bits.Of(CpuRun.Outputs(network, values, examples)));
    }

    [Property(MaxTest = 100)]
    public void Network_AnyExamplesTogether_EachToTheBitAsAlone(CompactedCase c)
    {
        var (values, examples) = (c.Values(), c.Examples());
        using var network = CompactedNet.Network(c.Net, values, Nets.Inputs(c.Net), c.Batch);
        var together = CpuRun.Outputs(network, values, examples);
        foreach (var example in new[] { 0, c.Batch / 2, c.Batch - 1 })
        {
            Assert.Equal(Bits.Of(CpuRun.Outputs(network, values, [examples[example]])[0]), Bits.Of(together[example]));
        }
    }

    [Fact]
    public void Of_DeadUnits_AreCutOutWhereThatPays()
    {
        // Of 100 units 30 have weights of zero alone, ten of these a bias; units 30 to 99 and these ten stay.
        var values = Enumerable.Repeat(0.5f, Large.ParameterCount).ToArray();
        values.AsSpan(0, 30 * 200).Clear();
        values.AsSpan(20000, 20).Clear();
        var (net, left) = CompactedNet.Of(Large, values, 100_000);
        Assert.Equal([16000, 80, 320, 4], net.Parameters.Select(p => p.Count));
        Assert.Equal(net.ParameterCount, left.Length);

        // A hundred multiplications a parameter are 2,050,400, and each example saves 20 · 204 = 4,080: 503 examples
        // pay.
        Assert.Equal(80, ((Linear)CompactedNet.Of(Large, values, 503).Net.Steps[0].Layer).Outputs);
        Assert.Same(Large, CompactedNet.Of(Large, values, 502).Net);
        Assert.Same(values, CompactedNet.Of(Large, values, 502).Values);
    }

    [Fact]
    public void Of_SmallNetOrNothingToCut_IsTheNetItself()
    {
        var small = new Architecture(new Linear("hidden", 100, 100), new Relu(), new Linear("output", 100, 10));
        Assert.Same(small, CompactedNet.Of(small, new float[small.ParameterCount], int.MaxValue).Net);
        Assert.Same(Large, CompactedNet.Of(Large, Enumerable.Repeat(1f, Large.ParameterCount).ToArray(),
            int.MaxValue).Net);
    }

    [Fact]
    public void Network_FewWeightsLeft_MultipliesByThoseItWasMadeOf()
    {
        // One in five is left of both layers, so both hold their own; what is handed in does not matter.
        float[] values = [.. Enumerable.Range(0, Large.ParameterCount).Select(i => i % 5 == 0 ? i / 20504f : 0)];
        float[][] examples = [[.. Enumerable.Range(0, 200).Select(i => (i - 100) / 100f)]];
        using var network = CompactedNet.Network(Large, values, 200, 1);
        var outputs = CpuRun.Outputs(network, new float[values.Length], examples);
        Assert.Equal(Bits.Of(CpuRun.Outputs(Large, values, examples)), Bits.Of(outputs));

        // One in three is too many.
        float[] more = [.. Enumerable.Range(0, Large.ParameterCount).Select(i => i % 3 == 0 ? 1f : 0)];
        using var dense = CompactedNet.Network(Large, more, 200, 1);
        Assert.Equal([0f, 0, 0, 0], CpuRun.Outputs(dense, new float[more.Length], examples)[0]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Of_AParameterThatIsNotFinite_LeavesTheNetAsItIs(float value)
    {
        // Zeros times it are no numbers, and these reach the outputs: nothing may be skipped.
        var values = new float[Large.ParameterCount];
        values[^5] = value;
        var (net, left) = CompactedNet.Of(Large, values, int.MaxValue);
        Assert.Same(Large, net);
        Assert.Same(values, left);
        float[][] examples = [new float[200]];
        using var network = CompactedNet.Network(Large, values, 200, 1);
        Assert.Equal([0, 0, 0, float.NaN], CpuRun.Outputs(network, values, examples)[0]);
        Assert.Equal([0, 0, 0, float.NaN], CpuRun.Outputs(Large, values, examples)[0]);
    }

    [Fact]
    public void Forward_WhatIsNoNumber_GoesThroughRelu()
    {
        // 2 → 2 → 1: 0·∞ is no number, and stays none behind a ReLU.
        var net = new Architecture(new Linear("a", 2, 2, Bias: false), new Relu(), new Linear("b", 2, 1));
        Assert.Equal([float.NaN], CpuRun.Outputs(net, [float.PositiveInfinity, 1, 1, 1, 1, 1, 0], [[0, 1]])[0]);
    }
}
