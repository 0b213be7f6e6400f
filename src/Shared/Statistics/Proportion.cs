using MathNet.Numerics.Distributions;

namespace Pruning.Shared.Statistics;

/// <summary>Statistics of shares.</summary>
public static class Proportion
{
    /// <summary>
    /// Computes Wilson's score interval of a share, without continuity correction (Wilson 1927; method 3 of Newcombe
    /// 1998).
    /// </summary>
    /// <param name="successes">0 to <paramref name="count"/>.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="level">Coverage, between 0 and 1.</param>
    public static Interval Wilson(int successes, int count, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, count);
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var share = (double)successes / count;
        var scale = 1 + (z * z / count);
        var centre = (share + (z * z / (2 * count))) / scale;
        var reach = z / scale * Math.Sqrt((share * (1 - share) / count) + (z * z / (4.0 * count * count)));
        return new(successes == 0 ? 0 : centre - reach, successes == count ? 1 : centre + reach);
    }

    /// <summary>
    /// The mid-rank of <paramref name="value"/> in <paramref name="sample"/>, 0 to 1: the share below it, ties counting
    /// half.
    /// </summary>
    public static double PlaceOf(double value, IReadOnlyList<double> sample)
    {
        if (sample.Count == 0)
        {
            throw new ArgumentException("Expected at least one value in the sample; got none.", nameof(sample));
        }

        return (sample.Count(v => v < value) + (sample.Count(v => v == value) / 2.0)) / sample.Count;
    }
}
