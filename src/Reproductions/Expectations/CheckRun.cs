using System.Collections.Concurrent;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Expectations;

/// <summary>The short run of an experiment: few replicates of its check reading, and how each one starts. Nothing is taken from a ledger.</summary>
/// <param name="Replicates">One a seed.</param>
/// <param name="Starts">What each replicate looks like after its first steps.</param>
public sealed record CheckRun(IReadOnlyList<Replicate> Replicates, IReadOnlyList<IReadOnlyDictionary<string, double>> Starts)
{
    private static readonly ConcurrentDictionary<(string, string), Lazy<CheckRun>> Done = new();

    /// <summary>Runs it, once per process and device.</summary>
    public static CheckRun Of(Experiment experiment, RunEnvironment environment) =>
        Done.GetOrAdd((experiment.Id, environment.Device.ToString()), _ => new(() => Run(experiment, environment))).Value;

    /// <summary>What the run says of one claim, as an entry of its expected file.</summary>
    public CheckEntry EntryOf(Claim claim, RunEnvironment environment) => new(
        environment.Engine,
        claim.Judge(Replicates, claim.Short).Verdict,
        Series(Starts, _ => true),
        Series([.. Replicates.Select(r => r.Values)], metric => claim.Concerns(metric) && claim.Experiment.IsRepeatable(metric)));

    private static CheckRun Run(Experiment experiment, RunEnvironment environment)
    {
        using var session = experiment.Open(environment.Device);
        var seeds = Auditor.Seeds(experiment.CheckReplicates);
        var replicates = new ConcurrentDictionary<int, Replicate>();
        var starts = new ConcurrentDictionary<int, IReadOnlyDictionary<string, double>>();
        Workers.Run(seeds.Chunk(Auditor.ChunkSize(seeds.Length, experiment, environment.Device)).ToArray(), environment.Device, (chunk, cancel) =>
        {
            foreach (var replicate in session.Run(experiment.Check, chunk, _ => { }, cancel))
            {
                replicates[replicate.Seed] = replicate;
            }

            foreach (var seed in chunk)
            {
                starts[seed] = session.Start(seed);
            }
        }, experiment.OneAtATime ? 1 : null);
        return new([.. seeds.Select(s => replicates[s])], [.. seeds.Select(s => starts[s])]);
    }

    private static Dictionary<string, IReadOnlyList<double?>> Series(IReadOnlyList<IReadOnlyDictionary<string, double>> values, Func<string, bool> wanted) =>
        values[0].Keys.Where(wanted).Order(StringComparer.Ordinal).ToDictionary(
            name => name,
            name => (IReadOnlyList<double?>)[.. values.Select(v => double.IsFinite(v[name]) ? v[name] : (double?)null)]);
}
