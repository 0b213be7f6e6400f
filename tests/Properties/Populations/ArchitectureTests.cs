using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

[Generated(typeof(Nets))]
public sealed class ArchitectureTests
{
    [Fact]
    public void Parameters_ThePenguinsNet_AreLaidOutAsCountedByHand()
    {
        // 12·12 + 12 + 12·3 + 3 = 195, of which 144 + 36 = 180 are weights.
        Assert.Equal(195, Nets.Penguins.ParameterCount);
        Assert.Equal(180, Nets.Penguins.Of(ParameterRole.Weight).Sum(p => p.Count));
        Assert.Equal(15, Nets.Penguins.Of(ParameterRole.Bias).Sum(p => p.Count));
        Assert.Equal(
            [("layer1.weight", 0, 144), ("layer1.bias", 144, 12), ("layer2.weight", 156, 36), ("layer2.bias", 192, 3)],
            Nets.Penguins.Parameters.Select(p => (p.Name, p.Offset, p.Count)));
        Assert.Equal([3L, 12L], Nets.Penguins.Parameters[2].Shape);
        Assert.Equal((12, 3), (Nets.Penguins.Parameters[2].FanIn, Nets.Penguins.Parameters[2].FanOut));
    }

    [Property]
    public void Parameters_AnyNet_FillTheColumnsWithoutGapOrOverlap(Architecture net)
    {
        var next = 0;
        foreach (var range in net.Parameters)
        {
            Assert.Equal(next, range.Offset);
            Assert.Equal(range.Shape.Aggregate(1L, (a, b) => a * b), range.Count);
            next += range.Count;
        }

        Assert.Equal(net.ParameterCount, next);
    }

    [Property]
    public void ParameterCount_AnyNet_IsTheSumOverItsLayers(Architecture net) =>
        Assert.Equal(
            net.Steps.Select(s => s.Layer).OfType<Linear>().Sum(l => (l.Inputs * l.Outputs) + (l.Bias ? l.Outputs : 0)),
            net.ParameterCount);

    [Property]
    public void Steps_AnyNet_HandEveryParameterToExactlyOneLayer(Architecture net) =>
        Assert.Equal(
            Enumerable.Range(0, net.Parameters.Length),
            net.Steps.SelectMany(s => Enumerable.Range(s.First, s.Count)));
}
