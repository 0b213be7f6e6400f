namespace Pruning.Reproductions.Auditing;

/// <summary>What keeps a reading from being run.</summary>
/// <param name="Brief">A few words for tables: <c>long</c>.</param>
/// <param name="Reason">Whole sentences that say why, and the way out.</param>
public sealed record Obstacle(string Brief, string Reason)
{
    /// <summary>The study is long, and long studies were not asked for.</summary>
    public static Obstacle Long { get; } = new("long", "Long studies are run by audit --long only.");

    /// <summary>A shard lacks what other shards run, and cannot judge.</summary>
    public static Obstacle OtherShards { get; } = new("other shards", "Other shards run the rest.");

    /// <summary>The brief words of missing data.</summary>
    public const string DataMissing = "data missing";

    /// <summary>What keeps a reading of a study from being run on this machine; null: nothing.</summary>
    /// <param name="runLong">Whether long studies are run.</param>
    public static Obstacle? To(Study study, Reading reading, bool runLong) =>
        study.Missing(reading) is { } missing ? new(DataMissing, missing)
            : study.Long && !runLong ? Long
            : null;
}
