namespace Pruning.Reproductions.Studies;

/// <summary>
/// A choice that a document leaves open, or that its shipped experiment makes differently from its text.
/// </summary>
/// <param name="Key">Its name in a reading's id, <c>init</c>.</param>
/// <param name="Meaning">What is chosen, in a few words.</param>
/// <param name="Values">What can be chosen; the primary reading's first.</param>
public sealed record Choice(string Key, string Meaning, IReadOnlyList<string> Values)
{
    /// <summary>The primary reading's value.</summary>
    public string Primary => Values[0];
}
