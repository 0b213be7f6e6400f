using Pruning.Shared.Populations;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// Convolution and max-pooling as they are defined, window by window; maps lie channel by channel, row by row.
/// </summary>
internal static class PlainImages
{
    /// <summary>
    /// Every filter's sum of elementwise products with every window; beyond the edge of a map lie zeros.
    /// </summary>
    public static double[] Convolve(Convolution layer, double[] weight, double[]? bias, double[] x)
    {
        var (input, output, k) = (layer.Input, layer.Output, layer.Kernel);
        return Fill(output, (filter, top, left) =>
        {
            var sum = bias?[filter] ?? 0;
            for (var channel = 0; channel < input.Channels; channel++)
            {
                for (var row = 0; row < k; row++)
                {
                    for (var column = 0; column < k; column++)
                    {
                        var (y, z) = ((top * layer.Stride) + row - layer.Padding,
                            (left * layer.Stride) + column - layer.Padding);
                        var inside = y >= 0 && y < input.Height && z >= 0 && z < input.Width;
                        var w = weight[(((((filter * input.Channels) + channel) * k) + row) * k) + column];
                        sum += inside ? w * x[At(input, channel, y, z)] : 0;
                    }
                }
            }

            return sum;
        });
    }

    /// <summary>The largest of every window, windows side by side.</summary>
    public static double[] Pool(MaxPool layer, double[] x) => Fill(layer.Output, (channel, top, left) =>
    {
        var largest = double.NegativeInfinity;
        for (var row = 0; row < layer.Size; row++)
        {
            for (var column = 0; column < layer.Size; column++)
            {
                largest = Math.Max(largest, x[At(layer.Input, channel, (top * layer.Size) + row,
                    (left * layer.Size) + column)]);
            }
        }

        return largest;
    });

    private static double[] Fill(Maps maps, Func<int, int, int, double> value)
    {
        var y = new double[maps.Features];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = value(i / (maps.Height * maps.Width), i / maps.Width % maps.Height, i % maps.Width);
        }

        return y;
    }

    private static int At(Maps maps, int channel, int row, int column) =>
        (((channel * maps.Height) + row) * maps.Width) + column;
}
