using System.Diagnostics;

namespace Pruning.Benchmarks.Racing;

/// <summary>Finds the fastest of a peer's entrants and settings; every one of them must do our work.</summary>
internal sealed class SettingChoice(PeerPrograms programs, string folder, Action<string> say)
{
    /// <summary>A setting that takes so many times as long as another is not waited for.</summary>
    private const int GivenUp = 3;

    /// <param name="work">What will be timed; at most so much is tried.</param>
    /// <param name="check">What our side's check gave.</param>
    /// <exception cref="BenchException">One does other work, or none can be used.</exception>
    public Lane Of(Case entry, Peer peer, Workload work, Said check)
    {
        var trial = work with { Steps = Math.Min(entry.Short, work.Steps) };
        var limit = double.PositiveInfinity;
        (Lane Lane, double Seconds)? best = null;
        foreach (var entrant in peer.Entrants)
        {
            var side = programs.Side(entrant);
            foreach (var setting in entrant.Settings.Where(s => programs.Has(s.Optimizer, entry.Problem.Optimizer)))
            {
                var clock = Stopwatch.StartNew();
                if (side.TryHeat(entry, trial, folder, setting, limit) is not var (seconds, said))
                {
                    say($"  {entrant.Label}, {setting}: given up, over {GivenUp} times the time of another");
                    continue;
                }

                var apart = SameWork.Check(check, said, $"{entry.Name}, {entrant.Label}");
                var scaled = seconds * (entry.FromStart ? 1 : entry.Whole.Over(trial));
                say($"  {entrant.Label}, {setting}: {scaled:G3} s (losses apart by {apart:E0} of their change)");
                if (best is null || seconds < best.Value.Seconds)
                {
                    best = (new(peer, entrant, side, setting, apart, []), seconds);
                }

                limit = Math.Min(limit, GivenUp * clock.Elapsed.TotalSeconds);
            }
        }

        return best?.Lane
            ?? throw new BenchException($"{entry.Name}, {peer.Name}: none of its settings can be used here.");
    }
}
