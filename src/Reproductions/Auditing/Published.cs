namespace Pruning.Reproductions.Auditing;

/// <summary>The published figure of a claim.</summary>
/// <param name="Value">The printed figure; null: none.</param>
/// <param name="Effect">The printed difference, oriented so that positive favours the claim; null: none.</param>
/// <param name="Unit"><c>nats</c>, <c>fraction</c>, <c>rows</c>, <c>epochs</c>, …</param>
/// <param name="Text">The figure as printed in the document (<c>94 %</c>); null: none.</param>
public sealed record Published(double? Value, double? Effect, string Unit, string? Text = null)
{
    public static Published Nothing(string unit) => new(null, null, unit);
}
