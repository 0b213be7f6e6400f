using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Elements shared by plots. Coordinates along an axis are in per cent and across it in pixels, so that a plot adapts
/// to the available width while text and strokes keep their size.
/// </summary>
internal static class PlotElements
{
    /// <summary>The line of an arm in a legend.</summary>
    public static Markup LineOfKey { get; } =
        Markup.Of($"""<line class="mean" x1="0" x2="100%" y1="50%" y2="50%"/>""");

    /// <summary>A vertical line over the whole height.</summary>
    public static Markup Upright(string kind, double at) =>
        Markup.Of($"""<line class="{kind}" x1="{at}%" x2="{at}%" y1="0" y2="100%"/>""");

    /// <summary>A label at a position on the axis, aligned inwards near the ends so that it is not cut off.</summary>
    public static Markup Label(string kind, double at, double y, string text) =>
        Markup.Of($"""<text class="{kind}" x="{at}%" y="{y}" text-anchor="{AnchorAt(at, 12)}">{text}</text>""");

    /// <summary>A label beside a vertical line, on the side with more room.</summary>
    public static Markup Beside(string kind, double at, double y, string text)
    {
        var (shift, anchor) = at < 50 ? (5, "start") : (-5, "end");
        return Markup.Of(
            $"""<text class="{kind}" x="{at}%" dx="{shift}" y="{y}" text-anchor="{anchor}">{text}</text>""");
    }

    /// <summary>The axis beneath a plot: a line with round numbers, and its title.</summary>
    /// <param name="axis">In printed units.</param>
    public static Markup AxisRow(Axis axis, string title, int about = 4)
    {
        var ticks = axis.Ticks(about);
        return Markup.Of($"""
            <svg class="axis" role="img" height="22"><title>Axis: {title}</title>
            <desc>From {ticks.Label(axis.Low)} to {ticks.Label(axis.High)}.</desc>
            <line class="rule" x1="0" x2="100%" y1="1" y2="1"/>{Markup.Each(ticks.Values, Tick)}</svg>
            <div class="axis-title">{title}</div>
            """);

        Markup Tick(double value)
        {
            var at = axis.At(value);
            var label = Markup.Of(
                $"""<text class="tick" x="{at}%" y="18" text-anchor="{AnchorAt(at, 2)}">{ticks.Label(value)}</text>""");
            return Markup.Of($"""<line class="rule" x1="{at}%" x2="{at}%" y1="1" y2="5"/>{label}""");
        }
    }

    /// <summary>Axis title of a quantity with its unit: <c>difference (nats)</c>.</summary>
    public static string TitleOf(string quantity, FigureFormat format) =>
        format.Symbol.Length == 0 ? quantity : $"{quantity} ({format.Symbol})";

    private static string AnchorAt(double at, double margin) =>
        at < margin ? "start" : at > 100 - margin ? "end" : "middle";
}
