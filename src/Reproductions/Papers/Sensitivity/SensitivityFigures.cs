using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Randomness;

namespace Pruning.Reproductions.Papers.Sensitivity;

/// <summary>Figures that need no training: the data set's sizes, and the convolution's shapes and sums.</summary>
internal static class SensitivityFigures
{
    /// <summary>Largest side of an image, in pixels.</summary>
    public const int LargestImage = 12;

    /// <summary>Float32 error allowed, many times over, as a share of the sum of the products' magnitudes.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Counts of images, pixels and classes in Fashion-MNIST.</summary>
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

    /// <summary>Checks the size and the sums of every small image convolved with every kernel that fits.</summary>
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

        return new Dictionary<string, double>
        {
            ["convolution.pairs"] = pairs,
            ["convolution.wrongSizes"] = sizes,
            ["convolution.wrongSums"] = sums
        };
    });

    private static bool IsSum(float value, double[] products) =>
        Math.Abs(value - products.Sum()) <= Tolerance * products.Sum(Math.Abs);

    private static IEnumerable<double> Products(float[] image, float[] kernel, int d, int k, int row, int column) =>
        Enumerable.Range(0, k * k)
        .Select(i => (double)kernel[i] * image[((row + (i / k)) * d) + column + (i % k)]);
}
