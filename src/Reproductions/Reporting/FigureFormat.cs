namespace Pruning.Reproductions.Reporting;

/// <summary>Print format of numbers in one unit.</summary>
/// <param name="Factor">Multiplier of a value before printing (100 for fractions).</param>
/// <param name="Symbol">Symbol after the number (<c>nats</c>, <c>%</c>, <c>pp</c>); empty for a bare number.</param>
/// <param name="Decimals">Digits after the decimal point.</param>
/// <param name="Signed">Whether a positive number has a plus sign.</param>
public readonly record struct FigureFormat(double Factor, string Symbol, int Decimals, bool Signed)
{
    private const string Minus = "−";

    // Larger numbers are not printed: they are errors, not findings; but counts of operations may be as large.
    private const double Largest = LargeCount.Least;

    // Smaller limits have more digits than are printed.
    private const double Smallest = 1e-4;

    // Differences that cancel leave about 1e−16 of their operands; no measured value is this small.
    private const double Residue = 1e-13;

    /// <summary>The format of a unit.</summary>
    /// <param name="unit">
    /// A unit of <see cref="Published.Unit"/>: <c>nats</c> (also per something), <c>fraction</c>, <c>points</c> (a
    /// difference of fractions, whatever the rule), <c>share</c> (a part of something, of times too: always in per
    /// cent), <c>%</c> (of numbers that are in per cent already), <c>seconds</c>, or the name of what is counted.
    /// </param>
    /// <param name="difference">
    /// Whether the number is a difference: it is printed with its sign, a fraction in percentage points.
    /// </param>
    public static FigureFormat Of(string unit, bool difference) => unit switch
    {
        "fraction" => new(100, difference ? "pp" : "%", 2, difference),
        "points" => new(100, "pp", 2, true),
        "%" => new(1, difference ? "pp" : "%", 2, difference),
        "share" => new(100, "%", 1, difference),
        "seconds" => new(1, "s", 4, difference),
        "score" => new(1, string.Empty, 3, difference),
        _ when unit.StartsWith("nats", StringComparison.Ordinal) => new(1, unit, 4, difference),
        _ => new(1, unit, 0, difference),
    };

    /// <summary>The format of a judgement's figures.</summary>
    /// <param name="unit">As above.</param>
    public static FigureFormat Of(string unit, Judgement judgement) => Of(unit, judgement.Presentation.IsDifference);

    /// <summary>
    /// The format of one part of <paramref name="whole"/>. A part on another quantity than the first may have another,
    /// unknown unit and is then printed as a bare number.
    /// </summary>
    /// <param name="unit">As above.</param>
    public static FigureFormat OfPart(string unit, Judgement whole, Judgement part)
    {
        var first = whole.Parts[0];
        return part.Quantity == first.Quantity ? Of(unit, first)
            : part.Kind == first.Kind && part.Presentation.Interval is not null ? Of(unit, part)
            : Of(string.Empty, part);
    }

    /// <summary>The number without its unit: <c>−0.0177</c>.</summary>
    public string Number(double value)
    {
        var scaled = Math.Abs(value) < Residue ? 0 : value * Factor;
        if (!double.IsFinite(scaled))
        {
            return "–";
        }

        var size = Digits(Math.Abs(scaled));
        var sign = scaled < 0 ? Minus : Signed && scaled > 0 ? "+" : string.Empty;
        return sign + size;
    }

    /// <summary>The number with its unit: <c>−0.0177 nats</c>.</summary>
    public string Text(double value) => WithSymbol(Number(value));

    /// <summary>A limit with its unit, with the digits it was stated with: <c>+1 pp</c>.</summary>
    public string Limit(double value)
    {
        var size = Math.Abs(value * Factor);
        return size is >= Smallest and < Largest
            ? WithSymbol((value < 0 ? Minus : Signed ? "+" : string.Empty) + size.ToString("#,0.######"))
            : Text(value);
    }

    /// <summary>An estimate with its interval, if any: <c>−0.0177 [−0.0210, −0.0144] nats</c>.</summary>
    public string Text(double? estimate, double? lower, double? upper) => (estimate, lower, upper) switch
    {
        (null, _, _) => "–",
        ({ } e, { } l, { } u) => WithSymbol($"{Number(e)} [{Number(l)}, {Number(u)}]"),
        ({ } e, _, _) => Text(e),
    };

    private string WithSymbol(string number) => Symbol.Length == 0 ? number : $"{number} {Symbol}";

    private string Digits(double size)
    {
        if (Decimals == 0 && LargeCount.Of(size, size) is var (scaled, prefix))
        {
            return $"{scaled.ToString(scaled < 100 ? "0.0" : "0")} {prefix}";
        }

        if (size >= Largest)
        {
            return size.ToString("0.##e0");
        }

        // A mean of counts is rarely whole, and its decimals matter where the numbers are small.
        var decimals = Decimals > 0 || size == Math.Floor(size) ? Decimals : size < 1 ? 4 : size < 10 ? 2 : 1;
        if (size > 0 && Math.Round(size, decimals) == 0)
        {
            return size.ToString("0.#e0").Replace("e-", "e" + Minus);
        }

        return size.ToString((size >= 10_000 ? "N" : "F") + decimals);
    }
}
