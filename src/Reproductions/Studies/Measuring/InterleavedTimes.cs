using System.Diagnostics;
using MathNet.Numerics.Statistics;

namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>
/// Times of two pieces of work that take turns, so that whatever else the machine does falls on both.
/// </summary>
/// <param name="First">Seconds a pass of the first, one figure a round.</param>
/// <param name="Second">The same of the second.</param>
internal sealed record InterleavedTimes(double[] First, double[] Second)
{
    private const int WarmUp = 20;
    private const int Rounds = 41;

    /// <summary>How many times as long the first takes, by medians.</summary>
    public double Ratio => First.Median() / Second.Median();

    /// <summary>Runs both in turns; they take turns in going first, too.</summary>
    /// <param name="passes">Passes a round: so many that a round takes milliseconds, which a clock tells well.</param>
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

    /// <summary>The interquartile range of times as a share of their median.</summary>
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
