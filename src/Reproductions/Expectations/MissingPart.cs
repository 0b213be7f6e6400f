namespace Pruning.Reproductions.Expectations;

/// <summary>A reading of a choice that the document leaves open, not run because its data were missing.</summary>
/// <param name="Reading">Its id.</param>
/// <param name="Reason">What was missing, and how to get it.</param>
public sealed record MissingPart(string Reading, string Reason);
