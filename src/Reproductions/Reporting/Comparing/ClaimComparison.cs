namespace Pruning.Reproductions.Reporting.Comparing;

/// <summary>One claim in two audits.</summary>
/// <param name="Id">The claim's id.</param>
/// <param name="Then">Its result in the earlier audit; null: it is not there.</param>
/// <param name="Now">Its result in the later audit; null: it is not there.</param>
/// <param name="Change">What became of its verdict.</param>
/// <param name="Why">
/// A few words each. Of a moved verdict: what else differs between the audits. Of one that is not comparable: why.
/// </param>
public sealed record ClaimComparison(
    string Id, ClaimResult? Then, ClaimResult? Now, ClaimChange Change, IReadOnlyList<string> Why);
