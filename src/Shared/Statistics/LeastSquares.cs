namespace Pruning.Shared.Statistics;

/// <summary>The straight line through points.</summary>
public static class LeastSquares
{
    /// <summary>Slope of the ordinary least-squares line of <paramref name="y"/> on <paramref name="x"/>, in units of y per unit of x.</summary>
    /// <returns>The slope; NaN where a y is not finite, as in a run that diverged.</returns>
    /// <exception cref="ArgumentException">Different lengths, or fewer than two different x.</exception>
    public static double Slope(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count)
        {
            throw new ArgumentException($"{x.Count} x and {y.Count} y: every point needs both.", nameof(y));
        }

        if (x.Distinct().Take(2).Count() < 2)
        {
            throw new ArgumentException("A slope needs points at two different x.", nameof(x));
        }

        if (!y.All(double.IsFinite))
        {
            return double.NaN;
        }

        var (meanX, meanY) = (x.Average(), y.Average());
        var (shared, spread) = (0.0, 0.0);
        for (var i = 0; i < x.Count; i++)
        {
            shared += (x[i] - meanX) * (y[i] - meanY);
            spread += (x[i] - meanX) * (x[i] - meanX);
        }

        return shared / spread;
    }
}
