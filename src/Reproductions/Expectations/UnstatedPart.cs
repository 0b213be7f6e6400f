namespace Pruning.Reproductions.Expectations;

/// <summary>A reading of a choice that the document leaves open.</summary>
/// <param name="Reading">Its id.</param>
/// <param name="Differences">Values by seed.</param>
public sealed record UnstatedPart(string Reading, Verdict Verdict, Differences Differences);
