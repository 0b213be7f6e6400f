using MathNet.Numerics.Statistics;

namespace Pruning.Shared.Pruning;

/// <summary>How well two orders of the same things agree.</summary>
public static class RankCorrelation
{
    /// <summary>
    /// Computes Spearman's ρ: the correlation of ranks, equal values taking the mean of theirs (Kendall 1970, Rank
    /// Correlation Methods, section 3.8). From −1, the reverse order, to 1, the same; NaN where all values of one side
    /// are equal.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The two have different lengths or fewer than two values, or a value is not a number.
    /// </exception>
    public static double Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count != second.Count || first.Count < 2)
        {
            throw new ArgumentException(
                $"Expected two lists of one length, at least 2; got {first.Count} and {second.Count} values.",
                nameof(second));
        }

        if (first.Concat(second).Any(double.IsNaN))
        {
            throw new ArgumentException("Expected numbers to rank; got NaN.", nameof(first));
        }

        return first.Distinct().Count() == 1 || second.Distinct().Count() == 1
            ? double.NaN
            : Math.Clamp(Correlation.Spearman(first, second), -1, 1);
    }
}
