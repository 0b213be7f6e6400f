namespace Pruning.Reproductions.Auditing;

/// <summary>One reading of a claim, run and judged.</summary>
/// <param name="Id"><c>primary</c>, <c>as-shipped</c>, or the choices as <c>key=value</c> joined by commas.</param>
/// <param name="Choices">Every choice of the protocol by key, the primary ones included.</param>
/// <param name="GeneralisesTo">What the verdict speaks of: <c>seeds</c>, <c>seeds and splits</c>.</param>
/// <param name="N">Replicates run.</param>
/// <param name="Registered">Whether <paramref name="N"/> and the seeds are those registered in the claim.</param>
/// <param name="Metrics">Every scalar metric of the claim's arms over the replicates.</param>
/// <param name="Curves">
/// Curves over training of the claim's arms; of the primary reading only, they would make a report huge.
/// </param>
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
    /// <summary>
    /// What the rule's quantities came to, seed by seed; null in a report of a version that did not keep it.
    /// </summary>
    public Differences? Differences { get; init; }

    /// <summary>
    /// Tables and pictures of the claim's arms; of other readings than the primary one those that they move.
    /// </summary>
    public IReadOnlyList<TableSummary> Tables { get; init; } = [];
}
