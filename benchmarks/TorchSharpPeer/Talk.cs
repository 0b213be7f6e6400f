using System.Diagnostics;
using System.Text.Json;

namespace Pruning.Benchmarks.TorchSharpPeer;

/// <summary>
/// The talk with the driver: the check, <c>ready</c>, a line to wait for, the timed part, one line of JSON.
/// </summary>
internal static class Talk
{
    /// <summary>Of a peer whose check gives the losses before and after.</summary>
    public static void Race(PeerJob job, Func<(double[] Before, double[] After)> check, Action timed)
    {
        var (before, after) = check();
        Console.WriteLine("ready");
        Console.ReadLine();
        var clock = Stopwatch.StartNew();
        timed();
        Say(job, clock.Elapsed.TotalSeconds, before, after);
    }

    /// <summary>The same for training.</summary>
    /// <param name="run">Trains nets for so many steps.</param>
    /// <param name="losses">Their mean losses, or of null those of the nets at the start.</param>
    public static void Train<TNets>(PeerJob job, Func<int, TNets> run, Func<TNets?, double[]> losses)
        where TNets : class
    {
        if (!job.FromStart)
        {
            Race(job, () => (losses(null), losses(run(job.Check))), () => run(job.Steps));
            return;
        }

        var nets = run(job.Check);
        Console.WriteLine("ready");
        Say(job, 0, losses(null), losses(nets));
    }

    private static void Say(PeerJob job, double seconds, double[] before, double[] after) => Console.WriteLine(
        JsonSerializer.Serialize(new { @case = job.Problem, seconds, before, after }));
}
