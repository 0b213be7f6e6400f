using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Cells shared by the tables of figures; a dash marks a value that does not apply.</summary>
internal static class FigureCells
{
    /// <summary>Plain text.</summary>
    public static Markup Text(string text) => Markup.Of($"{text}");

    /// <summary>A number with its unit.</summary>
    public static Markup Number(double? value, FigureFormat format) => Text(value is { } v ? format.Text(v) : "–");

    /// <summary>A p-value.</summary>
    public static Markup Probability(double? p) => Text(p switch
    {
        null => "–",
        < 0.0001 => "< 0.0001",
        { } value => value.ToString("F4"),
    });
}
