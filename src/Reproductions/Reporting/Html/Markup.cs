using System.Runtime.CompilerServices;
using System.Text;

namespace Pruning.Reproductions.Reporting.Html;

/// <summary>
/// Well-formed XHTML text. It is made only from interpolated strings whose values are escaped unless they are markup,
/// so that a claim's text is never taken for a tag.
/// </summary>
internal readonly record struct Markup
{
    private readonly string? text;

    private Markup(string text) => this.text = text;

    public static Markup Empty => default;

    public bool IsEmpty => string.IsNullOrEmpty(text);

    public static Markup Of(Handler handler) => new(handler.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.ToString())));

    /// <summary>Joins the markup of all items, in their order.</summary>
    public static Markup Each<T>(IEnumerable<T> items, Func<T, Markup> markup) => Join(items.Select(markup));

    /// <summary>A script's text, which is not escaped.</summary>
    /// <exception cref="ArgumentException">The text would end its element or its section early.</exception>
    public static Markup OfScript(string text) =>
        text.Contains("</", StringComparison.Ordinal) || text.Split("]]>").Length > 2
            ? throw new ArgumentException("A script must contain neither '</' nor ']]>'.", nameof(text))
            : new(text);

    public override string ToString() => text ?? string.Empty;

    [InterpolatedStringHandler]
    public readonly ref struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder builder = new(literalLength + (16 * formattedCount));

        public void AppendLiteral(string value) => builder.Append(value);

        public void AppendFormatted(Markup value) => builder.Append(value.ToString());

        public void AppendFormatted(int value) => builder.Append(value);

        /// <summary>Appends a coordinate, to hundredths.</summary>
        /// <exception cref="ArgumentException">The coordinate is not finite.</exception>
        public void AppendFormatted(double value)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"A coordinate must be finite, but is {value}.", nameof(value));
            }

            builder.Append(Math.Round(value, 2).ToString("0.##"));
        }

        /// <summary>Appends text, escaping XML's reserved characters and replacing forbidden ones.</summary>
        public void AppendFormatted(string? value)
        {
            foreach (var rune in (value ?? string.Empty).EnumerateRunes())
            {
                _ = rune.Value switch
                {
                    '&' => builder.Append("&amp;"),
                    '<' => builder.Append("&lt;"),
                    '>' => builder.Append("&gt;"),
                    '"' => builder.Append("&quot;"),
                    '\'' => builder.Append("&#39;"),
                    (< ' ' and not ('\t' or '\n' or '\r')) or 0xFFFE or 0xFFFF => builder.Append('\uFFFD'),
                    _ => builder.Append(rune.ToString()),
                };
            }
        }

        public override string ToString() => builder.ToString();
    }
}
