using System.Diagnostics;
using MathNet.Numerics.Statistics;

namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>Times of two alternating pieces of work, so that other load on the machine affects both.</summary>
/// <param name="First">Seconds per pass of the first, one value per round.</param>
/// <param name="Second">Seconds per pass of the second.</param>
internal sealed record InterleavedTimes(double[] First, double[] Second)
{
    /// <summary>Ratio of the median times, first to second.</summary>
    public double Ratio => First.Median() / Second.Median();

    /// <summary>Times both in alternating rounds; the one that goes first alternates too.</summary>
    /// <param name="passes">Passes per round; a round should take milliseconds to be timed accurately.</param>
    /// <param name="rounds">Rounds; half as many passes go before them, uncounted.</param>
    public static InterleavedTimes Of(Action first, Action second, int passes, int rounds = 41)
    {
        _ = Seconds(first, rounds / 2);
        _ = Seconds(second, rounds / 2);
        var (a, b) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                a[round] = Seconds(first, passes);
            }

            b[round] = Seconds(second, passes);
            if (round % 2 != 0)
            {
                a[round] = Seconds(first, passes);
            }
        }

        return new(a, b);
    }

    /// <summary>Interquartile range of times as a share of their median.</summary>
    public static double Spread(double[] seconds) => seconds.InterquartileRange() / seconds.Median();

    private static double Seconds(Action work, int passes)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < passes; i++)
        {
            work();
        }

        return clock.Elapsed.TotalSeconds / passes;
    }
}
