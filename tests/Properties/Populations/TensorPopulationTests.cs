using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Nets by TorchSharp's operators, as they run on a GPU.</summary>
[Generated(typeof(TensorPopulationTests))]
public sealed class TensorPopulationTests
{
    private readonly Device device = OperatorNet.Device;

    public static Arbitrary<ImageCase> AnyCase() => ImageCase.Of(Gen.OneOf(Nets.Images, Nets.Small)).ToArbitrary();

    [Property]
    public void Forward_AnyNet_EqualsAPlainLoopOverRowsAndExamples(ImageCase c) =>
        c.AssertPlain(c.TensorOutputs(), 2e-5);

    [Property]
    public void Forward_BatchInnermostInMemory_GivesTheSame(ImageCase c) =>
        c.AssertPlain(c.TensorOutputs(gathered: false), 2e-5);

    [Property]
    public void Forward_RowInCompany_EqualsTheRowAlone(ImageCase c)
    {
        // Groups are convolved by another kernel than one is, which sums in another order: not to the bit (3e-7 was
        // seen).
        var together = c.TensorOutputs();
        for (var r = 0; r < c.Rows.Length; r++)
        {
            var alone = new ImageCase(c.Net, [c.Rows[r]], [c.Examples[r]]).TensorOutputs()[0];
            Assert.All(alone.Zip(together[r]), e => Assert.All(e.First.Zip(e.Second),
                v => Assert.Equal(v.First, v.Second, 1e-6f)));
        }
    }

    [Property]
    public void Values_AnyRows_AreTheOnesItWasMadeOf(ImageCase c)
    {
        using var population = new TensorPopulation(c.Net, c.Rows, device);
        Assert.Equal(c.Rows, HostArrays.ToRows(population.Values));
        Assert.Equal([c.Rows.Length, c.Net.ParameterCount], population.Values.shape);
    }

    [Fact]
    public void Values_Changed_ChangeTheNets()
    {
        // One unit, weight and bias: 2·3 + 1 = 7; after doubling the matrix, 4·3 + 2 = 14.
        using var population = new TensorPopulation(new(new Linear("unit", 1, 1)), [[2, 1]], device);
        using var scope = NewDisposeScope();
        using var input = tensor(new float[,,] { { { 3 } } }, device: device);
        Assert.Equal([7f], HostArrays.ToArray<float>(population.Forward(input)));
        population.Values.mul_(2);
        Assert.Equal([14f], HostArrays.ToArray<float>(population.Forward(input)));
    }

    [Fact]
    public void Forward_Softmax_IsOverTheFeaturesOfEachExample()
    {
        // e⁰ : e^ln 3 = 1 : 3 in the first example, the other way round in the second.
        using var population = new TensorPopulation(new(new Softmax()), [[]], device);
        using var scope = NewDisposeScope();
        var three = (float)Math.Log(3);
        var outputs = HostArrays.ToArray<float>(population.Forward(
            tensor(new float[,,] { { { 0, three }, { three, 0 } } }, device: device)));
        Assert.All(outputs.Zip([0.25f, 0.75f, 0.75f, 0.25f]), v => Assert.Equal(v.Second, v.First, 1e-6f));
    }

    [Fact]
    public void Forward_OtherInputThanItsMaps_IsRefusedByName()
    {
        using var population = new TensorPopulation(Nets.Filters, [new float[6130]], device);
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => population.Forward(zeros([1, 783, 2], device: device)));
        Assert.Contains("conv1 expected 784 features (1×28×28); got 783", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TensorPopulation_NoRowsOrOneOfAnotherLength_IsRefused() => Cases.Check(
        from net in Nets.Small
        from wrong in Gen.Choose(0, 300).Where(n => n != net.ParameterCount)
        from before in Gen.Choose(0, 3)
        select (net, wrong, before),
        c =>
        {
            float[][] rows = [.. Enumerable.Repeat(new float[c.net.ParameterCount], c.before), new float[c.wrong]];
            var error = Assert.Throws<ArgumentException>(() => new TensorPopulation(c.net, rows, device));
            Assert.Contains($"{c.net.ParameterCount} values", error.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => new TensorPopulation(c.net, [], device));
        });
}
