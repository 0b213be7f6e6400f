using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Sensitivity;

/// <summary>Every image of up to 12×12 convolved with every kernel that fits: how large the result is, and whether its entries are the sums they should be.</summary>
internal sealed class ConvolutionShape : Facts
{
    /// <summary>The largest image, so many pixels wide and high.</summary>
    public const int Largest = 12;

    /// <summary>Of the sum of the products' magnitudes: what float32 may lose, many times over.</summary>
    private const double Tolerance = 1e-5;

    /// <inheritdoc/>
    public override string Id => "sensitivity/convolution";

    /// <inheritdoc/>
    protected override string About => "any image and kernel";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, double> Find(Device device)
    {
        var stream = new RandomStream(1, "convolution");
        var (pairs, sizes, sums) = (0, 0, 0);
        for (var d = 1; d <= Largest; d++)
        {
            for (var k = 1; k <= d; k++, pairs++)
            {
                var (image, kernel) = (new float[d * d], new float[k * k]);
                stream.Uniform(image, 1);
                stream.Uniform(kernel, 1);
                var result = Result(image, kernel, d, k);
                var side = d - k + 1;
                sizes += result.Length == side * side ? 0 : 1;
                sums += result.Where((value, at) => !IsSum(value, [.. Products(image, kernel, d, k, at / side, at % side)])).Count();
            }
        }

        return new Dictionary<string, double> { ["convolution.pairs"] = pairs, ["convolution.wrongSizes"] = sizes, ["convolution.wrongSums"] = sums };
    }

    private static float[] Result(float[] image, float[] kernel, int d, int k) =>
        NetOutputs.Of(new(new Convolution("convolution", new(1, d, d), 1, k, Bias: false)), kernel, image, d * d, [0]);

    private static bool IsSum(float value, double[] products) => Math.Abs(value - products.Sum()) <= Tolerance * products.Sum(Math.Abs);

    private static IEnumerable<double> Products(float[] image, float[] kernel, int d, int k, int row, int column) => Enumerable.Range(0, k * k)
        .Select(i => (double)kernel[i] * image[((row + (i / k)) * d) + column + (i % k)]);
}
