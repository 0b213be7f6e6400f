using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Figures;

/// <summary>
/// A drawing for a paper, in points: attributes alone, no style sheet, and text as text. Coordinates run from the top
/// left.
/// </summary>
/// <param name="millimetres">Its width.</param>
internal sealed class SvgCanvas(int millimetres)
{
    /// <summary>Size of text, in points; none is smaller.</summary>
    public const double TextSize = 6;

    /// <summary>Width of the thinnest line, in points.</summary>
    public const double Hairline = 0.35;

    // Of a character, in parts of its size. A little more than Arial's mean, so that estimates err on the safe side.
    private const double CharacterWidth = 0.54;

    private const string Fonts = "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', sans-serif";

    private readonly List<Markup> parts = [];

    /// <summary>Width in millimetres.</summary>
    public int Millimetres => millimetres;

    /// <summary>Width in points.</summary>
    public double Width => millimetres * 72 / 25.4;

    /// <summary>About how wide a text is, in points.</summary>
    public static double WidthOf(string text, double size = TextSize) => text.Length * CharacterWidth * size;

    /// <summary>A text that fits a width, shortened where it must be.</summary>
    public static string Fitted(string text, double width, double size = TextSize) =>
        VerdictTable.Shorten(text, Math.Max(2, (int)(width / (CharacterWidth * size))));

    public void Line(double x1, double y1, double x2, double y2, string colour, double width, string? dash = null) =>
        parts.Add(Markup.Of($"""
            <line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{width}"{Dashed(dash)}/>

            """));

    public void Rectangle(double x, double y, double width, double height, string fill) =>
        parts.Add(Markup.Of($"""
            <rect x="{x}" y="{y}" width="{Math.Max(0, width)}" height="{Math.Max(0, height)}" fill="{fill}"/>

            """));

    public void Circle(double x, double y, double radius, string fill, string stroke, double width) =>
        parts.Add(Markup.Of($"""
            <circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>

            """));

    /// <summary>A shape that is filled.</summary>
    /// <param name="data">Path data.</param>
    /// <param name="opacity">0 to 1.</param>
    public void Area(string data, string fill, double opacity) => AddUnlessEmpty(data, Markup.Of($"""
        <path d="{data}" fill="{fill}" fill-opacity="{opacity}"/>

        """));

    /// <summary>An open line.</summary>
    /// <param name="data">Path data.</param>
    /// <param name="opacity">0 to 1.</param>
    public void Stroke(string data, string colour, double width, string? dash = null, double opacity = 1) =>
        AddUnlessEmpty(data, Markup.Of($"""
            <path d="{data}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-opacity="{opacity}"
             stroke-linecap="round" stroke-linejoin="round"{Dashed(dash)}/>

            """));

    /// <summary>A small shape around a point.</summary>
    /// <param name="data">Path data around the origin.</param>
    /// <param name="scale">Its size, as a multiple.</param>
    public void Shape(string data, double x, double y, double scale, string fill) => parts.Add(Markup.Of($"""
        <path transform="translate({x} {y}) scale({scale})" d="{data}" fill="{fill}"/>

        """));

    /// <summary>A text on a line.</summary>
    /// <param name="y">Its baseline.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public void Text(
        double x,
        double y,
        string text,
        string colour = FigurePalette.Ink,
        string anchor = "start",
        bool bold = false,
        double size = TextSize) => parts.Add(Markup.Of($"""
        <text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{Bold(bold)}>{text}</text>

        """));

    /// <summary>A text that runs upwards, centred.</summary>
    public void Upwards(double x, double y, string text) => parts.Add(Markup.Of($"""
        <text transform="translate({x} {y}) rotate(-90)" font-size="{TextSize}" fill="{FigurePalette.Soft}"
         text-anchor="middle">{text}</text>

        """));

    /// <summary>The file's text.</summary>
    /// <param name="height">In points.</param>
    public string ToSvg(double height, string title, string description)
    {
        var svg = Markup.Of($"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{millimetres}mm" height="{height * 25.4 / 72}mm"
             viewBox="0 0 {Width} {height}" font-family="{Fonts}">
            <title>{title}</title>
            <desc>{description}</desc>
            {Markup.Join(parts)}</svg>

            """);
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{svg}";
    }

    private void AddUnlessEmpty(string data, Markup part)
    {
        if (data.Length > 0)
        {
            parts.Add(part);
        }
    }

    private static Markup Dashed(string? dash) =>
        dash is null ? Markup.Empty : Markup.Of($" stroke-dasharray=\"{dash}\"");

    private static Markup Bold(bool bold) => bold ? Markup.Of($" font-weight=\"bold\"") : Markup.Empty;
}
