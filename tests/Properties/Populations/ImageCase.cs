using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Populations;

/// <summary>Rows of a net, and examples of their own for each.</summary>
/// <param name="Examples">[row][example][feature].</param>
internal sealed record ImageCase(Architecture Net, float[][] Rows, float[][][] Examples)
{
    /// <summary>One to four rows, one to five examples; values of at most ±1/2 so that sums stay small.</summary>
    public static Gen<ImageCase> Of(Gen<Architecture> nets) =>
        from net in nets
        from r in Gen.Choose(1, 4)
        from n in Gen.Choose(1, 5)
        from rows in Values(net.ParameterCount).ArrayOf(r)
        from examples in Values(Nets.Inputs(net)).ArrayOf(n).ArrayOf(r)
        select new ImageCase(net, rows, examples);

    public int Batch => Examples[0].Length;

    /// <summary>Outputs [row][example][feature]; examples laid out as the trainer gathers them, or with the batch innermost.</summary>
    public float[][][] Outputs(bool gathered = true)
    {
        using var scope = NewDisposeScope();
        using var population = new Population(Net, Rows, CPU);
        var outputs = population.Forward(gathered ? Inputs() : Inputs().contiguous());
        var flat = Tensors.ToArray<float>(outputs.transpose(1, 2).contiguous());
        var features = (int)outputs.shape[1];
        return [.. flat.Chunk(features).Chunk(Batch)];
    }

    /// <summary>[R, features, batch], the batch outermost in memory but for the rows.</summary>
    public Tensor Inputs() => Tensors.From<float>([.. Examples.SelectMany(row => row.SelectMany(e => e))], float32, CPU, Rows.Length, Batch, Nets.Inputs(Net)).transpose(1, 2);

    public double[] Plain(int row, int example) => new PlainNet(Net).Forward(Doubles(Rows[row]), Doubles(Examples[row][example]));

    public static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);

    public override string ToString() => $"{Nets.Describe(Net)}; {Rows.Length} rows, {Batch} examples";

    private static Gen<float[]> Values(int count) => Gen.Choose(-4096, 4096).Select(k => k / 8192f).ArrayOf(count);
}
