namespace Pruning.Reproductions.Reporting;

/// <summary>A claim's row in the table of verdicts, with all cells as text.</summary>
/// <param name="Id">The claim's id, <c>document/claim</c>.</param>
/// <param name="Document">The document's id, by which tables are grouped.</param>
/// <param name="Statement">The claim in one line.</param>
/// <param name="Published">The published figure with its effect; a dash without one.</param>
/// <param name="Measured">Estimate, interval and unit.</param>
/// <param name="N">Replicates of the primary reading; a dash where it was not run.</param>
/// <param name="Verdict">The verdict alone, for its colour or sign.</param>
/// <param name="Headline">The verdict in words, without its qualifiers: <c>hangs on optimizer = sgd</c>.</param>
/// <param name="InWords">The verdict with its qualifiers.</param>
/// <param name="Readings">Number of readings with the same verdict.</param>
public sealed record VerdictRow(
    string Id,
    string Document,
    string Statement,
    string Published,
    string Measured,
    string N,
    Verdict Verdict,
    string Headline,
    string InWords,
    string Readings)
{
    /// <summary>The accepted verdict of an earlier audit, to be shown beside this one's; null: none.</summary>
    public EarlierVerdict? Earlier { get; init; }
}
