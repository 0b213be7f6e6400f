using System.Globalization;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// A choice of a study, with a function from design to design for each of its values. The first value is the primary
/// one.
/// </summary>
internal sealed class Factor<TDesign>
{
    private readonly Func<TDesign, string, TDesign> apply;

    private Factor(string key, string meaning, IReadOnlyList<string> values, Func<TDesign, string, TDesign> apply) =>
        (Choice, this.apply) = (new(key, meaning, values), apply);

    /// <summary>A choice among named values.</summary>
    public Factor(string key, string meaning, params (string Value, Func<TDesign, TDesign> Change)[] values)
        : this(key, meaning, [.. values.Select(v => v.Value)],
            (design, value) => values.Single(v => v.Value == value).Change(design))
    {
    }

    /// <summary>
    /// A choice of a whole number of at least 0, some of which are audited; a short run may use any other.
    /// </summary>
    public Factor(string key, string meaning, IReadOnlyList<int> values, Func<TDesign, int, TDesign> change)
        : this(key, meaning, [.. values.Select(v => $"{v}")], (design, value) =>
            change(design, int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)))
    {
    }

    /// <summary>Its key, meaning and values.</summary>
    public Choice Choice { get; }

    /// <summary>Makes this choice in a design.</summary>
    public TDesign Apply(TDesign design, string value) => apply(design, value);
}
