namespace Pruning.Reproductions.Auditing;

/// <summary>What to audit and how.</summary>
public sealed record AuditOptions
{
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Replicates of every reading; null: the registered number of each.</summary>
    public int? Replicates { get; init; }

    /// <summary>Every reading of the claims, not the primary ones only.</summary>
    public bool AllReadings { get; init; }

    /// <summary>
    /// A folder for the trained nets of the primary readings, as .npy arrays; null: they are not kept.
    /// </summary>
    public string? SaveWeights { get; init; }

    /// <summary>Where trained nets are kept between processes; null: nowhere.</summary>
    public NetFolder? Nets { get; init; }

    /// <summary>At most so many threads; null: one a core. Figures do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Replicates run at once; null: what suits the experiment. Figures do not depend on it.</summary>
    public int? ChunkSize { get; init; }
}
