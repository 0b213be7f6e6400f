namespace Pruning.Reproductions.Studies;

/// <summary>One fully specified protocol of an experiment.</summary>
/// <param name="Id">
/// <c>primary</c>, <c>as-shipped</c>, or what it chooses differently from the primary one as <c>key=value</c>, joined
/// by commas.
/// </param>
/// <param name="Choices">
/// The value of every choice, by key; of a claim's reading also those of how the claim is judged.
/// </param>
/// <param name="Protocol">
/// The choices of the experiment in a fixed order: what tells one run from another, whatever it is called.
/// </param>
/// <param name="ChangedArms">The arms that differ from the primary reading's.</param>
/// <param name="InferenceScope">What its verdicts speak of.</param>
/// <param name="Registered">The number of replicates fixed before any run.</param>
public sealed record Reading(string Id, IReadOnlyDictionary<string, string> Choices, string Protocol,
    IReadOnlySet<string> ChangedArms, InferenceScope InferenceScope, int Registered)
{
    public const string PrimaryId = "primary";

    /// <summary>Whether it is the primary reading made shorter, for the tests to repeat.</summary>
    public bool Short { get; init; }

    public bool Primary => string.Equals(Id, PrimaryId, StringComparison.Ordinal);

    /// <summary>Choices in the fixed order of <see cref="Protocol"/>.</summary>
    public static string Canonical(IEnumerable<KeyValuePair<string, string>> choices) =>
        string.Join(",", choices.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"));

    /// <summary>A reading's id where it has no name of its own: what it chooses differently.</summary>
    public static string IdOf(IEnumerable<KeyValuePair<string, string>> changes) =>
        string.Join(",", changes.Select(c => $"{c.Key}={c.Value}"));
}
