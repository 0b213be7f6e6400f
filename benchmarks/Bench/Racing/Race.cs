using MathNet.Numerics.Statistics;
using Pruning.Benchmarks.Results;

namespace Pruning.Benchmarks.Racing;

/// <summary>
/// Runs cases: each peer's best entrant and setting first, then rounds in which our side and its peers take turns.
/// </summary>
/// <param name="programs">Starts the peers.</param>
/// <param name="folder">What they exchange.</param>
/// <param name="quick">One short round.</param>
/// <param name="say">Told how it goes.</param>
internal sealed class Race(PeerPrograms programs, string folder, int rounds, bool quick, Action<string> say)
{
    /// <summary>Runs one case.</summary>
    /// <exception cref="BenchException">A side failed, or they do not do the same.</exception>
    public CaseResult Run(Case entry, MachineRates rates)
    {
        say($"{entry.Name}: {entry.Unit}");
        OurProgram.Prepare(entry.Problem, folder);
        var ours = OurProgram.Side;
        var check = ours.Heat(entry, entry.Timed with { Steps = 2 }, folder, setting: null).Check;
        var choice = new SettingChoice(programs, folder, say);
        var lanes = entry.Peers.Select(peer => choice.Of(entry, peer, Theirs(entry, peer), check)).ToList();

        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            times.Add(Timed(entry, ours, Ours(entry), setting: null));
            lanes.ForEach(lane => lane.Times.Add(Timed(entry, lane.Side, Theirs(entry, lane.Peer), lane.Setting)));
        }

        var own = Spread(times);
        return new CaseResult(
            entry.Name, entry.Unit, own, Timed(Ours(entry)), entry.OneCore, entry.Flops, entry.Bytes, null, null,
            [.. lanes.Select(lane => Result(lane, own))]).Over(rates);

        PeerResult Result(Lane lane, Spread own)
        {
            var theirs = Spread(lane.Times);
            var part = Theirs(entry, lane.Peer);
            var ratio = theirs.Median / own.Median;
            var name = lane.Peer.Entrants.Length > 1 ? $"{lane.Peer.Name} ({lane.Entrant.Label})" : lane.Peer.Name;
            say($"  {name}: {ratio:0.00} times our time ({lane.Setting}), goal {lane.Peer.Goal}");
            return new(name, $"{lane.Setting}", Timed(part), lane.Apart, theirs, ratio, lane.Peer.Goal);
        }
    }

    private static string Timed(Workload work) => $"{work.Nets} × {work.Steps}";

    private Workload Ours(Case entry) =>
        quick ? entry.Timed with { Steps = Math.Min(entry.Short, entry.Timed.Steps) } : entry.Timed;

    private Workload Theirs(Case entry, Peer peer)
    {
        var ours = Ours(entry);
        return new(peer.Nets ?? ours.Nets, Math.Min(peer.Steps ?? ours.Steps, ours.Steps));
    }

    private double Timed(Case entry, Contestant side, Workload work, Setting? setting) =>
        side.Heat(entry, work, folder, setting).Seconds * (entry.FromStart ? 1 : entry.Whole.Over(work));

    private static Spread Spread(List<double> times) =>
        new([.. times], times.Median(), times.LowerQuartile(), times.UpperQuartile());
}
