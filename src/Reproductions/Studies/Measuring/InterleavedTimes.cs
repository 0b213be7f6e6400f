using System.Diagnostics;
using MathNet.Numerics.Statistics;

namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>Times of two alternating pieces of work, so that other load on the machine affects both.</summary>
/// <param name="First">Seconds per pass of the first, one value per round.</param>
/// <param name="Second">Seconds per pass of the second.</param>
internal sealed record InterleavedTimes(double[] First, double[] Second)
{
    private const int WarmUp = 20;
    private const int Rounds = 41;

    /// <summary>Ratio of the median times, first to second.</summary>
    public double Ratio => First.Median() / Second.Median();

    /// <summary>Times both in alternating rounds; the one that goes first alternates too.</summary>
    /// <param name="passes">Passes per round; a round should take milliseconds to be timed accurately.</param>
    public static InterleavedTimes Of(Action first, Action second, int passes)
    {
        _ = Seconds(first, WarmUp);
        _ = Seconds(second, WarmUp);
        var (a, b) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
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
