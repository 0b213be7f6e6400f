namespace Pruning.Reproductions.Auditing;

/// <summary>What the document prints.</summary>
/// <param name="Value">The printed figure; null where there is none.</param>
/// <param name="Effect">
/// The printed difference, oriented so that positive favours the claim; null where there is none.
/// </param>
/// <param name="Unit"><c>nats</c>, <c>fraction</c>, <c>rows</c>, <c>epochs</c>, …</param>
/// <param name="Text">The figure as the document has it, for print (<c>94 %</c>); null: no figure.</param>
public sealed record Published(double? Value, double? Effect, string Unit, string? Text = null)
{
    public static Published Nothing(string unit) => new(null, null, unit);
}
