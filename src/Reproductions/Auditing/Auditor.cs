using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using TorchSharp;

namespace Pruning.Reproductions.Auditing;

/// <summary>Runs the readings of claims, what the ledger lacks of them, and judges.</summary>
public sealed class Auditor(Ledger ledger, RunEnvironment environment, IAuditObserver observer)
{
    private readonly Lock gate = new();

    /// <summary>Runs and judges; primary readings first, each claim's verdict reported as soon as it falls.</summary>
    public AuditResult Run(AuditOptions options)
    {
        var experiments = options.Claims.Select(c => c.Experiment).Distinct().OrderBy(e => e.Registered.Primary).ToArray();
        var runs = new Dictionary<(Experiment, string), Run>();
        foreach (var experiment in experiments)
        {
            using var session = new Lazily(() => experiment.Open(environment.Device));
            var claims = options.Claims.Where(c => c.Experiment == experiment).ToArray();
            foreach (var reading in experiment.Readings.Where(r => r.Primary || (options.AllReadings && claims.Any(c => c.Readings.Any(own => own.Protocol == r.Protocol)))))
            {
                var run = runs[(experiment, reading.Protocol)] = Execute(session, experiment, reading, options);
                if (reading.Primary)
                {
                    foreach (var claim in claims)
                    {
                        observer.Judged(claim, claim.Judge(run.Replicates, claim.Readings[0]));
                    }

                    SaveWeights(session, experiment, run, options);
                }
            }
        }

        var judged = options.Claims.Select(c => ClaimResults.Of(c, [.. c.Readings
            .Where(r => r.Primary || options.AllReadings)
            .Select(r => (r, runs[(c.Experiment, r.Protocol)]))]));
        return new(environment.Facts, ClaimResults.AcrossDocuments([.. judged]));
    }

    private Run Execute(Lazily session, Experiment experiment, Reading reading, AuditOptions options)
    {
        var seeds = Seeds(experiment.Seeded ? options.Replicates ?? reading.Registered : reading.Registered);
        var key = new LedgerKey(experiment.Id, reading.Id, reading.Protocol, environment.Fingerprint, environment.Science);
        var missing = seeds.Where(s => ledger.Find(key, s) is null).ToArray();
        observer.ReadingStarted(experiment, reading, seeds.Length, seeds.Length - missing.Length);
        if (missing.Length > 0)
        {
            var chunks = missing.Chunk(options.ChunkSize ?? ChunkSize(missing.Length, experiment, environment.Device)).ToArray();
            var opened = session.Value;
            Workers.Run(
                chunks,
                environment.Device,
                (chunk, cancel) => ledger.Append(key, opened.Run(reading, chunk, Advance, cancel)),
                options.Threads);
        }

        observer.ReadingFinished();
        return new([.. seeds.Select(s => ledger.Find(key, s)!)], seeds.Length == reading.Registered);
    }

    private static void SaveWeights(Lazily session, Experiment experiment, Run run, AuditOptions options)
    {
        if (options.SaveWeights is not { } folder)
        {
            return;
        }

        foreach (var replicate in run.Replicates)
        {
            if (session.Value.TrainedNet(experiment.Primary, replicate.Seed) is { } trained)
            {
                WeightFolder.Save(Path.Combine(folder, experiment.Id, $"seed-{replicate.Seed}"), trained.Net, trained.Values);
            }
        }
    }

    /// <summary>The registered seeds are 1 to n: nothing was picked.</summary>
    public static int[] Seeds(int n) => [.. Enumerable.Range(1, n)];

    /// <summary>As many replicates at once as suit the experiment, but no core left without work.</summary>
    public static int ChunkSize(int replicates, Experiment experiment, torch.Device device) =>
        Math.Min(experiment.ChunkSize(device), (replicates + Workers.Count(device) - 1) / Workers.Count(device));

    private void Advance(double replicates)
    {
        lock (gate)
        {
            observer.Advanced(replicates);
        }
    }

    /// <summary>A session that is opened when something has to be run, and not before.</summary>
    private sealed class Lazily(Func<Session> open) : IDisposable
    {
        private Session? session;

        public Session Value => session ??= open();

        public void Dispose() => session?.Dispose();
    }
}

/// <summary>The replicates of one reading.</summary>
public sealed record Run(IReadOnlyList<Replicate> Replicates, bool Registered);
