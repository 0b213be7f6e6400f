using FsCheck;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

[Generated(typeof(Nets))]
public sealed class InitializationTests
{
    [Property]
    public void FanIn_AnyNet_StaysWithinTheBoundOfItsLayer(Architecture net, int seed)
    {
        var values = Initialization.FanIn(net, new(seed, "init"));
        foreach (var range in net.Parameters)
        {
            var bound = (float)(1 / Math.Sqrt(range.FanIn));
            Assert.All(values.AsSpan(range.Offset, range.Count).ToArray(), v => Assert.InRange(v, -bound, bound));
        }
    }

    [Property]
    public void FanIn_SameSeed_SameValuesToTheBit(Architecture net, int seed) =>
        Assert.Equal(Initialization.FanIn(net, new(seed, "init")), Initialization.FanIn(net, new(seed, "init")));

    [Property]
    public void FanIn_OtherSeedOrOtherStream_OtherValues(PositiveInt first, PositiveInt second)
    {
        var values = Penguins(first.Get, "init");
        Assert.NotEqual(values, Penguins(first.Get, "init-dynamic"));
        Assert.Equal(first.Get == second.Get, values.SequenceEqual(Penguins(second.Get, "init")));
    }

    [Fact]
    public void FanIn_ThousandNets_FillsTheRangeOnBothSides()
    {
        // Seeds 1 to 1000 of the penguins' net: 195,000 draws in ±1/√12, each tenth of the range expected to hold
        // 19,500.
        var bound = 1 / Math.Sqrt(12);
        var values = Enumerable.Range(1, 1000).SelectMany(seed => Penguins(seed, "init")).ToArray();
        Assert.InRange(values.Min(), -bound, -0.999 * bound);
        Assert.InRange(values.Max(), 0.999 * bound, bound);

        var tenths = values.CountBy(v => Math.Min(9, (int)(5 * ((v / bound) + 1)))).ToDictionary();
        var chiSquare = tenths.Values.Sum(n => Math.Pow(n - 19500, 2) / 19500);
        Assert.Equal(10, tenths.Count);
        Assert.True(chiSquare < 27.88, $"χ² = {chiSquare}; the 99.9 % quantile at 9 degrees of freedom is 27.88.");
    }

    [Fact]
    public void FanIn_KnownSeed_IsTheStreamScaledInTheOrderOfTheColumns()
    {
        // The first values of stream 1/init, as benchmarks/constants/streams.py derives them, times 1/√4 and then 1/√1.
        var values = Initialization.FanIn(new(new Linear("wide", 4, 1, Bias: false), new Linear("narrow", 1, 2)),
            new RandomStream(1, "init"));
        float[] unscaled = [-0.734104872f, 0.790874362f, 0.268129498f, -0.594433248f];
        Assert.Equal(Array.ConvertAll(unscaled, v => v / 2), values[..4]);
        Assert.Equal(8, values.Length);
    }

    private static float[] Penguins(int seed, string stream) =>
        Initialization.FanIn(Nets.Penguins, new RandomStream(seed, stream));
}
