using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Pruning.Benchmarks.Results;

namespace Pruning.Benchmarks.Racing;

/// <summary>Runs cases: each peer's best setting first, then rounds in which our side and its peers take turns.</summary>
/// <param name="programs">Starts the peers.</param>
/// <param name="folder">What they exchange.</param>
/// <param name="quick">One short round.</param>
/// <param name="say">Told how it goes.</param>
internal sealed class Race(PeerPrograms programs, string folder, int rounds, bool quick, Action<string> say)
{
    /// <summary>A setting that takes so many times as long as another is not waited for.</summary>
    private const int GivenUp = 3;

    /// <summary>Runs one case.</summary>
    /// <exception cref="BenchException">A side failed, or they do not do the same.</exception>
    public CaseResult Run(Case entry, MachineRates rates)
    {
        say($"{entry.Name}: {entry.Unit}");
        OurProgram.Prepare(entry.Problem, folder);
        var ours = OurProgram.Side;
        var check = Done(ours.Heat(entry, new(entry.Timed.Nets, 2), folder, setting: null)).Check;
        var lanes = entry.Peers.Select(peer => Choose(entry, peer, check)).ToList();

        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            times.Add(Timed(entry, ours, Ours(entry), setting: null));
            lanes.ForEach(lane => lane.Times.Add(Timed(entry, lane.Side, Theirs(entry, lane.Peer), lane.Setting)));
        }

        var own = Spread(times);
        return new(
            entry.Name, entry.Unit, own, entry.Flops, entry.Bytes, entry.Flops / rates.FlopsPerSecond, entry.Bytes / rates.BytesPerSecond,
            [.. lanes.Select(lane => Result(lane, own))]);

        PeerResult Result(Lane lane, Spread own)
        {
            var theirs = Spread(lane.Times);
            var part = Theirs(entry, lane.Peer);
            say($"  {lane.Peer.Name}: {theirs.Median / own.Median:0.00} times our time ({lane.Setting}), goal {lane.Peer.Goal}");
            return new(lane.Peer.Name, $"{lane.Setting}", $"{part.Nets} × {part.Steps}", entry.Whole.Over(part), lane.Apart, theirs, theirs.Median / own.Median, lane.Peer.Goal);
        }
    }

    private sealed record Lane(Peer Peer, Contestant Side, Setting Setting, double Apart, List<double> Times);

    private Workload Ours(Case entry) => quick ? new(entry.Timed.Nets, Math.Min(entry.Short, entry.Timed.Steps)) : entry.Timed;

    private Workload Theirs(Case entry, Peer peer) => Ours(entry) with { Nets = peer.Nets ?? entry.Timed.Nets };

    private double Timed(Case entry, Contestant side, Workload work, Setting? setting) =>
        Done(side.Heat(entry, work, folder, setting)).Seconds * (entry.FromStart ? 1 : entry.Whole.Over(work));

    private static (double Seconds, Said Check) Done((double Seconds, Said Check)? heat) =>
        heat ?? throw new InvalidOperationException("A heat without a limit is never given up.");

    /// <summary>The fastest of a peer's settings; every one of them must do our work.</summary>
    private Lane Choose(Case entry, Peer peer, Said check)
    {
        var side = programs.Side(peer);
        var trial = new Workload(peer.Nets ?? entry.Timed.Nets, Math.Min(entry.Short, entry.Timed.Steps));
        (Setting Setting, double Seconds, double Apart)? best = null;
        var limit = double.PositiveInfinity;
        foreach (var setting in peer.Settings.Where(s => programs.Has(s.Optimizer, entry.Problem.Optimizer)))
        {
            var clock = Stopwatch.StartNew();
            if (side.Heat(entry, trial, folder, setting, limit) is not var (seconds, said))
            {
                say($"  {peer.Name}, {setting}: given up, over {GivenUp} times the time of another");
                continue;
            }

            var apart = SameWork.Check(check, said, $"{entry.Name}, {peer.Name}");
            say($"  {peer.Name}, {setting}: {seconds * (entry.FromStart ? 1 : entry.Whole.Over(trial)):G3} s (losses apart by {apart:E0} of what the steps changed)");
            best = best is null || seconds < best.Value.Seconds ? (setting, seconds, apart) : best;
            limit = Math.Min(limit, GivenUp * clock.Elapsed.TotalSeconds);
        }

        var chosen = best ?? throw new BenchException($"{entry.Name}, {peer.Name}: none of its settings can be used here.");
        return new(peer, side, chosen.Setting, chosen.Apart, []);
    }

    private static Spread Spread(List<double> times) => new([.. times], times.Median(), times.LowerQuartile(), times.UpperQuartile());
}
