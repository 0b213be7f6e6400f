using Pruning.Shared.Kernels;
using Xunit;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>
/// Values drawn for the kernels' tests, their comparison bit for bit, and panels by (example, feature).
/// </summary>
internal static class Bits
{
    /// <summary>Equal in every bit, the sign of zero included; a NaN equals any other.</summary>
    /// <param name="what">What is compared, for the message.</param>
    public static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what = "Result")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i])
                && !(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
            {
                Assert.Fail($"{what}: entry {i} of {expected.Length} is {actual[i]:R}, not {expected[i]:R}.");
            }
        }
    }

    /// <summary>Values around 0, of which some are ±0.</summary>
    public static float[] Draw(Random random, long count, double scale = 1)
    {
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.Next(16) switch
            {
                0 => 0f,
                1 => -0f,
                _ => (float)(((2 * random.NextDouble()) - 1) * scale),
            };
        }

        return values;
    }

    /// <summary>Where a value lies in panels.</summary>
    public static int At(int example, int feature, int features) =>
        (((example / Panels.Width * features) + feature) * Panels.Width) + (example % Panels.Width);

    /// <summary>Panels of drawn values, lanes beyond the batch zero.</summary>
    public static float[] DrawPanels(Random random, int features, int batch, double scale = 1)
    {
        var panels = new float[Panels.Length(features, batch)];
        for (var b = 0; b < batch; b++)
        {
            var values = Draw(random, features, scale);
            for (var f = 0; f < features; f++)
            {
                panels[At(b, f, features)] = values[f];
            }
        }

        return panels;
    }
}
