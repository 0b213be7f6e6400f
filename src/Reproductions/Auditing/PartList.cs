namespace Pruning.Reproductions.Auditing;

/// <summary>What the parts of a judgement are, for the table that lists them.</summary>
/// <param name="Title">What they are called: <c>Levels</c>.</param>
/// <param name="Caption">What the table shows, in a few words.</param>
/// <param name="HasCore">Whether the first part is the core, and the verdict names how each part came out.</param>
public sealed record PartList(string Title, string Caption, bool HasCore = false);
