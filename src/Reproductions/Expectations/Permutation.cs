using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace Pruning.Reproductions.Expectations;

/// <summary>Fisher's permutation test of the difference between two samples' means.</summary>
public static class Permutation
{
    /// <summary>Largest total number of values for which all permutations are enumerated.</summary>
    public const int ExactUpTo = 16;

    /// <summary>Permutations drawn for larger samples, from a fixed seed; p = (b + 1) / (B + 1).</summary>
    public const int Drawn = 100_000;

    private const int Seed = 1935;

    /// <summary>Two-sided p value. Differences equal up to rounding count as ties.</summary>
    public static double P(double[] a, double[] b)
    {
        // After centring, the sum over one side determines the difference, as both sums add up to 0.
        var mean = a.Concat(b).Mean();
        double[] all = [.. a.Concat(b).Select(v => v - mean)];
        var observed = Math.Abs(all.Take(a.Length).Sum()) - (1e-9 * all.Max(Math.Abs));
        return all.Length <= ExactUpTo ? OverAll(all, a.Length, observed) : OverDrawn(all, a.Length, observed);
    }

    /// <summary>The least p value for samples of these sizes, that of disjoint samples.</summary>
    public static double LeastP(int a, int b) => a + b <= ExactUpTo
        ? (a == b ? 2 : 1) / Combinatorics.Combinations(a + b, a)
        : 1.0 / (Drawn + 1);

    private static double OverAll(double[] all, int side, double observed)
    {
        var (deals, asFar) = (0, 0);
        for (var deal = 0u; deal < 1u << all.Length; deal++)
        {
            if (BitOperations.PopCount(deal) == side)
            {
                deals++;
                asFar += Math.Abs(all.Where((_, i) => (deal >> i & 1) == 1).Sum()) >= observed ? 1 : 0;
            }
        }

        return (double)asFar / deals;
    }

    private static double OverDrawn(double[] all, int side, double observed)
    {
        var random = new Xoshiro256StarStar(Seed, threadSafe: false);
        var asFar = 0;
        for (var deal = 0; deal < Drawn; deal++)
        {
            random.Shuffle(all);
            asFar += Math.Abs(all.AsSpan(0, side).ToArray().Sum()) >= observed ? 1 : 0;
        }

        return (asFar + 1.0) / (Drawn + 1.0);
    }
}
