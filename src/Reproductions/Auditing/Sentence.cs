using System.Globalization;

namespace Pruning.Reproductions.Auditing;

/// <summary>A sentence whose figures are formatted in their unit when it is printed.</summary>
/// <param name="Format">The sentence, with {0}, {1} and so on for the figures.</param>
/// <param name="Figures">The figures, in the quantity's unit.</param>
public sealed record Sentence(string Format, IReadOnlyList<double> Figures)
{
    /// <summary>Creates a sentence from interpolated strings.</summary>
    /// <param name="pieces">Interpolated strings; their numbers become figures, their text is kept.</param>
    public static Sentence Of(params FormattableString[] pieces)
    {
        var format = string.Empty;
        var figures = new List<double>();
        foreach (var piece in pieces)
        {
            object[] places = [.. piece.GetArguments().Select(Place)];
            format += string.Format(CultureInfo.InvariantCulture, piece.Format, places);
        }

        return new(format, figures);

        string Place(object? argument)
        {
            if (argument is string text)
            {
                return text.Replace("{", "{{").Replace("}", "}}");
            }

            figures.Add(Convert.ToDouble(argument, CultureInfo.InvariantCulture));
            return $"{{{figures.Count - 1}}}";
        }
    }

    /// <summary>Formats the sentence.</summary>
    /// <param name="figure">Formats one figure.</param>
    public string Text(Func<double, string> figure) =>
        string.Format(CultureInfo.InvariantCulture, Format, [.. Figures.Select(figure)]);
}
