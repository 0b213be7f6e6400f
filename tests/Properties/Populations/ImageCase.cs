using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Rows of a net, and examples of their own for each.</summary>
/// <param name="Examples">[row][example][feature].</param>
public sealed record ImageCase(Architecture Net, float[][] Rows, float[][][] Examples)
{
    /// <summary>
    /// One to four rows; one to five examples, or about as many as fill one or two panels; values of at most ±1/2 so
    /// that sums stay small.
    /// </summary>
    /// <param name="fewest">Examples at least.</param>
    public static Gen<ImageCase> Of(Gen<Architecture> nets, int fewest = 1) =>
        from net in nets
        from r in Gen.Choose(1, 4)
        from n in Gen.Frequency((5, Gen.Choose(fewest, 5)), (1, Gen.Elements(15, 16, 17, 33)))
        from rows in Values(net.ParameterCount).Select(row => Nets.WithVariances(net, row)).ArrayOf(r)
        from examples in Values(Nets.Inputs(net)).ArrayOf(n).ArrayOf(r)
        select new ImageCase(net, rows, examples);

    /// <summary>Of nets of convolutions.</summary>
    public static Arbitrary<ImageCase> AnyCase() => Of(Nets.Images).ToArbitrary();

    public int Batch => Examples[0].Length;

    /// <summary>Outputs [row][example][feature] by the kernels.</summary>
    public float[][][] Outputs() => [.. Rows.Zip(Examples, (row, examples) => CpuRun.Outputs(Net, row, examples))];

    /// <summary>Outputs [row][example][feature] by TorchSharp's operators.</summary>
    /// <param name="gathered">
    /// Whether examples are laid out as they are gathered; otherwise the batch is innermost.
    /// </param>
    public float[][][] TensorOutputs(bool gathered = true)
    {
        using var population = new TensorPopulation(Net, Rows, OperatorNet.Device);
        using var scope = NewDisposeScope();
        var outputs = population.Forward(gathered ? Inputs() : Inputs().contiguous());
        var flat = HostArrays.ToArray<float>(outputs.transpose(1, 2));
        return [.. flat.Chunk((int)outputs.shape[1]).Chunk(Batch)];
    }

    /// <summary>Gradients of every row's mean cross-entropy by the kernels, [row][column].</summary>
    public float[][] Gradients(int[][] labels) =>
        [.. Rows.Select((row, r) => CpuRun.Gradient(Net, row, Examples[r], labels[r]))];

    /// <summary>The same by TorchSharp's operators.</summary>
    public float[][] TensorGradients(int[][] labels)
    {
        using var population = new TensorPopulation(Net, Rows, OperatorNet.Device);
        using var scope = NewDisposeScope();
        var classes = Nets.Outputs(Net);
        var slopes = from row in labels
                     from k in Enumerable.Range(0, classes)
                     from label in row
                     select label == k
            ? -1f / Batch : 0;
        var seed = HostArrays.From([.. slopes], OperatorNet.Device, Rows.Length, classes, Batch);
        population.Backward(Inputs(), seed, add: false);
        return HostArrays.ToRows(population.Gradients);
    }

    public double[] Plain(int row, int example) =>
        new PlainNet(Net).Forward(Doubles(Rows[row]), Doubles(Examples[row][example]));

    /// <summary>Asserts that outputs are those of plain loops in double precision.</summary>
    /// <param name="tolerance">Of the value, where that is above 1.</param>
    public void AssertPlain(float[][][] outputs, double tolerance)
    {
        for (var r = 0; r < Rows.Length; r++)
        {
            for (var e = 0; e < Batch; e++)
            {
                var expected = Plain(r, e);
                Assert.Equal(expected.Length, outputs[r][e].Length);
                Assert.All(
                    expected.Zip(outputs[r][e]),
                    v => Assert.Equal(v.First, v.Second, tolerance * Math.Max(1, Math.Abs(v.First))));
            }
        }
    }

    public static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);

    public override string ToString() => $"{Nets.Describe(Net)}; {Rows.Length} rows, {Batch} examples";

    /// <summary>[R, features, batch], the batch outermost in memory but for the rows.</summary>
    private Tensor Inputs()
    {
        float[] values = [.. Examples.SelectMany(row => row.SelectMany(e => e))];
        return HostArrays.From(values, OperatorNet.Device, Rows.Length, Batch, Nets.Inputs(Net)).transpose(1, 2);
    }

    private static Gen<float[]> Values(int count) => Gen.Choose(-4096, 4096).Select(k => k / 8192f).ArrayOf(count);
}
