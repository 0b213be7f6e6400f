namespace Pruning.Reproductions.Auditing;

/// <summary>Describes a judgement's parts for the table that lists them.</summary>
/// <param name="Title">Name of the parts: <c>Levels</c>.</param>
/// <param name="Caption">Caption of the table.</param>
/// <param name="HasCore">Whether the first part is the core, and the verdict names the outcome of each part.</param>
public sealed record PartList(string Title, string Caption, bool HasCore = false);
