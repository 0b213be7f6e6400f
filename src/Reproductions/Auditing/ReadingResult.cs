namespace Pruning.Reproductions.Auditing;

/// <summary>A judged reading of a claim.</summary>
/// <param name="Id"><c>primary</c>, <c>as-shipped</c>, or the choices as <c>key=value</c> joined by commas.</param>
/// <param name="Choices">Every choice of the protocol by key, the primary ones included.</param>
/// <param name="GeneralisesTo">What the verdict generalises to: <c>seeds</c>, <c>seeds and splits</c>.</param>
/// <param name="N">Number of replicates.</param>
/// <param name="Registered">Whether <paramref name="N"/> and the seeds are the registered ones.</param>
/// <param name="Metrics">All scalar metrics of the claim's arms over the replicates.</param>
/// <param name="Curves">Training curves of the claim's arms, of the primary reading only to keep reports small.</param>
public sealed record ReadingResult(
    string Id,
    bool Primary,
    IReadOnlyDictionary<string, string> Choices,
    string GeneralisesTo,
    int N,
    bool Registered,
    IReadOnlyList<int> Seeds,
    Judgement Judgement,
    IReadOnlyDictionary<string, MetricSummary> Metrics,
    IReadOnlyList<CurveSummary> Curves)
{
    /// <summary>What the document says about the choices that it changes.</summary>
    public Stance Stance { get; init; }

    /// <summary>Most replicates that its protocol allows; it stops at the first look that concludes.</summary>
    public int Most { get; init; }

    /// <summary>Whether its verdict is open and further looks are registered, which were not taken.</summary>
    public bool FurtherLooks => Registered && N < Most && !Judgement.IsConcluded;

    /// <summary>
    /// Values of the rule's quantities by seed; null where it was not run, and in reports of versions that did not
    /// store them.
    /// </summary>
    public Differences? Differences { get; init; }

    /// <summary>
    /// Tables and pictures of the claim's arms; in other readings than the primary one those of changed arms.
    /// </summary>
    public IReadOnlyList<TableSummary> Tables { get; init; } = [];
}
