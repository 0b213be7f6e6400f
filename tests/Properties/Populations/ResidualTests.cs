using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

public sealed class ResidualTests
{
    [Fact]
    public void Forward_OneUnitByHand_IsItsInputAndWhatItsLayersGive() =>
        Assert.Equal(
            [[10f], [-5]],
            CpuRun.Outputs(new Architecture(new Residual(new Linear("unit", 1, 1))), [2, 1], [[3], [-2]]));

    [Fact]
    public void Forward_ReluFirst_AddsTheInputAsItWas() =>
        Assert.Equal(
            [[6f], [-2]], CpuRun.Outputs(new Architecture(new Residual(new Relu())), [], [[3], [-2]], training: true));

    [Fact]
    public void Gradient_OneUnitByHand_CountsBothWays()
    {
        // y = x + w·x + b with x = v·z, v = 3, w = 2, b = 1, z = 5: ∂y/∂v = z·(1 + w) = 15, ∂y/∂w = x = 15, ∂y/∂b = 1.
        var net = new Architecture(new Linear("before", 1, 1, Bias: false), new Residual(new Linear("unit", 1, 1)));
        Assert.Equal([15f, 15, 1], CpuRun.Gradient(net, [3, 2, 1], [[5]], [[1]]));
    }

    [Fact]
    public void Sizes_OfABlock_AreThoseOfItsLayers() => Cases.Check(Nets.Blocks, net =>
    {
        foreach (var block in net.Steps.Select(s => s.Layer).OfType<Residual>())
        {
            Assert.Equal(block.Layers.Sum(layer => layer.MultiplyAccumulates), block.MultiplyAccumulates);
            Assert.Equal(
                block.Layers.SelectMany(layer => layer.Parameters(0)).Sum(p => p.Count),
                block.Parameters(11).Sum(p => p.Count));
            Assert.Equal(block.FeaturesIn, block.FeaturesOut);
            Assert.True(net.Widest >= block.Layers.Max(layer => layer.FeaturesOut ?? 1));
        }

        var next = 0;
        foreach (var range in net.Parameters)
        {
            Assert.Equal(next, range.Offset);
            next += range.Count;
        }

        Assert.Equal(net.ParameterCount, next);
        Assert.Equal(net.Steps.Sum(s => s.Layer.MultiplyAccumulates), net.MultiplyAccumulates);
    });

    [Fact]
    public void Sizes_KnownBlock_AreAsCountedByHand()
    {
        // Two convolutions of 4 filters of 3×3 over 4 maps of 5×5: 25·4·4·9 = 3,600 each; 144 weights each, and 4·4 for
        // the normalisation.
        var maps = new Maps(4, 5, 5);
        var block = new Residual(
            new Convolution("a", maps, 4, 3, Bias: false, Padding: 1), BatchNorm.Of("norm", maps), new Relu(),
            new Convolution("b", maps, 4, 3, Bias: false, Padding: 1));
        Assert.Equal(7200, block.MultiplyAccumulates);
        Assert.Equal(304, new Architecture(block).ParameterCount);
        Assert.Equal((100, 100), (block.FeaturesIn, block.FeaturesOut));
    }

    [Fact]
    public void Equals_SameLayers_Equal()
    {
        Assert.Equal(new Residual(new Linear("a", 2, 2), new Relu()), new Residual(new Linear("a", 2, 2), new Relu()));
        Assert.NotEqual(
            new Residual(new Linear("a", 2, 2), new Relu()), new Residual(new Linear("a", 2, 2), new Tanh()));
    }

    [Fact]
    public void Residual_ShapesThatDiffer_AreRefusedWithBoth()
    {
        AssertRefused(
            "a takes 3 features, but b gives 4 features", () =>
                new Residual(new Linear("a", 3, 2), new Linear("b", 2, 4)));
        AssertRefused(
            "conv takes 16 features (1×4×4), but conv gives 8 features (2×2×2)", () =>
                new Residual(new Convolution("conv", new(1, 4, 4), 2, 3)));

        // As many features, but other maps.
        AssertRefused(
            "conv takes 16 features (1×4×4), but conv gives 16 features (4×2×2)", () =>
                new Residual(new Convolution("conv", new(1, 4, 4), 4, 3)));
        AssertRefused("at least one layer", () => new Residual());
    }

    [Fact]
    public void Architecture_BlockOfAnotherSize_IsRefusedByName() => AssertRefused(
        "The residual block of inner expected 4 features; fc has 3",
        () => new Architecture(new Linear("fc", 2, 3), new Residual(new Linear("inner", 4, 4))));

    [Fact]
    public void Architecture_NameWithinABlockTwice_IsRefused() => AssertRefused(
        "two layers are called fc",
        () => new Architecture(new Linear("fc", 2, 2), new Residual(new Linear("fc", 2, 2))));

    private static void AssertRefused(string why, Func<object> action) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
