using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Holm's correction across the claims of one document.</summary>
public static class HolmAcross
{
    /// <summary>
    /// Adds Holm-adjusted p values for and against the claims. A p of an early look enters as it compares with that
    /// look's level, p · .025 / level. Judgements without a p are left out, hence those of claims that were not run; a
    /// conclusion that these could undo says so in a note. No verdict changes.
    /// </summary>
    /// <param name="primary">The primary readings' judgements of one document's claims, in any order.</param>
    public static IReadOnlyList<Judgement> Adjust(IReadOnlyList<Judgement> primary)
    {
        var notRun = primary.Count(j => j.Verdict == Verdict.NotRun);
        var (holds, fails) = (Adjusted(primary, j => j.PValue), Adjusted(primary, j => j.PAgainst));
        var (holdsOverAll, failsOverAll) =
            (Adjusted(primary, j => j.PValue, notRun), Adjusted(primary, j => j.PAgainst, notRun));
        return [.. primary.Select((j, i) => j with
        {
            PHolm = holds[i],
            PAgainstHolm = fails[i],
            Notes = j.Verdict switch
            {
                Verdict.Reproduced when IsUndone(holds[i], holdsOverAll[i]) => [.. j.Notes, Note(notRun)],
                Verdict.Contradicted when IsUndone(fails[i], failsOverAll[i]) => [.. j.Notes, Note(notRun)],
                _ => j.Notes,
            },
        })];
    }

    private static bool IsUndone(double? alone, double? overAll) => alone <= Rule.Level && overAll > Rule.Level;

    private static string Note(int notRun) =>
        $"Holm's correction is over the claims that were run; over all of the document, {notRun} more, the conclusion "
        + "might not pass it.";

    /// <param name="further">Further p values, not known and taken as 1, which corrects most.</param>
    private static double?[] Adjusted(
        IReadOnlyList<Judgement> judgements, Func<Judgement, double?> p, int further = 0)
    {
        var tested = judgements.Where(j => p(j) is not null).Select(j =>
            Math.Min(1, p(j)!.Value * Rule.Level / (j.Level ?? Rule.Level)));
        var adjusted = new Queue<double>(Holm.Adjust([.. tested, .. Enumerable.Repeat(1.0, further)]));
        return [.. judgements.Select(j => p(j) is null ? (double?)null : adjusted.Dequeue())];
    }
}
