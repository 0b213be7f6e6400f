using FsCheck;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Glorot and Bengio 2010, equation 16.</summary>
[Generated(typeof(Nets))]
public sealed class GlorotTests
{
    [Property]
    public void Glorot_AnyNet_WeightsStayWithinTheirBoundAndBiasesAreZero(Architecture net, int seed)
    {
        var values = Draw(net, seed);
        foreach (var layer in net.Steps.Select(s => s.Layer).OfType<Linear>())
        {
            var bound = (float)Math.Sqrt(6.0 / (layer.Inputs + layer.Outputs));
            var weight = net.Parameters.Single(p => p.Name == $"{layer.Name}.weight");
            Assert.All(values.AsSpan(weight.Offset, weight.Count).ToArray(), v => Assert.InRange(v, -bound, bound));
        }

        Assert.All(net.Of(ParameterRole.Bias), b => Assert.All(values.AsSpan(b.Offset, b.Count).ToArray(),
            v => Assert.Equal(0, BitConverter.SingleToInt32Bits(v))));
    }

    [Property]
    public void Glorot_WithoutBiases_SameWeights(Architecture net, int seed)
    {
        var bare = new Architecture([.. net.Steps.Select(s => s.Layer is Linear linear ? linear with { Bias = false }
            : s.Layer)]);
        var values = Draw(net, seed);
        Assert.Equal(Draw(bare, seed), net.Of(ParameterRole.Weight)
            .SelectMany(w => values.AsSpan(w.Offset, w.Count).ToArray()));
    }

    [Property]
    public void Glorot_SameSeed_SameValuesAndAnotherSeedOthers(PositiveInt first, PositiveInt second) =>
        Assert.Equal(first.Get == second.Get, Draw(Nets.Penguins, first.Get)
            .SequenceEqual(Draw(Nets.Penguins, second.Get)));

    [Fact]
    public void Glorot_KnownSeed_IsTheStreamTimesTheBound()
    {
        // Four inputs and two outputs: the bound is 1, so these are the first values of stream 1/init, as
        // benchmarks/constants/streams.py derives them.
        float[] stream = [-0.734104872f, 0.790874362f, 0.268129498f, -0.594433248f];
        Assert.Equal(stream, Draw(new(new Linear("layer1", 4, 2)), 1)[..4]);
        Assert.Equal(Array.ConvertAll(stream, v => v / 2), Draw(new(new Linear("layer1", 20, 4)), 1)[..4]);
    }

    [Theory]
    [InlineData("layer1.weight", 144, 24)]
    [InlineData("layer2.weight", 36, 15)]
    public void Glorot_ThousandNets_FillTheRangeEvenly(string parameter, int count, int fans)
    {
        // A uniform variable in ±b has variance b²/3: here 2 / (fan_in + fan_out).
        var bound = Math.Sqrt(6.0 / fans);
        var range = Nets.Penguins.Parameters.Single(p => p.Name == parameter);
        double[] values = [.. Enumerable.Range(1, 1000)
            .SelectMany(seed => Draw(Nets.Penguins, seed).AsSpan(range.Offset, range.Count).ToArray())
            .Select(v => (double)v)];
        Assert.Equal(1000 * count, values.Length);
        Assert.InRange(values.Min(), -bound, -0.999 * bound);
        Assert.InRange(values.Max(), 0.999 * bound, bound);
        Assert.Equal(2.0 / fans, values.Sum(v => v * v) / values.Length, 0.02 * 2 / fans);

        var tenths = values.CountBy(v => Math.Min(9, (int)(5 * ((v / bound) + 1)))).ToDictionary();
        var chiSquare = Enumerable.Range(0, 10).Sum(t => Math.Pow(tenths[t] - (100.0 * count), 2) / (100.0 * count));
        Assert.True(chiSquare < 27.88, $"χ² = {chiSquare}; the 99.9 % quantile at 9 degrees of freedom is 27.88.");
    }

    private static float[] Draw(Architecture net, int seed) =>
        Initialization.Glorot(net, new RandomStream(seed, "init"));
}
