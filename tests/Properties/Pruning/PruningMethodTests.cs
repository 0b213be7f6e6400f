using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Populations;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Pruning;

public sealed class PruningMethodTests
{
    private static readonly Gen<(Architecture Net, float[][] Rows, double Share)> AnyNet =
        from net in Nets.Small
        from r in Gen.Choose(1, 3)
        from rows in Nets.Rows(r, net.ParameterCount)
        from share in PoolCase.Share(net.ParameterCount)
        select (net, rows, share);

    [Fact]
    public void Prune_Global_RemovesTheShareOfAllWeightsAndNoBias() => Cases.Check(AnyNet, c =>
    {
        var weights = c.Net.Of(ParameterRole.Weight);
        var expected = Amount.OfTotal(c.Share).Count(weights.Sum(w => w.Count), weights.Sum(w => w.Count));
        foreach (var mask in Prune(c.Net, c.Rows, Scope.Global, Amount.OfTotal(c.Share)))
        {
            Assert.Equal(expected, mask.Count(m => m == 0));
            Assert.All(c.Net.Of(ParameterRole.Bias), b =>
                Assert.All(mask.AsSpan(b.Offset, b.Count).ToArray(), m => Assert.Equal(1, m)));
        }
    });

    [Fact]
    public void Prune_Layerwise_RemovesTheShareOfEveryLayer() => Cases.Check(AnyNet, c =>
    {
        foreach (var mask in Prune(c.Net, c.Rows, Scope.Layerwise, Amount.OfTotal(c.Share)))
        {
            Assert.All(c.Net.Of(ParameterRole.Weight), w => Assert.Equal(
                Amount.OfTotal(c.Share).Count(w.Count, w.Count), mask.AsSpan(w.Offset, w.Count).Count(0f)));
        }
    });

    [Fact]
    public void Prune_OneLayer_GlobalIsLayerwise() => Cases.Check(
        from sizes in Gen.Choose(1, 6).Two()
        let net = new Architecture(new Linear("only", sizes.Item1, sizes.Item2))
        from rows in Nets.Rows(2, net.ParameterCount)
        from share in PoolCase.Share(net.ParameterCount)
        select (net, rows, share),
        c => Assert.Equal(
            Prune(c.net, c.rows, Scope.Global, Amount.OfTotal(c.share)),
            Prune(c.net, c.rows, Scope.Layerwise, Amount.OfTotal(c.share))));

    [Fact]
    public void Prune_BiasesToo_CountsThemInThePool() => Cases.Check(AnyNet, c =>
    {
        var expected = Amount.OfTotal(c.Share).Count(c.Net.ParameterCount, c.Net.ParameterCount);
        Assert.All(
            Prune(c.Net, c.Rows, Scope.Global, Amount.OfTotal(c.Share), biasesToo: true),
            mask => Assert.Equal(expected, mask.Count(m => m == 0)));
    });

    [Fact]
    public void Prune_SeventeenPercentTwiceOfThePenguinsNet_Leaves124Of180() => Cases.Check(
        Nets.Values(195),
        values =>
        {
            // 31 of 180, then 25 of 149; the entries of the first step stay gone though the values are ranked anew.
            var amount = Amount.OfRemaining(0.17);
            var method = new PruningMethod(Criterion.Magnitude);
            var once = Prune(Nets.Penguins, [values], Scope.Global, amount);
            var moved = values.Reverse().ToArray();
            var twice = method.Prune(Nets.Penguins, [moved], once, [1], amount);
            Assert.Equal(31, once[0].Count(m => m == 0));
            Assert.Equal(56, twice[0].Count(m => m == 0));
            Assert.All(once[0].Zip(twice[0]), m => Assert.True(m.Second <= m.First));
        });

    [Fact]
    public void Prune_ThirtyPercentOfThePenguinsNet_Is54Or58WithBiases()
    {
        var values = Initialization.FanIn(Nets.Penguins, new(1, "init"));
        Assert.Equal(54, Prune(Nets.Penguins, [values], Scope.Global, Amount.OfTotal(0.3))[0].Count(m => m == 0));
        Assert.Equal(58, Prune(Nets.Penguins, [values], Scope.Global, Amount.OfTotal(0.3), biasesToo: true)[0]
            .Count(m => m == 0));
    }

    private static float[][] Prune(Architecture net, float[][] rows, Scope scope, Amount amount, bool biasesToo = false)
    {
        float[][] masks = [.. rows.Select(r => Enumerable.Repeat(1f, r.Length).ToArray())];
        return new PruningMethod(Criterion.Magnitude, scope, biasesToo)
            .Prune(net, rows, masks, [.. Enumerable.Range(1, rows.Length)], amount);
    }
}
