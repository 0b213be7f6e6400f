using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// Nets on the processor: what a kernel gives for an example does not depend on anything else, to the bit.
/// </summary>
[Generated(typeof(CpuNetworkTests))]
public sealed unsafe class CpuNetworkTests
{
    public static Arbitrary<ImageCase> AnyCase() => ImageCase.Of(Gen.OneOf(Nets.Images, Nets.Dense(4))).ToArbitrary();

    [Property]
    public void Forward_AnyNet_EqualsAPlainLoopOverRowsAndExamples(ImageCase c) => c.AssertPlain(c.Outputs(), 2e-5);

    [Property(MaxTest = 100)]
    public void Forward_AnyExamplesTogether_EachToTheBitAsAlone(ImageCase c)
    {
        var together = c.Outputs()[0];
        Assert.All(
            c.Examples[0].Zip(together),
            e => Assert.Equal(Bits.Of(CpuRun.Outputs(c.Net, c.Rows[0], [e.First])[0]), Bits.Of(e.Second)));
    }

    [Property(MaxTest = 100)]
    public void Forward_NetworkForMoreThatRanOtherNets_GivesTheSameBits(ImageCase c, byte more)
    {
        var expected = c.Outputs();
        using var network = new CpuNetwork(c.Net, c.Examples[0][0].Length, c.Batch + more);
        for (var round = 0; round < 2; round++)
        {
            float[][][] outputs = [.. c.Rows.Zip(c.Examples,
                (row, examples) => CpuRun.Outputs(network, row, examples))];
            Assert.Equal(Bits.Of(expected), Bits.Of(outputs));
        }
    }

    [Property]
    public void Forward_NetworkForTraining_GivesTheSameBits(ImageCase c) =>
        Assert.Equal(Bits.Of(c.Outputs()[0]), Bits.Of(CpuRun.Outputs(c.Net, c.Rows[0], c.Examples[0], training: true)));

    [Property(MaxTest = 100)]
    public void Forward_FromWhatEntersAnyLayer_GivesTheSameBits(ImageCase c)
    {
        var expected = c.Outputs()[0];
        using var network = new CpuNetwork(c.Net, c.Examples[0][0].Length, c.Batch);
        CpuRun.Outputs(network, c.Rows[0], c.Examples[0]);
        for (var layer = 0; layer <= c.Net.Steps.Length; layer++)
        {
            using var kept = new AlignedBuffer(Panels.Length(network.FeaturesAt(layer), c.Batch));
            fixed (float* parameters = c.Rows[0])
            {
                var entering = network.Forward(parameters, network.Input, ..layer, c.Batch);
                new Span<float>(entering, (int)kept.Length).CopyTo(kept.Span);
                float[] before = [.. kept.Span];
                var outputs = network.Forward(parameters, kept.Data, layer.., c.Batch);
                Assert.Equal(Bits.Of(expected), Bits.Of(CpuRun.Rows(outputs, network.Outputs, c.Batch)));
                Assert.Equal(Bits.Of(before), Bits.Of(kept.Span.ToArray()));
            }
        }
    }

    [Property]
    public void Backward_AddedToWhatIsThere_IsTheGradientByOneRoundedAddition(ImageCase c, int seed)
    {
        var (slopes, onto) = (Slopes(c, seed), Drawn(c.Net.ParameterCount, seed + 1));
        using var network = new CpuNetwork(c.Net, c.Examples[0][0].Length, c.Batch, training: true);
        var gradient = CpuRun.Gradient(network, c.Rows[0], c.Examples[0], slopes);
        var sum = CpuRun.Gradient(network, c.Rows[0], c.Examples[0], slopes, onto);
        Assert.Equal(Bits.Of([.. onto.Zip(gradient, (o, g) => o + g)]), Bits.Of(sum));
    }

    [Property(MaxTest = 100)]
    public void Backward_NetworkForMoreThatRanOtherNets_GivesTheSameBits(ImageCase c, int seed, byte more)
    {
        using var network = new CpuNetwork(c.Net, c.Examples[0][0].Length, c.Batch + more, training: true);
        for (var round = 0; round < 2; round++)
        {
            foreach (var (row, examples) in c.Rows.Zip(c.Examples))
            {
                var slopes = Slopes(c, seed + round);
                var expected = CpuRun.Gradient(c.Net, row, examples, slopes);
                Assert.Equal(Bits.Of(expected), Bits.Of(CpuRun.Gradient(network, row, examples, slopes)));
            }
        }
    }

    [Property]
    public void Backward_NoSlopes_IsNoGradient(ImageCase c)
    {
        float[][] none = [.. c.Examples[0].Select(_ => new float[Nets.Outputs(c.Net)])];
        Assert.All(CpuRun.Gradient(c.Net, c.Rows[0], c.Examples[0], none), g => Assert.Equal(0, g));
    }

    [Property]
    public void Gather_AnyExamplesInAnyOrder_AreTheInputsAndOtherLanesZero(NonEmptyArray<byte> list,
        PositiveInt features)
    {
        var (all, rows, size) = (Drawn(256 * features.Get, 1), Array.ConvertAll(list.Get, e => (int)e), features.Get);
        using var network = new CpuNetwork(new Architecture(), size, rows.Length);
        network.Input[Panels.Length(size, rows.Length) - 1] = 7;
        network.Gather(all, rows);
        Assert.Equal(rows.Select(e => all.AsSpan(e * size, size).ToArray()),
            CpuRun.Rows(network.Input, size, rows.Length));
        var lanes = CpuRun.Rows(network.Input, size, Panels.Count(rows.Length) * Panels.Width);
        Assert.All(lanes.Skip(rows.Length), lane => Assert.All(lane, v => Assert.Equal(0, v)));
    }

    [Fact]
    public void Forward_NoLayers_GivesWhatItTakes() =>
        Assert.Equal([[1f, 2], [3, 4]], CpuRun.Outputs(new Architecture(), [], [[1, 2], [3, 4]]));

    [Fact]
    public void Forward_OneUnitByHand_IsAsWorkedOut() =>
        Assert.Equal([[7f], [-3]], CpuRun.Outputs(new Architecture(new Linear("unit", 1, 1)), [2, 1], [[3], [-2]]));

    [Fact]
    public void Forward_Softmax_IsOverTheFeaturesOfEachExample()
    {
        // e⁰ : e^ln 3 = 1 : 3 in the first example, the other way round in the second.
        var three = (float)Math.Log(3);
        var outputs = CpuRun.Outputs(new Architecture(new Softmax()), [], [[0, three], [three, 0]]);
        Assert.All(outputs[0].Zip([0.25f, 0.75f]), v => Assert.Equal(v.Second, v.First, 1e-6f));
        Assert.All(outputs[1].Zip([0.75f, 0.25f]), v => Assert.Equal(v.Second, v.First, 1e-6f));
    }

    [Fact]
    public void CpuNetwork_OtherInputThanItsMaps_IsRefusedByName()
    {
        var error = Assert.Throws<ArgumentException>(() => new CpuNetwork(Nets.Filters, 783, 2));
        Assert.Contains("conv1 expected 784 features; an example has 783.", error.Message, StringComparison.Ordinal);
    }

    private static float[][] Slopes(ImageCase c, int seed) =>
        [.. Drawn(c.Batch * Nets.Outputs(c.Net), seed).Chunk(Nets.Outputs(c.Net))];

    private static float[] Drawn(int count, int seed)
    {
        var values = new float[count];
        new RandomStream(seed, "drawn").Uniform(values, 1);
        return values;
    }
}
