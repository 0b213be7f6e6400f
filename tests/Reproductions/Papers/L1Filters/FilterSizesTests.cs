using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Xunit;

namespace Pruning.Tests.Reproductions.Papers.L1Filters;

/// <summary>Sizes of the net and of its pruned form, counted by hand.</summary>
public sealed class FilterSizesTests
{
    private static Study Sizes => Catalogue.Claims.Single(c => c.Id == "l1-filters/halves-parameters").Study;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12345)]
    public void Sizes_AnyWeights_AreTheCountsByHand(int seed)
    {
        // 8·9 + 4·8·9 + 576·10 + 10 and 6·9 + 2·6·9 + 288·10 + 10; 26²·8·9 + 24²·4·8·9 + 5,760 and 26²·6·9 + 24²·2·6·9
        // + 2,880.
        using var session = Sizes.Open(Device.Cpu);
        var values = session.Run(Sizes.Primary, [seed], _ => { }, TestContext.Current.CancellationToken)
            .Single().Values;
        Assert.Equal((6130, 3052), (values["baseline.parameters"], values["pruned.parameters"]));
        Assert.Equal((220_320, 101_592), (values["baseline.macs"], values["pruned.macs"]));
        Assert.Equal(3052 / 6130.0, values["pruned.parameterShare"]);
    }

    [Fact]
    public void Sizes_Metrics_AreCountsAndTakeNoSeed()
    {
        Assert.False(Sizes.Seeded);
        Assert.All(["baseline.parameters", "pruned.parameterShare", "pruned.macs"],
            metric => Assert.Equal(Nature.Count, Sizes.NatureOf(metric)));
    }

    [Fact]
    public void Sizes_Remark_TellsMultiplyAccumulates()
    {
        var claim = Catalogue.Claims.Single(c => c.Id == "l1-filters/halves-parameters");
        using var session = Sizes.Open(Device.Cpu);
        var remark = claim.Judge(session.Run(Sizes.Primary, [1], _ => { }, TestContext.Current.CancellationToken),
            claim.Readings[0]).Notes[0];
        Assert.Contains("fall from 220,320 to 101,592", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainedNet_OfNoEpochs_IsTheDocumentsNetAtItsStart()
    {
        var experiment = Catalogue.Claims.Single(c => c.Id == "l1-filters/same-accuracy").Study;
        var choices = new Dictionary<string, string>(experiment.Primary.Choices) { ["baselineEpochs"] = "0" };
        using var session = experiment.Open(Device.Cpu);
        var (net, values) = session.TrainedNet(experiment.Primary with { Choices = choices }, 1)!.Value;

        Assert.Equal([("conv1.weight", 72), ("conv2.weight", 288), ("fc.weight", 5760), ("fc.bias", 10)],
            net.Parameters.Select(p => (p.Name, p.Count)));
        Assert.Equal([typeof(Convolution), typeof(Relu), typeof(Convolution), typeof(Relu), typeof(MaxPool),
            typeof(Linear)], net.Steps.Select(s => s.Layer.GetType()));

        // PyTorch's default start: at most 1/√(fan in), here 1/3, 1/√72 and 1/24.
        Assert.InRange(values[..72].Max(Math.Abs), 0.2f, 1 / 3f);
        Assert.InRange(values[72..360].Max(Math.Abs), 0.1f, (float)(1 / Math.Sqrt(72)));
        Assert.InRange(values[360..].Max(Math.Abs), 0.04f, 1 / 24f);
    }
}
