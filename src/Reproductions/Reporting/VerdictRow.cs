namespace Pruning.Reproductions.Reporting;

/// <summary>One claim's line in the table of verdicts, every cell ready for print.</summary>
/// <param name="Id">The claim's id, <c>document/claim</c>.</param>
/// <param name="Document">The document's short name, by which tables are grouped.</param>
/// <param name="Statement">The claim in a line.</param>
/// <param name="Published">The published figure with its effect; a dash where there is none.</param>
/// <param name="Measured">Estimate, interval and unit.</param>
/// <param name="N">Replicates of the primary reading.</param>
/// <param name="Verdict">The verdict alone, for a colour or a sign beside the words.</param>
/// <param name="InWords">The verdict with all that restricts it.</param>
/// <param name="Readings">In how many readings the verdict is the same.</param>
public sealed record VerdictRow(
    string Id,
    string Document,
    string Statement,
    string Published,
    string Measured,
    int N,
    Verdict Verdict,
    string InWords,
    string Readings);
