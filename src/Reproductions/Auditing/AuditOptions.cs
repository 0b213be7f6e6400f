namespace Pruning.Reproductions.Auditing;

/// <summary>Options of an audit.</summary>
public sealed record AuditOptions
{
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>
    /// Whether long studies are run, and all registered looks taken; otherwise every other study is run to its first
    /// look.
    /// </summary>
    public bool Long { get; init; }

    /// <summary>Replicates of every reading; null: its registered number.</summary>
    public int? Replicates { get; init; }

    /// <summary>Which readings of the claims are run.</summary>
    public ReadingSet Readings { get; init; }

    /// <summary>
    /// Folder for the trained nets of the primary readings, as .npy arrays; null: they are not saved.
    /// </summary>
    public string? SaveWeights { get; init; }

    /// <summary>Cache of trained nets that outlives the process; null: none.</summary>
    public NetFolder? Nets { get; init; }

    /// <summary>Most threads to use; null: one per core. Results do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Replicates run together; null: the study's default. Results do not depend on it.</summary>
    public int? ChunkSize { get; init; }

    /// <summary>Ends the audit early.</summary>
    public CancellationToken Cancel { get; init; }

    /// <summary>The studies of the claims, each once.</summary>
    public IEnumerable<Study> Studies => Claims.Select(c => c.Study).Distinct();

    /// <summary>The readings of a study that the claims need.</summary>
    public IEnumerable<Reading> ReadingsOf(Study study)
    {
        var wanted = Claims.Where(c => c.Study == study).SelectMany(c => c.Readings)
            .Where(Wants).Select(r => r.Protocol).ToHashSet();
        return study.Readings.Where(r => wanted.Contains(r.Protocol));
    }

    /// <summary>Whether a claim's reading is run.</summary>
    public bool Wants(Reading reading) => reading.Primary || Readings == ReadingSet.All
        || (Readings == ReadingSet.Unstated && reading.Stance == Stance.Unstated);
}
