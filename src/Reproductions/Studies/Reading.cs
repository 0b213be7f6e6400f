namespace Pruning.Reproductions.Studies;

/// <summary>A fully specified protocol of a study.</summary>
/// <param name="Id">
/// <c>primary</c>, <c>as-shipped</c>, or its differences from the primary one as <c>key=value</c>, separated by commas.
/// </param>
/// <param name="Choices">The value of every choice, by key; in a claim's reading including those of judging.</param>
/// <param name="Protocol">The study's choices in a fixed order, which identify a run whatever its name.</param>
/// <param name="ChangedArms">The arms that differ from the primary reading's.</param>
/// <param name="InferenceScope">What its verdicts generalise to.</param>
/// <param name="Looks">Numbers of replicates, fixed before any run, after which it is judged.</param>
public sealed record Reading(string Id, IReadOnlyDictionary<string, string> Choices, string Protocol,
    IReadOnlySet<string> ChangedArms, InferenceScope InferenceScope, IReadOnlyList<int> Looks)
{
    public const string PrimaryId = "primary";

    /// <summary>Whether it is the shortened primary reading that tests repeat.</summary>
    public bool Short { get; init; }

    /// <summary>
    /// What the document says about the choices that it changes: <see cref="Stance.Unstated"/> where it leaves all of
    /// them open. <see cref="Stance.Stated"/> for the primary reading.
    /// </summary>
    public Stance Stance { get; init; }

    /// <summary>Most replicates of the registered protocol.</summary>
    public int Registered => Looks[^1];

    public bool Primary => string.Equals(Id, PrimaryId, StringComparison.Ordinal);

    /// <summary>Formats choices in the fixed order of <see cref="Protocol"/>.</summary>
    public static string Canonical(IEnumerable<KeyValuePair<string, string>> choices) =>
        string.Join(",", choices.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"));

    /// <summary>The stance of a reading that changes choices of these stances.</summary>
    public static Stance StanceOf(IEnumerable<Stance> changed) => changed.DefaultIfEmpty().ToHashSet() switch
    {
        var all when all.Contains(Stance.AsShipped) => Stance.AsShipped,
        var all when all.Contains(Stance.Stated) => Stance.Stated,
        _ => Stance.Unstated,
    };

    /// <summary>The id of an unnamed reading: its differences from the primary one.</summary>
    public static string IdOf(IEnumerable<KeyValuePair<string, string>> changes) =>
        string.Join(",", changes.Select(c => $"{c.Key}={c.Value}"));
}
