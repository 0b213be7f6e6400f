using System.Collections.Concurrent;
using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Expectations;

/// <summary>The short run of a study: a few replicates of its check reading, never taken from a ledger.</summary>
/// <param name="Replicates">One per seed, from 1 on.</param>
public sealed record CheckRun(IReadOnlyList<Replicate> Replicates)
{
    private static readonly ConcurrentDictionary<(string, string, int), Lazy<CheckRun>> Done = new();

    /// <summary>Number of replicates in an expected file: enough for a comparison with a GPU.</summary>
    public static int AcceptedReplicates(Study experiment) =>
        experiment.Seeded ? Math.Max(experiment.Replicates.Short, TwoSampleTest.Fewest) : experiment.Replicates.Short;

    /// <summary>
    /// Number of replicates that a test repeats: all of them on a GPU; on a CPU, where every bit must agree, only the
    /// first, and two of nets so large that they are trained one at a time.
    /// </summary>
    public static int TestedReplicates(Study experiment, RunEnvironment environment) =>
        environment.IsExact ? RepeatedOnCpu(experiment) : AcceptedReplicates(experiment);

    /// <summary>Deviations of the accepted run from the registered protocol.</summary>
    public static IReadOnlyList<string> Deviations(Study experiment)
    {
        var (n, primary, check) = (AcceptedReplicates(experiment), experiment.Primary, experiment.Check);
        string[] replicates = n == primary.Registered ? [] : [$"replicates: {n} instead of {primary.Registered}"];
        var choices = check.Choices.Where(c => primary.Choices[c.Key] != c.Value);
        return [.. replicates, .. choices.Select(c => $"{c.Key}: {c.Value} instead of {primary.Choices[c.Key]}")];
    }

    /// <summary>Runs a number of replicates of a study, once per process and device.</summary>
    public static CheckRun Of(Study experiment, RunEnvironment environment, int replicates) =>
        Done.GetOrAdd((experiment.Id, environment.Device.ToString(), replicates),
            _ => new(() => Run(experiment, environment, replicates))).Value;

    /// <summary>
    /// The run's results for one claim, as an entry of its expected file. The verdict is on the replicates that every
    /// test repeats.
    /// </summary>
    public CheckEntry EntryOf(Claim claim, RunEnvironment environment) => new(
        environment.Numerics,
        claim.Judge([.. Replicates.Take(RepeatedOnCpu(claim.Study))], claim.Short).Verdict,
        Replicates[0].Values.Keys
            .Where(m => claim.Concerns(m) && claim.Study.NatureOf(m) != Nature.Time)
            .Order(StringComparer.Ordinal)
            .ToDictionary(m => m, m => (IReadOnlyList<double?>)[.. Replicates.Select(r => Finite(r.Values[m]))]));

    private static int RepeatedOnCpu(Study experiment) =>
        experiment.ChunkSize(Device.Cpu) == 1 ? Math.Min(2, experiment.Replicates.Short) : experiment.Replicates.Short;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static CheckRun Run(Study experiment, RunEnvironment environment, int n)
    {
        using var session = experiment.Open(environment.Device);
        var seeds = Enumerable.Range(1, n).ToArray();
        var replicates = new ConcurrentDictionary<int, Replicate>();
        Workers.Run(seeds.Chunk(Auditor.ChunkSize(seeds.Length, experiment, environment.Device)).ToArray(),
            environment.Device, (chunk, cancel) =>
        {
            foreach (var replicate in session.Run(experiment.Check, chunk, _ => { }, cancel))
            {
                replicates[replicate.Seed] = replicate;
            }
        }, experiment.OneAtATime ? 1 : null);
        return new([.. seeds.Select(s => replicates[s])]);
    }
}
