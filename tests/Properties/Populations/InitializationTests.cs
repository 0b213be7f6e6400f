using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

public sealed class InitializationTests
{
    private static readonly Gen<(Architecture Net, int Seed)> AnyStart =
        from net in Nets.Small
        from seed in ArbMap.Default.GeneratorFor<int>()
        select (net, seed);

    [Fact]
    public void FanIn_AnyNet_StaysWithinTheBoundOfItsLayer() => Cases.Check(AnyStart, c =>
    {
        var values = Initialization.FanIn(c.Net, new(c.Seed, "init"));
        foreach (var range in c.Net.Parameters)
        {
            var bound = (float)(1 / Math.Sqrt(range.FanIn));
            Assert.All(values.AsSpan(range.Offset, range.Count).ToArray(), v => Assert.InRange(v, -bound, bound));
        }
    });

    [Fact]
    public void FanIn_SameSeed_SameValuesToTheBit() => Cases.Check(
        AnyStart,
        c => Assert.Equal(Initialization.FanIn(c.Net, new(c.Seed, "init")), Initialization.FanIn(c.Net, new(c.Seed, "init"))));

    [Fact]
    public void FanIn_OtherSeedOrOtherStream_OtherValues() => Cases.Check(
        Gen.Choose(1, 1000).Two(),
        c =>
        {
            var values = Penguins(c.Item1, "init");
            Assert.NotEqual(values, Penguins(c.Item1, "init-dynamic"));
            Assert.Equal(c.Item1 == c.Item2, values.SequenceEqual(Penguins(c.Item2, "init")));
        });

    [Fact]
    public void FanIn_ThousandNets_FillsTheRangeOnBothSides()
    {
        // Seeds 1 to 1000 of the penguins' net: 195,000 draws in ±1/√12, each tenth of the range expected to hold 19,500.
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
        var values = Initialization.FanIn(new(new Linear("wide", 4, 1, Bias: false), new Linear("narrow", 1, 2)), new RandomStream(1, "init"));
        float[] unscaled = [-0.734104872f, 0.790874362f, 0.268129498f, -0.594433248f];
        Assert.Equal(Array.ConvertAll(unscaled, v => v / 2), values[..4]);
        Assert.Equal(8, values.Length);
    }

    private static float[] Penguins(int seed, string stream) => Initialization.FanIn(Nets.Penguins, new RandomStream(seed, stream));
}
