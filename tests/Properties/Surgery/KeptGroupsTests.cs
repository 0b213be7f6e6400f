using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Surgery;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Surgery;

[Generated(typeof(SurgeryCase))]
public sealed class KeptGroupsTests
{
    /// <summary>
    /// Rows in which the groups that go have weights of zero, of either sign, and biases of zero or not; what reads
    /// them stays.
    /// </summary>
    private static readonly Gen<(SurgeryCase Case, float[][] Rows)> Zeroed =
        from c in SurgeryCase.Removing
        from biasesToo in Gen.Elements(true, false)
        select (c, c.Rows.Zip(c.Kept, (row, kept) =>
        {
            var groups = kept.Layers.SelectMany(l => Enumerable.Range(0, l.Layer.Count).Except(l.Kept)
                .Select(index => (l.Layer, Index: index)));
            var gone = groups.SelectMany(g => biasesToo ? g.Layer.Incoming(g.Index) : g.Layer.IncomingWeights(g.Index))
                .ToHashSet();
            return row.Select((w, column) => gone.Contains(column) ? 0 * w : w).ToArray();
        }).ToArray());

    [Property]
    public void Under_TheMaskOfWhatIsKept_IsWhatIsKept(SurgeryCase c) =>
        Assert.All(c.Kept, kept => Assert.Equal(kept.ToString(), KeptGroups.Under(c.Net, kept.Mask()).ToString()));

    [Fact]
    public void Under_PrunedUnits_KeepsThoseOfTheLargestNorm() => Cases.Check(
        from c in SurgeryCase.Any
        where c.Layers.Count > 0
        from percent in Gen.Choose(0, 79)
        select (c, percent),
        x =>
        {
            // At most 79 % of five or fewer leaves at least one.
            var last = x.c.Net.Of(ParameterRole.Weight)[^1].Layer;
            var method = new PruningMethod(Criterion.Magnitude, Scope.Layerwise)
            {
                Granularity = Granularity.Unit,
                Spared = [last]
            };
            float[][] whole = [.. x.c.Rows.Select(row => Enumerable.Repeat(1f, row.Length).ToArray())];
            var masks = method.Prune(x.c.Net, x.c.Rows, whole, [.. Enumerable.Range(1, x.c.Rows.Length)],
                Amount.OfTotalTruncated(x.percent / 100.0));
            foreach (var (row, mask) in x.c.Rows.Zip(masks))
            {
                foreach (var (layer, kept) in KeptGroups.Under(x.c.Net, mask).Layers)
                {
                    Assert.Equal(layer.Count - (int)(x.percent / 100.0 * layer.Count), kept.Length);
                    double[] norms = [.. Enumerable.Range(0, layer.Count)
                        .Select(group => layer.IncomingWeights(group).Sum(column => Math.Pow(row[column], 2)))];
                    Assert.All(Enumerable.Range(0, layer.Count).Except(kept),
                        gone => Assert.All(kept, stays => Assert.True(norms[gone] <= norms[stays] * (1 + 1e-6))));
                }
            }
        });

    [Fact]
    public void Under_OneIncomingWeightLeft_KeepsTheGroup_ABiasAloneDoesNot()
    {
        // 2 → 3 → 1 with biases: weights of the three units in columns 0-1, 2-3, 4-5, their biases in 6 to 8.
        var net = new Architecture(new Linear("hidden", 2, 3), new Relu(), new Linear("output", 3, 1));
        var mask = new float[net.ParameterCount];
        (mask[1], mask[7], mask[5]) = (1, 1, 1);
        Assert.Equal([0, 2], KeptGroups.Under(net, mask).Of("hidden"));
    }

    [Fact]
    public void Live_AnyNet_IsWhatHasAWeightOrBiasThatIsNotZero() => Cases.Check(Zeroed, x =>
        Assert.All(x.Rows, values =>
        {
            var c = x.Case;
            foreach (var (layer, kept) in KeptGroups.Live(c.Net, values).Layers)
            {
                Assert.Equal(Enumerable.Range(0, layer.Count)
                    .Where(g => layer.Incoming(g).Any(column => values[column] != 0)).DefaultIfEmpty(0), kept);
            }
        }));

    [Fact]
    public void Live_AnyNet_LeavesItsOutputsToTheBit() => Cases.Check(Zeroed, x =>
    {
        var c = x.Case;
        foreach (var (values, examples) in x.Rows.Zip(c.Whole.Examples))
        {
            var small = SmallerNets.Cut([values], [KeptGroups.Live(c.Net, values)]);
            var found = (c.Whole with { Net = small.Architecture, Rows = small.Rows, Examples = [examples] }).Outputs();
            var expected = (c.Whole with { Rows = [values], Examples = [examples] }).Outputs();
            Assert.Equal(Bits.Of(expected), Bits.Of(found));
        }
    });

    [Fact]
    public void Live_NothingOfALayerLeft_KeepsItsFirst()
    {
        var live = KeptGroups.Live(Nets.Filters, new float[6130]);
        Assert.Equal("conv1 0, conv2 0", live.ToString());
        AssertRefused("Expected 6130 values, one per parameter; got 3.",
            () => KeptGroups.Live(Nets.Filters, new float[3]));
    }

    [Fact]
    public void Layers_AnyNet_AreAllButTheLast() => Cases.Check(
        Gen.OneOf(Nets.Images, Nets.Dense(4)),
        net =>
        {
            var weights = net.Of(ParameterRole.Weight);
            Assert.Equal(weights.SkipLast(1).Select(w => (w.Layer, (int)w.Shape[0])),
                GroupedLayer.Of(net).Select(l => (l.Name, l.Count)));
        });

    [Fact]
    public void Columns_AnyLayer_AreEveryOneOfItsOwnAndOfItsReadersWeightOnce() => Cases.Check(
        Gen.OneOf(Nets.Images, Nets.Dense(4)),
        net =>
        {
            var layers = net.Of(ParameterRole.Weight).Select(w => w.Layer).ToList();
            foreach (var layer in GroupedLayer.Of(net))
            {
                var groups = Enumerable.Range(0, layer.Count);
                var reader = net.Of(ParameterRole.Weight)[layers.IndexOf(layer.Name) + 1];
                Assert.Equal(
                    net.Parameters.Where(p => p.Layer == layer.Name)
                        .SelectMany(p => Enumerable.Range(p.Offset, p.Count)),
                    groups.SelectMany(layer.Incoming).Order());
                Assert.Equal(Enumerable.Range(reader.Offset, reader.Count), groups.SelectMany(layer.Outgoing).Order());
            }
        });

    [Fact]
    public void Columns_ThePublishedNet_AreAsWorkedOutByHand()
    {
        // Filter 1 of conv1 is columns 9-17, read by channel 1 of each of the 4 filters of 72; filter 3 of conv2 is 72
        // + 3·72 onwards, read
        // by the last 144 of each class's 576.
        var layers = GroupedLayer.Of(Nets.Filters);
        Assert.Equal(["conv1", "conv2"], layers.Select(l => l.Name));
        Assert.Equal(Enumerable.Range(9, 9), layers[0].Incoming(1));
        Assert.Equal(Enumerable.Range(0, 4).SelectMany(f => Enumerable.Range(72 + (72 * f) + 9, 9)),
            layers[0].Outgoing(1));
        Assert.Equal(Enumerable.Range(288, 72), layers[1].Incoming(3));
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(k => Enumerable.Range(360 + (576 * k) + 432, 144)),
            layers[1].Outgoing(3));
    }

    [Fact]
    public void Layers_OutputsThatTheNextLayerMixes_CannotGo()
    {
        // 18 units as two maps of 3×3: a unit is one pixel, not a channel. Softmax makes no zeros of zeros.
        var mixed = new Architecture(new Linear("fc", 4, 18), new Convolution("conv", new(2, 3, 3), 2, 3),
            new Linear("head", 2, 2));
        Assert.Equal(["conv"], GroupedLayer.Of(mixed).Select(l => l.Name));
        Assert.Empty(GroupedLayer.Of(new(new Linear("fc", 4, 3), new Softmax(), new Linear("head", 3, 2))));
        AssertRefused("outputs of fc cannot be separated", () => KeptGroups.All(mixed).Without("fc", 0));

        // What can go still does, and the layer before the mixing stays whole.
        var small = KeptGroups.All(mixed).Without("conv", 1).Smaller();
        Assert.Equal([72, 18, 18, 1, 2, 2], small.Parameters.Select(p => p.Count));
    }

    [Fact]
    public void Of_NamedOrNot_IsAscendingAndAllButWhatWasTaken()
    {
        var kept = new KeptGroups(Nets.Filters, new Dictionary<string, IReadOnlyList<int>> { ["conv1"] = [5, 0, 3] });
        Assert.Equal([0, 3, 5], kept.Of("conv1"));
        Assert.Equal([0, 1, 2, 3], kept.Of("conv2"));
        Assert.Equal("conv1 3 5, conv2 0 1 2 3", kept.Without("conv1", 0).ToString());
    }

    private static void AssertRefused(string why, Action action) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
