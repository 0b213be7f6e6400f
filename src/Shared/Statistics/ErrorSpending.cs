using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace Pruning.Shared.Statistics;

/// <summary>
/// Levels of a one-sided test that is repeated after growing numbers of replicates and stops at its first rejection.
/// By look k it has spent α·(n_k/n_last)^ρ of its error (Kim and DeMets 1987); the levels follow from the joint
/// distribution of the means (Armitage, McPherson and Rowe 1969).
/// </summary>
public static class ErrorSpending
{
    /// <summary>ρ: larger spends later.</summary>
    public const double Exponent = 1.5;

    private const int FewestCells = 600;
    private const int MostCells = 6000;
    private const double Least = -9;

    private static readonly ConcurrentDictionary<string, IReadOnlyList<double>> Known = new();

    /// <summary>The level of each look's test, so that all together err with probability at most α.</summary>
    /// <param name="looks">Numbers of replicates, ascending.</param>
    /// <param name="alpha">α, one-sided.</param>
    public static IReadOnlyList<double> Levels(IReadOnlyList<int> looks, double alpha) =>
        looks.Count == 1 ? [alpha]
            : Known.GetOrAdd($"{string.Join(' ', looks)} {alpha:R}", _ => Compute(looks, alpha));

    private static double[] Compute(IReadOnlyList<int> looks, double alpha)
    {
        var levels = new double[looks.Count];

        // Density of the sum of n standard normals at look k among samples not yet rejected, on a grid of √n·z.
        (double From, double Step, double[] Density)? before = null;
        var spent = 0.0;
        for (var k = 0; k < looks.Count; k++)
        {
            var n = looks[k];
            var share = alpha * Math.Pow((double)n / looks[^1], Exponent);
            var added = n - (k == 0 ? 0 : looks[k - 1]);
            var critical = Brent.FindRoot(z => Beyond(before, z * Math.Sqrt(n), added) - (share - spent), 0, 8, 1e-10);
            levels[k] = Normal.CDF(0, 1, -critical);
            spent = share;
            before = k == looks.Count - 1 ? null
                : Continue(before, critical * Math.Sqrt(n), Least * Math.Sqrt(n), added, looks[k + 1] - n);
        }

        return levels;
    }

    /// <summary>Probability of going on until this look and of a sum beyond <paramref name="limit"/> there.</summary>
    private static double Beyond((double From, double Step, double[] Density)? before, double limit, int added)
    {
        var sd = Math.Sqrt(added);
        return before is not { } b ? Normal.CDF(0, 1, -limit / sd)
            : Simpson(b.Step,
                [.. b.Density.Select((d, i) => d * Normal.CDF(0, 1, (b.From + (i * b.Step) - limit) / sd))]);
    }

    private static (double From, double Step, double[] Density) Continue(
        (double From, double Step, double[] Density)? before, double limit, double from, int added, int next)
    {
        // Few replicates more spread the sum by little, so the grid must be fine before a look that is close.
        var cells = 2 * (int)Math.Clamp((limit - from) * 2 / Math.Sqrt(next), FewestCells / 2, MostCells / 2);
        var (sd, step) = (Math.Sqrt(added), (limit - from) / cells);
        double At(double sum) => before is not { } b ? Normal.PDF(0, sd, sum)
            : Simpson(b.Step, [.. b.Density.Select((d, i) => d * Normal.PDF(b.From + (i * b.Step), sd, sum))]);
        return (from, step, [.. Enumerable.Range(0, cells + 1).Select(i => At(from + (i * step)))]);
    }

    /// <param name="values">At an even number of steps.</param>
    private static double Simpson(double step, IReadOnlyCollection<double> values) =>
        step / 3 * values.Select((v, i) => v * (i == 0 || i == values.Count - 1 ? 1 : i % 2 == 1 ? 4 : 2)).Sum();
}
