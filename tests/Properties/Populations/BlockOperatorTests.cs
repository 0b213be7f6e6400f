using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Tensors;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// Nets with batch normalisation and residual blocks: kernels against TorchSharp's operators in double precision, in
/// evaluation and in training.
/// </summary>
[Generated(typeof(BlockOperatorTests))]
public sealed class BlockOperatorTests
{
    /// <summary>Of the largest entry, where that is above 1.</summary>
    private const double Tolerance = 2e-5;

    /// <summary>At least two examples, which a unit needs to be normalised over.</summary>
    public static Arbitrary<ImageCase> AnyCase() => ImageCase.Of(Nets.Blocks, fewest: 2).ToArbitrary();

    [Property]
    public void Kernels_AnyBlocks_GiveOutputsGradientsAndBuffersOfTheOperators(ImageCase c, bool training, int seed)
    {
        var slopes = Slopes(c, seed);
        foreach (var (row, examples) in c.Rows.Zip(c.Examples))
        {
            var expected = OperatorNet.Run(c.Net, row, examples, slopes, training);
            var found = CpuRun.Pass(c.Net, row, examples, slopes, training);
            AssertClose([.. expected.Outputs.SelectMany(o => o)], [.. found.Outputs.SelectMany(o => o)]);
            AssertClose(expected.Gradient, found.Gradient);
            AssertClose(expected.After, found.After);
        }
    }

    [Property]
    public void Kernels_AnyBlocks_ChangeBuffersInTrainingAndNothingElse(ImageCase c, bool training, int seed)
    {
        var after = CpuRun.Pass(c.Net, c.Rows[0], c.Examples[0], Slopes(c, seed), training).After;
        foreach (var range in c.Net.Parameters)
        {
            var same = Bits.Of(c.Rows[0][range.Offset..(range.Offset + range.Count)]).SequenceEqual(
                Bits.Of(after[range.Offset..(range.Offset + range.Count)]));
            Assert.Equal(!training || range.Role != ParameterRole.Buffer, same);
        }
    }

    [Property]
    public void Population_AnyBlocks_EveryRowsGradientAndBuffersAreItsOwn(ImageCase c)
    {
        // All rows at once by the operators in single precision, against each alone by the kernels.
        var classes = Nets.Outputs(c.Net);
        int[][] labels =
            [.. c.Rows.Select((_, r) => Enumerable.Range(0, c.Batch).Select(e => (e + r) % classes).ToArray())];
        using var population = new TensorPopulation(c.Net, c.Rows, OperatorNet.Device);
        using var scope = NewDisposeScope();
        float[] inputs = [.. c.Examples.SelectMany(row => row.SelectMany(e => e))];
        var seed =
            from row in labels
            from k in Enumerable.Range(0, classes)
            from label in row
            select label == k ? -1f / c.Batch : 0;
        population.Backward(
            HostArrays.From(inputs, OperatorNet.Device, c.Rows.Length, c.Batch, Nets.Inputs(c.Net)).transpose(1, 2),
            HostArrays.From([.. seed], OperatorNet.Device, c.Rows.Length, classes, c.Batch),
            add: false);
        var (gradients, values) = (HostArrays.ToRows(population.Gradients), HostArrays.ToRows(population.Values));
        for (var r = 0; r < c.Rows.Length; r++)
        {
            float[] row = [.. c.Rows[r]];
            AssertClose(ImageCase.Doubles(CpuRun.Gradient(c.Net, row, c.Examples[r], labels[r])), gradients[r]);
            AssertClose(ImageCase.Doubles(row), values[r]);
        }
    }

    [Property]
    public void Forward_AnyBlocks_ExampleInCompanyToTheBitAsAlone(ImageCase c)
    {
        // As evaluated; in training a normalised example depends on its batch.
        var together = c.Outputs()[0];
        Assert.All(
            c.Examples[0].Zip(together),
            e => Assert.Equal(Bits.Of(CpuRun.Outputs(c.Net, c.Rows[0], [e.First])[0]), Bits.Of(e.Second)));
    }

    private static float[][] Slopes(ImageCase c, int seed)
    {
        var slopes = new float[c.Batch * Nets.Outputs(c.Net)];
        new RandomStream(seed, "slopes").Uniform(slopes, 1);
        return [.. slopes.Chunk(Nets.Outputs(c.Net))];
    }

    private static void AssertClose(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        var scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(found), v => Assert.Equal(v.First, v.Second, Tolerance * scale));
    }
}
