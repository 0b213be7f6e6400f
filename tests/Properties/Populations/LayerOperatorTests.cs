using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// Kernels against the layers' TorchSharp operators in double precision: outputs and gradients, at random shapes.
/// </summary>
[Generated(typeof(LayerOperatorTests))]
public sealed class LayerOperatorTests
{
    /// <summary>
    /// Of the largest output, and of the largest entry of the gradient, where that is above 1. Values are at most 1/2
    /// and slopes at most 1, and the longest sums have some hundred terms of float32, each rounded to 6e-8 of what
    /// there is.
    /// </summary>
    private const double Tolerance = 1e-5;

    /// <summary>Up to four linear layers of up to 70 units.</summary>
    private static readonly Gen<Architecture> Wide =
        from depth in Gen.Choose(1, 4)
        from sizes in Gen.Choose(1, 70).ArrayOf(depth + 1)
        from bias in Gen.Elements(true, false)
        from bent in Gen.Elements<Layer>(new Relu(), new Tanh())
        let linears = Enumerable.Range(0, depth).Select(i => new Linear($"layer{i + 1}", sizes[i], sizes[i + 1], bias))
        select new Architecture([.. linears.SelectMany(linear => new[] { linear, bent }).SkipLast(1)]);

    public static Arbitrary<ImageCase> AnyCase() => ImageCase.Of(
        from net in Gen.Frequency((4, Nets.Images), (2, Nets.Dense(4)), (1, Wide))
        from softmax in Gen.Elements(true, false, false)
        select softmax ? new Architecture([.. net.Steps.Select(s => s.Layer), new Softmax()]) : net).ToArbitrary();

    [Property]
    public void Kernels_AnyNet_GiveOutputsAndGradientsOfTheOperators(ImageCase c, int seed)
    {
        var classes = Nets.Outputs(c.Net);
        var slopes = new float[c.Batch * classes];
        new RandomStream(seed, "slopes").Uniform(slopes, 1);
        foreach (var (row, examples) in c.Rows.Zip(c.Examples))
        {
            var (outputs, gradient, _) = OperatorNet.Run(c.Net, row, examples, [.. slopes.Chunk(classes)]);
            AssertClose([.. outputs.SelectMany(o => o)], [.. CpuRun.Outputs(c.Net, row, examples).SelectMany(o => o)]);
            AssertClose(gradient, CpuRun.Gradient(c.Net, row, examples, [.. slopes.Chunk(classes)]));
        }
    }

    private static void AssertClose(double[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        var scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(found), v => Assert.Equal(v.First, v.Second, Tolerance * scale));
    }
}
