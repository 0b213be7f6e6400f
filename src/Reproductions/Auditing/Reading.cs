namespace Pruning.Reproductions.Auditing;

/// <summary>One fully specified protocol of an experiment.</summary>
/// <param name="Id"><c>primary</c>, <c>as-shipped</c>, or what it chooses differently from the primary one as <c>key=value</c>, joined by commas.</param>
/// <param name="Choices">The value of every choice, by key.</param>
/// <param name="Moved">The arms that differ from the primary reading's.</param>
/// <param name="Generality">What its verdicts speak of.</param>
/// <param name="Registered">The number of replicates fixed before any run.</param>
public sealed record Reading(string Id, IReadOnlyDictionary<string, string> Choices, IReadOnlySet<string> Moved, Generality Generality, int Registered)
{
    public const string PrimaryId = "primary";

    public bool Primary => string.Equals(Id, PrimaryId, StringComparison.Ordinal);

    /// <summary>All choices in a fixed order: what tells this protocol from another, whatever it is called.</summary>
    public string Canonical => string.Join(",", Choices.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"));
}
