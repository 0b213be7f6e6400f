namespace Pruning.Shared.Statistics;

/// <summary>A sample's size, mean and spread.</summary>
/// <param name="Count">Number of values, at least 1.</param>
/// <param name="Mean">The mean, within the values' range despite rounding.</param>
/// <param name="Sd">
/// Sample standard deviation (divisor n − 1): exactly 0 for equal values and for a single one, infinite if it exceeds a
/// double's range.
/// </param>
public sealed record Summary(int Count, double Mean, double Sd)
{
    /// <summary>Summarises finite values of any magnitude.</summary>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    public static Summary Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("Expected at least one value; got none.", nameof(values));
        }

        var (min, max) = Range(values);
        if (min == max)
        {
            return new(values.Length, min, 0);
        }

        // Scaling by powers of two is exact; near 1 neither the sum nor a square overflows or underflows.
        var exponent = Math.ILogB(Math.Max(Math.Abs(min), Math.Abs(max))) + 1;
        var mean = 0.0;
        for (var pass = 0; pass < 2; pass++)
        {
            var rest = 0.0;
            foreach (var value in values)
            {
                rest += Math.ScaleB(value, -exponent) - mean;
            }

            mean += rest / values.Length; // the second pass takes out what the first sum rounded away
        }

        var squares = 0.0;
        foreach (var value in values)
        {
            var deviation = Math.ScaleB(value, -exponent) - mean;
            squares += deviation * deviation;
        }

        var sd = Math.Sqrt(squares / (values.Length - 1));
        return new(values.Length, Math.Clamp(Math.ScaleB(mean, exponent), min, max), Math.ScaleB(sd, exponent));
    }

    private static (double Min, double Max) Range(ReadOnlySpan<double> values)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"Expected finite values; got {value}: exclude diverged runs.",
                    nameof(values));
            }

            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        return (min, max);
    }
}
