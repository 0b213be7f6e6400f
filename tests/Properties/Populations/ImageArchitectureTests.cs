using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

public sealed class ImageArchitectureTests
{
    [Fact]
    public void Parameters_NetOfTwoConvolutions_AreThePublishedCount()
    {
        // 8·1·9 = 72, 4·8·9 = 288, 576·10 + 10 = 5,770.
        Assert.Equal([72, 288, 5760, 10], Nets.Filters.Parameters.Select(p => p.Count));
        Assert.Equal(6130, Nets.Filters.ParameterCount);
        Assert.Equal([4L, 8L, 3L, 3L], Nets.Filters.Parameters[1].Shape);
    }

    [Fact]
    public void MultiplyAccumulates_NetOfTwoConvolutions_AreAsCountedByHand()
    {
        // 26²·8·1·9 = 48,672; 24²·4·8·9 = 165,888; 576·10 = 5,760.
        Assert.Equal([48672, 0, 165888, 0, 0, 5760], Nets.Filters.Steps.Select(s => s.Layer.MultiplyAccumulates));
        Assert.Equal(220320, Nets.Filters.MultiplyAccumulates);
    }

    [Fact]
    public void MultiplyAccumulates_PenguinsNet_AreItsWeights() => Assert.Equal(180, Nets.Penguins.MultiplyAccumulates);

    [Fact]
    public void MultiplyAccumulates_BeyondThirtyTwoBits_AreExact() =>
        Assert.Equal(100_000L * 100_000, new Linear("large", 100_000, 100_000, Bias: false).MultiplyAccumulates);

    [Fact]
    public void MultiplyAccumulates_AnyNet_AreEveryWeightOnceAPosition() => Cases.Check(Nets.Images, net =>
    {
        var expected = net.Steps.Where(s => s.Count > 0).Sum(s =>
            (long)net.Parameters[s.First].Count * (s.Layer is Convolution c ? c.Output.Height * c.Output.Width : 1));
        Assert.Equal(expected, net.MultiplyAccumulates);
    });

    [Fact]
    public void Fans_OfAConvolution_ArePyTorchs()
    {
        // torch.nn.init: channels in times the kernel's area, and channels out times it; a bias takes its layer's fan
        // in.
        var layer = new Convolution("conv", new(3, 9, 9), 5, 4);
        Assert.All(layer.Parameters(0), p => Assert.Equal((48, 80), (p.FanIn, p.FanOut)));
    }

    [Fact]
    public void FanIn_Convolution_FillsPyTorchsRange() => AssertFills(
        (net, stream) => Initialization.FanIn(net, stream),
        [("conv1.weight", 1 / 3.0), ("conv2.weight", 1 / Math.Sqrt(72)), ("fc.weight", 1 / 24.0),
            ("fc.bias", 1 / 24.0)]);

    [Fact]
    public void Glorot_Convolution_FillsPyTorchsRange() => AssertFills(
        (net, stream) => Initialization.Glorot(net, stream),
        [("conv1.weight", Math.Sqrt(6.0 / 81)), ("conv2.weight", Math.Sqrt(6.0 / 108)),
            ("fc.weight", Math.Sqrt(6.0 / 586)), ("fc.bias", 0)]);

    [Fact]
    public void Architecture_LayersThatDoNotMeet_AreRefusedByName()
    {
        var first = new Convolution("conv1", new(1, 8, 8), 2, 3);
        var error = Assert.Throws<ArgumentException>(() =>
            new Architecture(first, new Relu(), new Convolution("conv2", new(2, 6, 5), 2, 3)));
        Assert.Contains("conv2 expected 60 features; conv1 has 72.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() =>
            new Architecture(first, new MaxPool(first.Output, 2), new Tanh(), new Linear("fc", 72, 3)));
        Assert.Contains("fc expected 72 features; MaxPool has 18.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Architecture_SameNameTwice_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new Architecture(new Linear("fc", 2, 2), new Linear("fc", 2, 2)));
        Assert.Contains("called fc", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Over 200 seeds every value lies within its tensor's bound, and the largest comes within 1 % of it.
    /// </summary>
    private static void AssertFills(Func<Architecture, RandomStream, float[]> draw,
        (string Name, double Bound)[] bounds)
    {
        var nets = Enumerable.Range(1, 200).Select(seed => draw(Nets.Filters, new RandomStream(seed, "init")))
            .ToArray();
        foreach (var (name, bound) in bounds)
        {
            var range = Nets.Filters.Parameters.Single(p => p.Name == name);
            var largest = nets.Max(net => net.Skip(range.Offset).Take(range.Count).Max(Math.Abs));
            Assert.InRange(largest, 0.99 * bound, (float)bound);
        }
    }
}
