using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Randomness;

namespace Pruning.Reproductions.Papers.Sensitivity;

/// <summary>What the document says that no training moves: its data set, and what a convolution is.</summary>
internal static class SensitivityFigures
{
    /// <summary>The largest image, so many pixels wide and high.</summary>
    public const int LargestImage = 12;

    /// <summary>Of the sum of the products' magnitudes: what float32 may lose, many times over.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>What Fashion-MNIST consists of.</summary>
    public static FigureStudy DataSet { get; } = new("sensitivity/data", "this data set", () =>
    {
        var images = FashionMnistData.Load();
        var (train, test) = (images.Train.ToDataSet(), images.Test.ToDataSet());
        return new Dictionary<string, double>
        {
            ["data.images"] = train.Count + test.Count,
            ["data.pixels"] = train.Features == test.Features ? train.Features : double.NaN,
            ["data.classes"] = train.Labels.Concat(test.Labels).Distinct().Count(),
        };
    });

    /// <summary>
    /// Every small image convolved with every kernel that fits: how large the result is, and whether its entries are
    /// the sums they should be.
    /// </summary>
    public static FigureStudy Convolution { get; } = new("sensitivity/convolution", "any image and kernel", () =>
    {
        var stream = new RandomStream(1, "convolution");
        var (pairs, sizes, sums) = (0, 0, 0);
        for (var d = 1; d <= LargestImage; d++)
        {
            for (var k = 1; k <= d; k++, pairs++)
            {
                var (image, kernel) = (new float[d * d], new float[k * k]);
                stream.Uniform(image, 1);
                stream.Uniform(kernel, 1);
                var net = new Architecture(new Convolution("convolution", new(1, d, d), 1, k, Bias: false));
                var result = NetOutputs.Of(net, kernel, image, d * d, [0]);
                var side = d - k + 1;
                sizes += result.Length == side * side ? 0 : 1;
                sums += result.Where((value, at) => !IsSum(value,
                    [.. Products(image, kernel, d, k, at / side, at % side)])).Count();
            }
        }

        return new Dictionary<string, double> { ["convolution.pairs"] = pairs, ["convolution.wrongSizes"] = sizes,
            ["convolution.wrongSums"] = sums };
    });

    private static bool IsSum(float value, double[] products) =>
        Math.Abs(value - products.Sum()) <= Tolerance * products.Sum(Math.Abs);

    private static IEnumerable<double> Products(float[] image, float[] kernel, int d, int k, int row, int column) =>
        Enumerable.Range(0, k * k)
        .Select(i => (double)kernel[i] * image[((row + (i / k)) * d) + column + (i % k)]);
}
