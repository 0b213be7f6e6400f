using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Holm's correction across the claims of one document.</summary>
public static class HolmAcross
{
    /// <summary>
    /// Adds Holm-adjusted p values for and against the claims. A p of an early look enters as it compares with that
    /// look's level, p · .025 / level. Judgements without a p are left out. No verdict changes.
    /// </summary>
    /// <param name="primary">The primary readings' judgements of one document's claims, in any order.</param>
    public static IReadOnlyList<Judgement> Adjust(IReadOnlyList<Judgement> primary)
    {
        var (holds, fails) = (Adjusted(primary, j => j.PValue), Adjusted(primary, j => j.PAgainst));
        return [.. primary.Select((j, i) => j with { PHolm = holds[i], PAgainstHolm = fails[i] })];
    }

    private static double?[] Adjusted(IReadOnlyList<Judgement> judgements, Func<Judgement, double?> p)
    {
        var tested = judgements.Where(j => p(j) is not null).Select(j =>
            Math.Min(1, p(j)!.Value * Rule.Level / (j.Level ?? Rule.Level)));
        var adjusted = new Queue<double>(Holm.Adjust([.. tested]));
        return [.. judgements.Select(j => p(j) is null ? (double?)null : adjusted.Dequeue())];
    }
}
