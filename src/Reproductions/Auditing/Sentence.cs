using System.Globalization;

namespace Pruning.Reproductions.Auditing;

/// <summary>A sentence with figures in it, which are written in their unit only when the sentence is printed.</summary>
/// <param name="Format">The sentence, with {0}, {1} and so on in place of the figures.</param>
/// <param name="Figures">The figures, in the quantity's unit.</param>
public sealed record Sentence(string Format, IReadOnlyList<double> Figures)
{
    /// <summary>Takes interpolated strings apart and joins them.</summary>
    /// <param name="pieces">Their holes hold numbers, which become figures, or text, which stays as it is.</param>
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

    /// <summary>Writes the sentence.</summary>
    /// <param name="figure">Writes one figure.</param>
    public string Text(Func<double, string> figure) =>
        string.Format(CultureInfo.InvariantCulture, Format, [.. Figures.Select(figure)]);
}
