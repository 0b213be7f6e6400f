namespace Pruning.Reproductions.Auditing.Shards;

/// <summary>Unites the ledgers of shards and judges the claims by them; nothing is run.</summary>
/// <param name="Result">What an undivided audit gives, to the bit; null where replicates are missing.</param>
/// <param name="Missing">The readings that lack replicates of their first look.</param>
/// <param name="Next">The looks that undecided claims have yet to take, with what they lack.</param>
public sealed record Merge(AuditResult? Result, IReadOnlyList<Gap> Missing, IReadOnlyList<Gap> Next)
{
    /// <summary>Merges shards into a folder's ledger, to which what it lacks is added.</summary>
    /// <param name="claims">The claims that the shards were asked for.</param>
    /// <param name="output">The folder; it may hold the shards, but is none of them.</param>
    /// <exception cref="AuditException">
    /// The shards do not fit together, to this program or to the folder; the message says why and what to do.
    /// </exception>
    public static Merge Of(ShardSources sources, IReadOnlyList<Claim> claims, string output, IAuditObserver observer,
        Action<string> warn)
    {
        Check(sources, output);
        var own = Path.Combine(output, Ledger.FileName);
        var union = new LedgerUnion(warn);
        foreach (var path in sources.Merged.Concat(sources.Shards.Select(s => s.Ledger)).Prepend(own).Distinct()
            .Where(File.Exists))
        {
            union.Add(path);
        }

        using var ledger = Ledger.Open(output, fresh: false, warn);
        foreach (var lines in union.NotIn(own).Chunk(64))
        {
            ledger.Append(lines);
        }

        var options = new AuditOptions
        {
            Claims = claims,
            Readings = sources.Asked.Readings,
            Replicates = sources.Asked.Replicates,
            Long = sources.Shards.Any(s => s.File.Long),
        };
        var environment = RunEnvironment.Elsewhere(Facts(sources.Shards), study =>
            study.OneAtATime ? union.TimesOf(study, sources.Asked.Numerics) : sources.Asked.Numerics);
        var auditor = new Auditor(ledger, environment, observer);
        var missing = new List<Gap>();
        var result = auditor.Judge(options, (study, reading) => ObstacleTo(study, reading, sources, options), missing);
        return new(result, missing, result is null ? [] : [.. NextOf(result, claims, auditor)]);
    }

    /// <summary>Checks before any work that this program can judge the shards, and where.</summary>
    /// <exception cref="AuditException">It cannot.</exception>
    public static void Check(ShardSources sources, string output)
    {
        if (sources.Asked.Science != ScienceVersion.Current)
        {
            throw new AuditException($"{sources.Shards[0].Path} was run by another version of this program (science "
                + $"{sources.Asked.Science}; this is {ScienceVersion.Current}). Merge with that version, or run the "
                + "shards again.");
        }

        if (File.Exists(Path.Combine(output, ShardFile.FileName)))
        {
            throw new AuditException($"{output} is a shard's own folder. Choose another with --out: that which holds "
                + "the shards, for instance.");
        }
    }

    /// <summary>What kept a reading from being run: its data were missing for every shard, or it is long.</summary>
    private static Obstacle? ObstacleTo(Study study, Reading reading, ShardSources sources, AuditOptions options)
    {
        var reasons = sources.Shards.Select(s => s.File.Missing.GetValueOrDefault(ShardFile.NameOf(study, reading)))
            .ToList();
        return reasons.TrueForAll(r => r is not null) ? new(Obstacle.DataMissing, reasons[0]!)
            : study.Long && !options.Long ? Obstacle.Long
            : null;
    }

    /// <summary>The facts of the shards' machines; where they differ, all values.</summary>
    private static Dictionary<string, string> Facts(IReadOnlyList<ShardFolder> shards) => shards
        .SelectMany(s => s.File.Environment)
        .GroupBy(f => f.Key, f => f.Value)
        .ToDictionary(f => f.Key, f => string.Join("; ", f.Distinct().Order(StringComparer.Ordinal)));

    private static IEnumerable<Gap> NextOf(AuditResult result, IReadOnlyList<Claim> claims, Auditor auditor) => claims
        .Zip(result.Claims)
        .Where(c => c.Second.Primary.FurtherLooks)
        .GroupBy(c => c.First.Study, c => c.Second.Primary.N)
        .Select(g => (Study: g.Key, Look: g.Key.Primary.Looks.First(n => n > g.Max())))
        .Select(n => new Gap(n.Study, n.Study.Primary, n.Look,
            // Where nothing is lacking, shards were run to that look once, and are yet to say so with --long.
            auditor.Lacking(n.Study, n.Study.Primary, n.Look) is { Count: > 0 } lacking ? lacking
                : Registration.Seeds(n.Look)));
}
