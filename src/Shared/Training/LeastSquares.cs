using MathNet.Numerics.LinearRegression;

namespace Pruning.Shared.Training;

/// <summary>Ordinary least-squares fits.</summary>
public static class LeastSquares
{
    /// <summary>Computes the slope of the least-squares line of y on x, in units of y per unit of x.</summary>
    /// <returns>The slope; NaN where a y is not finite, as in a run that diverged.</returns>
    /// <exception cref="ArgumentException">Different lengths, or fewer than two different x.</exception>
    public static double Slope(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count)
        {
            throw new ArgumentException($"Expected a y for every x; got {x.Count} x and {y.Count} y.", nameof(y));
        }

        if (x.Distinct().Take(2).Count() < 2)
        {
            throw new ArgumentException("Expected points at two or more different x for a slope.", nameof(x));
        }

        if (!y.All(double.IsFinite))
        {
            return double.NaN;
        }

        return SimpleRegression.Fit([.. x], [.. y]).B;
    }
}
