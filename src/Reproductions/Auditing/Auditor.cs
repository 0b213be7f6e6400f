using System.Runtime;
using Pruning.Reproductions.Auditing.Shards;
using Pruning.Shared.Engine;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Auditing;

/// <summary>Runs the replicates of claims that the ledger lacks, and judges the claims.</summary>
public sealed class Auditor(Ledger ledger, RunEnvironment environment, IAuditObserver observer)
{
    private readonly Lock gate = new();

    /// <summary>Replicates that a shard need not run: those of the merged ledger.</summary>
    public LedgerSnapshot Merged { get; init; } = LedgerSnapshot.Empty;

    /// <summary>
    /// Runs and judges claims: all primary readings first, those of the cheapest studies leading; each primary verdict
    /// is reported at once, and first of all what will not be run. That follows from the options and the machine alone,
    /// not from what the ledger holds.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; finished replicates are in the ledger.</exception>
    public AuditResult Run(AuditOptions options) =>
        Judged(options, Collect(options, To(options), (_, _) => true, []));

    /// <summary>
    /// Runs a shard's share of every reading, up to the first look that needs replicates of other shards which the
    /// merged ledger lacks. What the merged ledger holds of the share is written into the shard's own.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; finished replicates are in the ledger.</exception>
    public void RunShard(AuditOptions options, Shard shard) => Collect(options, To(options), shard.Has, []);

    /// <summary>Judges claims by what the ledger holds, and runs nothing.</summary>
    /// <param name="obstacleTo">What kept a reading from being run; null: nothing.</param>
    /// <param name="gaps">Receives the readings that lack replicates of their first look.</param>
    /// <returns>Null where there are gaps.</returns>
    public AuditResult? Judge(
        AuditOptions options, Func<Study, Reading, Obstacle?> obstacleTo, ICollection<Gap> gaps)
    {
        var runs = Collect(options, obstacleTo, (_, _) => false, gaps);
        return gaps.Count > 0 ? null : Judged(options, runs);
    }

    /// <summary>The seeds up to a look that neither the ledger nor the merged one holds.</summary>
    public IReadOnlyList<int> Lacking(Study study, Reading reading, int look) => Lacking(KeyOf(study, reading), look);

    private static Func<Study, Reading, Obstacle?> To(AuditOptions options) =>
        (study, reading) => Obstacle.To(study, reading, options.Long);

    /// <summary>Runs what is lacking, and collects the runs of all readings by study and protocol.</summary>
    /// <param name="mine">Whether a study's seed is to be run here.</param>
    private Dictionary<(Study, string), Run> Collect(AuditOptions options, Func<Study, Reading, Obstacle?> obstacleTo,
        Func<Study, int, bool> mine, ICollection<Gap> gaps)
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

        var studies = options.Studies.OrderBy(e => e.Cost).ToArray();
        var obstacles = Obstacles(options, studies, obstacleTo);
        var sessions = studies.ToDictionary(e => e, e =>
            new Lazy<Session>(() => e.Open(environment.Device, options.Nets)));
        var runs = new Dictionary<(Study, string), Run>();
        try
        {
            foreach (var study in studies)
            {
                options.Cancel.ThrowIfCancellationRequested();
                var run = runs[(study, study.Primary.Protocol)] = Execute(study, study.Primary);
                foreach (var claim in options.Claims.Where(c => c.Study == study && run.Obstacle is null))
                {
                    observer.Judged(claim, claim.Judge(run, claim.Readings[0]));
                }
            }

            foreach (var study in studies)
            {
                foreach (var reading in options.ReadingsOf(study).Where(r => !r.Primary))
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

        return runs;

        Run Execute(Study study, Reading reading) => obstacles.GetValueOrDefault((study, reading.Protocol)) is { } why
            ? Auditing.Run.Not(why)
            : RunByLooks(sessions[study], study, reading, options, mine, gaps);
    }

    private AuditResult Judged(AuditOptions options, Dictionary<(Study, string), Run> runs)
    {
        var judged = options.Claims.Select(c => ClaimResults.Of(c, [.. c.Readings
            .Where(options.Wants)
            .Select(r => (r, runs[(c.Study, r.Protocol)]))]));
        return new(environment.Facts, ClaimResults.AcrossDocuments([.. judged]));
    }

    /// <summary>Finds the readings that cannot be run and tells the claims that will not be.</summary>
    private Dictionary<(Study, string), Obstacle> Obstacles(AuditOptions options, IReadOnlyList<Study> studies,
        Func<Study, Reading, Obstacle?> obstacleTo)
    {
        var obstacles = new Dictionary<(Study, string), Obstacle>();
        foreach (var (study, reading) in studies.SelectMany(s => options.ReadingsOf(s).Select(r => (s, r))))
        {
            if (obstacleTo(study, reading) is { } why)
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
    /// Runs a reading to its first look, and where all looks are wanted on while one of the claims is undecided; stops
    /// earlier where replicates are lacking that are not to be run here.
    /// </summary>
    private Run RunByLooks(Lazy<Session> session, Study study, Reading reading, AuditOptions options,
        Func<Study, int, bool> mine, ICollection<Gap> gaps)
    {
        var looks = study.Seeded && options.Replicates is { } n ? [n] : reading.Looks;
        var judged = options.Claims.Where(c => c.Study == study)
            .SelectMany(c => c.Readings.Where(r => r.Protocol == reading.Protocol && options.Wants(r))
                .Select(r => (Claim: c, Reading: r)))
            .ToList();
        var key = KeyOf(study, reading);
        Run? run = null;
        for (var look = 0; ; look++)
        {
            var seeds = Registration.Seeds(looks[look]);
            int[] own = [.. seeds.Where(s => mine(study, s))];
            if (own.Length > 0)
            {
                RunMissing(session, study, reading, key, own, options);
                if (reading.Primary)
                {
                    SaveWeights(session, study, [.. own.Where(s => look == 0 || s > seeds[looks[look - 1] - 1])],
                        options);
                }
            }

            if (Lacking(key, looks[look]) is { Count: > 0 } lacking)
            {
                if (run is null)
                {
                    gaps.Add(new(study, reading, looks[look], lacking));
                }

                return run ?? Auditing.Run.Not(Obstacle.OtherShards);
            }

            run = new([.. seeds.Select(s => Find(key, s)!)], looks, looks.SequenceEqual(reading.Looks));
            if (!options.Long || look == looks.Count - 1 || judged.All(c => c.Claim.Judge(run, c.Reading).IsConcluded))
            {
                return run;
            }
        }
    }

    private LedgerKey KeyOf(Study study, Reading reading) => new(study.Id, reading.Id, reading.Protocol,
        environment.NumericsOf(study), ScienceVersion.Current)
    {
        Plan = study.HashOf(reading),
    };

    private IReadOnlyList<int> Lacking(LedgerKey key, int look) =>
        [.. Registration.Seeds(look).Where(s => Find(key, s) is null)];

    private Replicate? Find(LedgerKey key, int seed) => ledger.Find(key, seed) ?? Merged.Find(key, seed);

    /// <summary>Runs those of a reading's replicates that the ledger lacks.</summary>
    private void RunMissing(Lazy<Session> session, Study study, Reading reading, LedgerKey key, int[] seeds,
        AuditOptions options)
    {
        if (seeds.Where(s => ledger.Find(key, s) is null).Select(s => Merged.Find(key, s)).OfType<Replicate>().ToList()
            is { Count: > 0 } merged)
        {
            ledger.Append(key, merged);
        }

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
        if (missing.Length > 0)
        {
            // Trained nets and data sets are large and long-lived; without this call they would pile up.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>
    /// Saves the trained nets. A net whose metrics come from the ledger is trained again under the same conditions,
    /// hence to the same bits.
    /// </summary>
    private void SaveWeights(Lazy<Session> session, Study study, int[] seeds, AuditOptions options)
    {
        if (options.SaveWeights is not { } folder || session.Value is not { } opened)
        {
            return;
        }

        Workers.Run(seeds, environment.Device, (seed, _) =>
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
