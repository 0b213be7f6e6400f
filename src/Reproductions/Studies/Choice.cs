namespace Pruning.Reproductions.Studies;

/// <summary>A choice that a document leaves open, or in which its shipped code differs from its text.</summary>
/// <param name="Key">Name in a reading's id: <c>init</c>.</param>
/// <param name="Meaning">Explanation in a few words.</param>
/// <param name="Values">The possible values, the primary reading's first.</param>
/// <param name="Stance">What the document says about it.</param>
public sealed record Choice(string Key, string Meaning, IReadOnlyList<string> Values, Stance Stance)
{
    /// <summary>The primary reading's value.</summary>
    public string Primary => Values[0];
}
