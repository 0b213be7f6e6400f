using System.Globalization;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// A choice of a study, with a function from design to design for each of its values. The first value is the primary
/// one.
/// </summary>
internal sealed class Factor<TDesign>
{
    private readonly Func<TDesign, string, TDesign> apply;

    private Factor(
        string key, Stance stance, string meaning, IReadOnlyList<string> values,
        Func<TDesign, string, TDesign> apply) =>
        (Choice, this.apply) = (new(key, meaning, values, stance), apply);

    /// <summary>A choice among named values.</summary>
    public Factor(
        string key, Stance stance, string meaning, params (string Value, Func<TDesign, TDesign> Change)[] values)
        : this(key, stance, meaning, [.. values.Select(v => v.Value)], (design, value) =>
            (values.FirstOrDefault(v => v.Value == value).Change
                ?? throw Unknown(key, value, values.Select(v => v.Value)))
            .Invoke(design))
    {
    }

    /// <summary>
    /// A choice of a whole number of at least 0, some of which are audited; a short run may use any other.
    /// </summary>
    public Factor(
        string key, Stance stance, string meaning, IReadOnlyList<int> values, Func<TDesign, int, TDesign> change)
        : this(key, stance, meaning, [.. values.Select(v => $"{v}")], (design, value) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? change(design, number)
                : throw Unknown(key, value, ["whole numbers of at least 0"]))
    {
    }

    /// <summary>Its key, meaning and values.</summary>
    public Choice Choice { get; }

    /// <summary>Makes this choice in a design.</summary>
    /// <exception cref="InvalidOperationException">The factor has no such value.</exception>
    public TDesign Apply(TDesign design, string value) => apply(design, value);

    private static InvalidOperationException Unknown(string key, string value, IEnumerable<string> known) =>
        new($"The factor '{key}' has no value '{value}'; it has {string.Join(", ", known)}.");
}
