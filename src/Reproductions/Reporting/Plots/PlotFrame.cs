using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Frame of a plot with two axes: the vertical one with its grid, the drawing, and the horizontal one beneath it.
/// </summary>
/// <param name="across">In printed units.</param>
/// <param name="up">In printed units.</param>
internal sealed class PlotFrame(Axis across, Axis up)
{
    /// <summary>Height in pixels.</summary>
    public const int Height = 280;

    private const int Width = 1000;
    private const int LabelHeight = 16;

    /// <summary>Position in per cent of the width.</summary>
    public double Across(double x) => across.At(x);

    /// <summary>Position in pixels from the top; not finite where the value is not.</summary>
    public double Down(double y) => Height * (1 - (up.At(y) / 100));

    /// <summary>Position in the drawing that stretches to the available width.</summary>
    public (double X, double Y) Stretched(double x, double y) => (Across(x) * Width / 100, Down(y));

    /// <summary>The plot.</summary>
    /// <param name="title">Title of the drawing.</param>
    /// <param name="description">The drawing in words.</param>
    /// <param name="axis">Title of the horizontal axis.</param>
    /// <param name="lines">Paths in <see cref="Stretched"/> coordinates.</param>
    /// <param name="marks">
    /// Texts and marks above them, at <see cref="Across"/> and <see cref="Down"/>; a mark's title is its figure.
    /// </param>
    /// <param name="ends">Names to the right, of <see cref="Ends"/>; null: there is no room for any.</param>
    public Markup Draw(string title, string description, string axis, Markup lines, Markup marks, Markup? ends = null)
    {
        // The lines are in a nested drawing, which stretches to the available width; texts and marks are not.
        var stretched = lines.IsEmpty ? lines : Markup.Of($"""
            <svg viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" width="100%" height="{Height}">
            <title>{title}</title>{lines}</svg>
            """);
        var beside = ends is null ? Markup.Empty : Markup.Of($"""
            <svg class="ends" aria-hidden="true" height="{Height}"><title>Arms</title>{ends.Value}</svg>
            """);
        return Markup.Of($"""
            <div class="plot{(ends is null ? " wide" : string.Empty)}">
            <svg class="y-axis" aria-hidden="true" height="{Height}"><title>Scale</title>{Labels()}</svg>
            <div><div class="drawing"><svg role="img" height="{Height}"><title>{title}</title>
            <desc>{description}</desc>{Grid()}{stretched}<g class="marks">{marks}</g></svg></div>
            {PlotElements.AxisRow(across, axis)}</div>
            {beside}</div>
            """);
    }

    /// <summary>Names at the ends of their lines, moved apart where they would overlap.</summary>
    /// <param name="names">Name, CSS class, and value at the end of the line.</param>
    public Markup Ends(IEnumerable<(string Name, string Kind, double Y)> names)
    {
        var ends = names.OrderBy(e => Down(e.Y)).ToList();
        var places = new double[ends.Count];
        for (var i = 0; i < ends.Count; i++)
        {
            var wanted = Math.Clamp(Down(ends[i].Y) + 4, 12, Height - 2);
            places[i] = i == 0 ? wanted : Math.Max(wanted, places[i - 1] + LabelHeight);
        }

        for (var i = ends.Count - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], Height - 2 - ((ends.Count - 1 - i) * LabelHeight));
        }

        return Markup.Each(ends.Zip(places), label =>
        {
            var ((name, kind, _), y) = label;
            var text = VerdictTable.Shorten(name, 16);
            return Markup.Of($"""<text class="end {kind}" x="6" y="{y}">{text}</text>""");
        });
    }

    private Markup Labels()
    {
        var ticks = up.Ticks(5);
        return Markup.Each(ticks.Values, v =>
        {
            var y = Math.Clamp(Down(v) + 4, 11, Height);
            return Markup.Of(
                $"""<text class="tick" x="100%" dx="-6" y="{y}" text-anchor="end">{ticks.Label(v)}</text>""");
        });
    }

    private Markup Grid() => Markup.Each(
        up.Ticks(5).Values,
        v => Markup.Of($"""<line class="grid" x1="0" x2="100%" y1="{Down(v)}" y2="{Down(v)}"/>"""));
}
