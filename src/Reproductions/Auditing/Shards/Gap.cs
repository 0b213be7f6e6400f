namespace Pruning.Reproductions.Auditing.Shards;

/// <summary>Replicates that a look needs and no ledger holds.</summary>
/// <param name="Look">Number of replicates after which the reading is judged.</param>
/// <param name="Seeds">The seeds that are lacking.</param>
public sealed record Gap(Study Study, Reading Reading, int Look, IReadOnlyList<int> Seeds)
{
    /// <summary>The shards, of so many, that run the seeds.</summary>
    public IEnumerable<int> ShardsOf(int count) => Seeds.Select(s => Shard.Of(Study, s, count)).Distinct().Order();
}
