namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// The axis on which the intervals of a claim's readings are drawn, and what is drawn on it beside them.
/// </summary>
internal sealed class ForestScale
{
    /// <param name="claim">The claim whose primary reading gives format, published figure and zone.</param>
    /// <param name="drawn">The readings that are drawn.</param>
    public ForestScale(ClaimResult claim, IEnumerable<ReadingResult> drawn)
    {
        var primary = claim.Primary.Judgement;
        Format = FigureFormat.Of(claim.Published.Unit, primary);
        Published = primary.PublishedMark;
        Zone = AcceptanceOf(primary);
        HasZero = Format.Signed;

        var shown = drawn.Select(r => r.Judgement)
            .SelectMany(j => new[] { j.Estimate, j.Lower, j.Upper, j.CrossedLower, j.CrossedUpper }
                .Concat(j.Looks.SelectMany(l => new[] { l.Lower, l.Upper })))
            .Concat([Published, Zone?.From, Zone?.To, HasZero ? 0 : null]);
        Axis = Axis.Over(shown.OfType<double>().Select(v => v * Format.Factor));
    }

    /// <summary>Format of the figures.</summary>
    public FigureFormat Format { get; }

    /// <summary>The axis, in printed units.</summary>
    public Axis Axis { get; }

    /// <summary>The published figure; null: none.</summary>
    public double? Published { get; }

    /// <summary>Where the interval must lie; null: nowhere in particular.</summary>
    public Zone? Zone { get; }

    /// <summary>Whether zero is marked.</summary>
    public bool HasZero { get; }

    /// <summary>Whether a reading has an interval to draw.</summary>
    public static bool IsDrawn(ReadingResult reading) =>
        reading.Judgement is { Estimate: not null, Lower: not null, Upper: not null };

    /// <summary>Position of a value in per cent of the axis.</summary>
    public double At(double value) => Axis.At(value * Format.Factor);

    // The zone of the whole, or of the first part on the same quantity that has one.
    private static Zone? AcceptanceOf(Judgement judgement) =>
        judgement.Parts.Where(p => p.Quantity == judgement.Quantity).Prepend(judgement)
            .Select(p => p.Presentation.Acceptance)
            .FirstOrDefault(z => z is not null);
}
