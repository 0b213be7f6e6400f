namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>An audited write-up and its answers.</summary>
/// <param name="Id">Id of its document.</param>
/// <param name="Entries">One for each recommendation.</param>
internal sealed record WriteUp(string Id, IReadOnlyList<Entry> Entries)
{
    /// <summary>Number of recommendations with an answer.</summary>
    public int Count(Answer answer) => Entries.Count(e => e.Answer == answer);
}
