using System.Runtime;
using Pruning.Shared.Engine;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Auditing;

/// <summary>Runs the replicates of claims that the ledger lacks, and judges the claims.</summary>
public sealed class Auditor(Ledger ledger, RunEnvironment environment, IAuditObserver observer)
{
    private readonly Lock gate = new();

    /// <summary>
    /// Runs and judges claims: all primary readings first, those of the cheapest studies leading; each primary verdict
    /// is reported at once, and first of all what will not be run. That follows from the options and the machine alone,
    /// not from what the ledger holds.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled; finished replicates are in the ledger.</exception>
    public AuditResult Run(AuditOptions options)
    {
        if (options.Claims.SelectMany(DocumentCheck.Metrics).Distinct().ToList() is { Count: > 0 } problems)
        {
            throw new AuditException(string.Join('\n', problems));
        }

        if (options.SaveWeights is { } weights)
        {
            // A folder that cannot be made or written to fails here, not after hours of training.
            AtomicFile.CheckFolder(weights);
        }

        var studies = options.Claims.Select(c => c.Study).Distinct().OrderBy(e => e.Cost).ToArray();
        var obstacles = Obstacles(options, studies);
        var sessions = studies.ToDictionary(e => e, e =>
            new Lazy<Session>(() => e.Open(environment.Device, options.Nets)));
        var runs = new Dictionary<(Study, string), Run>();
        try
        {
            foreach (var study in studies)
            {
                options.Cancel.ThrowIfCancellationRequested();
                var run = runs[(study, study.Primary.Protocol)] = Execute(study, study.Primary);
                if (run.Obstacle is not null)
                {
                    continue;
                }

                foreach (var claim in options.Claims.Where(c => c.Study == study))
                {
                    observer.Judged(claim, claim.Judge(run, claim.Readings[0]));
                }

                SaveWeights(sessions[study], study, run, options);
            }

            foreach (var study in studies)
            {
                foreach (var reading in Wanted(options, study).Where(r => !r.Primary))
                {
                    runs[(study, reading.Protocol)] = Execute(study, reading);
                }
            }
        }
        finally
        {
            foreach (var session in sessions.Values.Where(s => s.IsValueCreated))
            {
                session.Value.Dispose();
            }
        }

        var judged = options.Claims.Select(c => ClaimResults.Of(c, [.. c.Readings
            .Where(options.Wants)
            .Select(r => (r, runs[(c.Study, r.Protocol)]))]));
        return new(environment.Facts, ClaimResults.AcrossDocuments([.. judged]));

        Run Execute(Study study, Reading reading) => obstacles.GetValueOrDefault((study, reading.Protocol)) is { } why
            ? Auditing.Run.Not(why)
            : RunByLooks(sessions[study], study, reading, options);
    }

    /// <summary>The readings of a study that the claims need.</summary>
    private static IEnumerable<Reading> Wanted(AuditOptions options, Study study)
    {
        var wanted = options.Claims.Where(c => c.Study == study).SelectMany(c => c.Readings)
            .Where(options.Wants).Select(r => r.Protocol).ToHashSet();
        return study.Readings.Where(r => wanted.Contains(r.Protocol));
    }

    /// <summary>Finds the readings that cannot be run and tells the claims that will not be.</summary>
    private Dictionary<(Study, string), Obstacle> Obstacles(AuditOptions options, IReadOnlyList<Study> studies)
    {
        var obstacles = new Dictionary<(Study, string), Obstacle>();
        foreach (var (study, reading) in studies.SelectMany(s => Wanted(options, s).Select(r => (s, r))))
        {
            if (Obstacle.To(study, reading, options.Long) is { } why)
            {
                obstacles[(study, reading.Protocol)] = why;
            }
        }

        foreach (var group in options.Claims
            .GroupBy(c => obstacles.GetValueOrDefault((c.Study, c.Study.Primary.Protocol))))
        {
            if (group.Key is { } why)
            {
                observer.NotRun([.. group], why);
            }
        }

        return obstacles;
    }

    /// <summary>
    /// Runs a reading to its first look, and where all looks are wanted on while one of the claims is undecided.
    /// </summary>
    private Run RunByLooks(Lazy<Session> session, Study study, Reading reading, AuditOptions options)
    {
        var looks = study.Seeded && options.Replicates is { } n ? [n] : reading.Looks;
        var judged = options.Claims.Where(c => c.Study == study)
            .SelectMany(c => c.Readings.Where(r => r.Protocol == reading.Protocol && options.Wants(r))
                .Select(r => (Claim: c, Reading: r)))
            .ToList();
        for (var look = 0; ; look++)
        {
            var run = new Run(RunMissing(session, study, reading, looks[look], options), looks,
                looks.SequenceEqual(reading.Looks));
            if (!options.Long || look == looks.Count - 1 || judged.All(c => c.Claim.Judge(run, c.Reading).IsConcluded))
            {
                return run;
            }
        }
    }

    /// <summary>Runs what the ledger lacks of a reading's first replicates.</summary>
    /// <returns>All of them, by seed.</returns>
    private IReadOnlyList<Replicate> RunMissing(
        Lazy<Session> session, Study study, Reading reading, int replicates, AuditOptions options)
    {
        var seeds = Registration.Seeds(replicates);
        var key = new LedgerKey(study.Id, reading.Id, reading.Protocol, environment.NumericsOf(study),
            ScienceVersion.Current)
        {
            Plan = study.HashOf(reading),
        };
        var missing = seeds.Where(s => ledger.Find(key, s) is null).ToArray();
        observer.ReadingStarted(study, reading, seeds.Length, seeds.Length - missing.Length);
        if (missing.Length > 0)
        {
            var chunks = missing.Chunk(options.ChunkSize ?? ChunkSize(missing.Length, study, environment.Device))
                .ToArray();
            var opened = session.Value;
            Workers.Run(
                chunks,
                environment.Device,
                (chunk, cancel) =>
                {
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, options.Cancel);
                    ledger.Append(key, opened.Run(reading, chunk, Advance, either.Token));

                    // A large net's arrays die late: without this the heap grows with every replicate.
                    GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
                },
                study.OneAtATime ? 1 : options.Threads);
        }

        observer.ReadingFinished();

        // Trained nets and data sets are large and long-lived; without this call they would pile up.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return [.. seeds.Select(s => ledger.Find(key, s)!)];
    }

    /// <summary>
    /// Saves the trained nets. A net whose metrics come from the ledger is trained again under the same conditions,
    /// hence to the same bits.
    /// </summary>
    private void SaveWeights(Lazy<Session> session, Study study, Run run, AuditOptions options)
    {
        if (options.SaveWeights is not { } folder || session.Value is not { } opened)
        {
            return;
        }

        Workers.Run([.. run.Replicates.Select(r => r.Seed)], environment.Device, (seed, _) =>
        {
            options.Cancel.ThrowIfCancellationRequested();
            if (opened.TrainedNet(study.Primary, seed) is { } trained)
            {
                WeightFolder.Save(Path.Combine(folder, study.Id, $"seed-{seed}"), trained.Net, trained.Values);
            }
        }, options.Threads);
    }

    /// <summary>Replicates run together: as many as suit the study without leaving a core idle.</summary>
    public static int ChunkSize(int replicates, Study study, Device device) =>
        Math.Min(study.ChunkSize(device), (replicates + Workers.Count(device) - 1) / Workers.Count(device));

    private void Advance(double replicates)
    {
        lock (gate)
        {
            observer.Advanced(replicates);
        }
    }
}
