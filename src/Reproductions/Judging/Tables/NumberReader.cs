using System.Globalization;
using System.Text.RegularExpressions;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>Reads the numbers of a table, all with the same decimal mark.</summary>
/// <param name="mark">The decimal mark; null: the table's numbers show it.</param>
internal sealed partial class NumberReader(DecimalMark? mark)
{
    private (string Text, string Place)? comma;
    private (string Text, string Place)? point;
    private bool cannotBeThousands;

    /// <summary>The number of a cell; NaN and infinities are numbers too, true and false are 1 and 0.</summary>
    /// <param name="place">Where it stands, for messages.</param>
    /// <exception cref="AuditException">It is no number with the table's decimal mark.</exception>
    public double Read(string text, string place)
    {
        var plain = text;
        if (text.Contains(','))
        {
            plain = mark != DecimalMark.Point && text.IndexOf(',') == text.LastIndexOf(',') && !text.Contains('.')
                ? text.Replace(',', '.')
                : throw Wrong(text, place, mark == DecimalMark.Point
                    ? "If it is a decimal comma, say 'decimal: comma' in the claims file; thousands are written "
                        + "without separators"
                    : "Thousands are written without separators");
            comma ??= (text, place);
            cannotBeThousands |= !Thousands().IsMatch(text);
        }
        else if (text.Contains('.'))
        {
            point ??= (text, place);
            if (mark == DecimalMark.Comma)
            {
                throw Wrong(text, place, "The claims file says 'decimal: comma'");
            }
        }

        // .NET would read a number in spite of zeros after it, and one beyond the range of its type as an infinity.
        if (!plain.Contains('\0')
            && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return !double.IsInfinity(number) || !plain.AsSpan().ContainsAnyInRange('0', '9') ? number
                : throw Wrong(text, place, $"It is beyond {double.MaxValue}; write Infinity for a run that diverged");
        }

        return plain.TrimStart('+', '-').ToUpperInvariant() switch
        {
            "NAN" => double.NaN,
            "TRUE" when char.IsAsciiLetter(plain[0]) => 1,
            "FALSE" when char.IsAsciiLetter(plain[0]) => 0,
            "INF" or "INFINITY" or "∞" => plain[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            _ => throw Wrong(text, place, "Write numbers without units or thousands separators, and NaN for a run "
                + "that diverged"),
        };
    }

    /// <summary>Checks, after the last number, that all agree on the decimal mark.</summary>
    /// <exception cref="AuditException">They do not, or leave open what a comma means.</exception>
    public void Finish()
    {
        if (mark is not null || comma is not { } first)
        {
            return;
        }

        if (point is { } other)
        {
            throw new AuditException($"{first.Place}: '{first.Text}' has a comma, and {other.Place}: '{other.Text}' a "
                + "point. Use one decimal mark in the whole table, and no thousands separators.");
        }

        if (!cannotBeThousands)
        {
            throw Wrong(first.Text, first.Place, "It may be a decimal comma or separate thousands: say "
                + "'decimal: comma' in the claims file, or write thousands without separators");
        }
    }

    private static AuditException Wrong(string text, string place, string wayOut) =>
        new($"{place}: '{text}' is not a number here. {wayOut}.");

    [GeneratedRegex("^[+-]?[1-9][0-9]{0,2},[0-9]{3}$")]
    private static partial Regex Thousands();
}
