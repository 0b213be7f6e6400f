using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Holm's correction across the claims of one document.</summary>
public static class HolmAcross
{
    /// <summary>
    /// Adds Holm-adjusted p values to judgements. Each enters with its <see cref="Judgement.PValue"/>: a composite with
    /// its core's, which decides its verdict; a threshold with the largest over its levels. Judgements without a p are
    /// left out. No verdict changes.
    /// </summary>
    /// <param name="primary">The primary readings' judgements of one document's claims, in any order.</param>
    public static IReadOnlyList<Judgement> Adjust(IReadOnlyList<Judgement> primary)
    {
        var tested = primary.Where(j => j.PValue is not null).ToList();
        var adjusted = new Queue<double>(Holm.Adjust([.. tested.Select(j => j.PValue!.Value)]));
        return [.. primary.Select(j => j.PValue is null ? j : j with { PHolm = adjusted.Dequeue() })];
    }
}
