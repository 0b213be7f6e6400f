using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Auditing;

/// <summary>Runs the readings of claims, what the ledger lacks of them, and judges.</summary>
public sealed class Auditor(Ledger ledger, RunEnvironment environment, IAuditObserver observer)
{
    private readonly Lock gate = new();

    /// <summary>Runs and judges: all primary readings first, the cheapest experiments before the others; each claim's verdict is told as soon as it falls.</summary>
    public AuditResult Run(AuditOptions options)
    {
        var experiments = options.Claims.Select(c => c.Experiment).Distinct().OrderBy(e => e.Cost).ToArray();
        var sessions = experiments.ToDictionary(e => e, e => new Lazily(() => e.Open(environment.Device)));
        var runs = new Dictionary<(Experiment, string), Run>();
        try
        {
            foreach (var experiment in experiments)
            {
                var run = runs[(experiment, experiment.Primary.Protocol)] = Execute(sessions[experiment], experiment, experiment.Primary, options);
                foreach (var claim in options.Claims.Where(c => c.Experiment == experiment))
                {
                    observer.Judged(claim, claim.Judge(run.Replicates, claim.Readings[0]));
                }

                SaveWeights(sessions[experiment], experiment, run, options);
            }

            foreach (var experiment in experiments.Where(_ => options.AllReadings))
            {
                var wanted = options.Claims.Where(c => c.Experiment == experiment).SelectMany(c => c.Readings).Select(r => r.Protocol).ToHashSet();
                foreach (var reading in experiment.Readings.Where(r => !r.Primary && wanted.Contains(r.Protocol)))
                {
                    runs[(experiment, reading.Protocol)] = Execute(sessions[experiment], experiment, reading, options);
                }
            }
        }
        finally
        {
            foreach (var session in sessions.Values)
            {
                session.Dispose();
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
        var key = new LedgerKey(experiment.Id, reading.Id, reading.Protocol, environment.NumericsOf(experiment), ScienceVersion.Current);
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
                experiment.OneAtATime ? 1 : options.Threads);
        }

        observer.ReadingFinished();

        // Trained nets and data sets are large and die late: without a word the collector would let them pile up.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return new([.. seeds.Select(s => ledger.Find(key, s)!)], seeds.Length == reading.Registered);
    }

    /// <summary>Keeps the trained nets. One whose metrics came from the ledger is trained again, under the conditions of any run, hence to the same bits.</summary>
    private void SaveWeights(Lazily session, Experiment experiment, Run run, AuditOptions options)
    {
        if (options.SaveWeights is not { } folder || session.Value is not { } opened)
        {
            return;
        }

        Workers.Run([.. run.Replicates.Select(r => r.Seed)], environment.Device, (seed, _) =>
        {
            if (opened.TrainedNet(experiment.Primary, seed) is { } trained)
            {
                WeightFolder.Save(Path.Combine(folder, experiment.Id, $"seed-{seed}"), trained.Net, trained.Values);
            }
        }, options.Threads);
    }

    /// <summary>The registered seeds are 1 to n: nothing was picked.</summary>
    public static int[] Seeds(int n) => [.. Enumerable.Range(1, n)];

    /// <summary>As many replicates at once as suit the experiment, but no core left without work.</summary>
    public static int ChunkSize(int replicates, Experiment experiment, Device device) =>
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
