using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// Plot of a claim's readings: one row each, with estimate and interval on a common axis and the verdict at the end.
/// </summary>
internal sealed class ForestPlot
{
    private readonly Judgement primary;
    private readonly IReadOnlyList<(string Name, ReadingResult Reading)> rows;
    private readonly ForestScale scale;

    private ForestPlot(ClaimResult claim, IReadOnlyList<(string Name, ReadingResult Reading)> rows)
    {
        this.rows = rows;
        primary = claim.Primary.Judgement;
        scale = new(claim, rows.Select(r => r.Reading));
    }

    /// <summary>The plot; empty where no reading has an interval to draw.</summary>
    public static Markup Of(ClaimResult claim) =>
        claim.Readings.Any(ForestScale.IsDrawn)
            ? new ForestPlot(claim, [.. claim.Readings.Select(r => (ReadingText.NameOf(r, claim), r))]).Draw()
            : Markup.Empty;

    /// <summary>
    /// The primary reading in two audits, on one axis; empty where neither has an interval to draw.
    /// </summary>
    public static Markup Of(ClaimResult then, ClaimResult now) =>
        ForestScale.IsDrawn(then.Primary) || ForestScale.IsDrawn(now.Primary)
            ? new ForestPlot(now, [("then", then.Primary with { Primary = false }), ("now", now.Primary)]).Draw()
            : Markup.Empty;

    private Markup Draw() => Markup.Of($"""
        <div class="forest">
        <div class="row head"><div class="track">{Head()}</div></div>
        {Markup.Each(rows, Row)}<div class="row foot"><div class="track">{AxisRow()}</div></div>
        </div>
        <p class="key">{Key()}</p>
        """);

    private Markup AxisRow() =>
        PlotElements.AxisRow(scale.Axis, PlotElements.TitleOf(primary.Quantity, scale.Format));

    private Markup Head()
    {
        var title = scale.Published is { } p ? $"Published: {scale.Format.Text(p)}" : "No figure published";
        var label = scale.Published is { } at
            ? PlotElements.Label("published-label", At(at), 13, $"published {scale.Format.Number(at)}")
            : Markup.Empty;
        return Markup.Of($"""<svg class="heads" role="img" height="18"><title>{title}</title>{label}</svg>""");
    }

    private Markup Row((string Name, ReadingResult Reading) row)
    {
        var (name, reading) = row;
        var judgement = reading.Judgement;
        var bare = scale.Format with { Symbol = string.Empty };
        var text = bare.Text(judgement.Estimate, judgement.DecidingLower, judgement.DecidingUpper);
        return Markup.Of($"""
            <div class="row{(reading.Primary ? " primary" : string.Empty)}">
            <div class="what">{name} <small>n = {ReadingText.Replicates(reading)}</small></div><div class="track">
            <svg role="img"><title>{name}: {text}, {VerdictText.Of(reading)}</title>{Background()}
            <g class="{Badge.ClassOf(judgement.Verdict)}">{Intervals(judgement)}{Point(reading)}</g></svg>
            </div><div class="figure">{text}</div><div class="verdict">{Badge.Of(reading)}</div></div>

            """);
    }

    private Markup Background()
    {
        var zero = scale.HasZero ? PlotElements.Upright("zero", At(0)) : Markup.Empty;
        var mark = scale.Published is { } p ? PlotElements.Upright("published", At(p)) : Markup.Empty;
        return Markup.Of($"{ZoneArea()}{zero}{mark}");
    }

    private Markup ZoneArea()
    {
        if (scale.Zone is not var (from, to))
        {
            return Markup.Empty;
        }

        var (left, right) = (from is { } f ? At(f) : 0, to is { } t ? At(t) : 100);
        return Markup.Of($"""<rect class="zone" x="{left}%" width="{right - left}%" y="0" height="100%"/>""");
    }

    private Markup Intervals(Judgement judgement)
    {
        var crossed = Interval("crossed", judgement.CrossedLower, judgement.CrossedUpper);
        var looks = Markup.Each(
            judgement.Looks.SkipLast(1).SelectMany(l => new[] { l.Lower, l.Upper }).OfType<double>(),
            end => Markup.Of($"""<line class="look" x1="{At(end)}%" x2="{At(end)}%" y1="30%" y2="70%"/>"""));
        return Markup.Of($"{looks}{crossed}{Interval("interval", judgement.Lower, judgement.Upper)}");
    }

    private Markup Interval(string kind, double? lower, double? upper) => lower is { } l && upper is { } u
        ? Markup.Of($"""<line class="{kind}" x1="{At(l)}%" x2="{At(u)}%" y1="50%" y2="50%"/>""")
        : Markup.Empty;

    private Markup Point(ReadingResult reading) => reading.Judgement.Estimate is { } e
        ? Markup.Of($"""<circle class="point" cx="{At(e)}%" cy="50%" r="{(reading.Primary ? 5 : 4)}"/>""")
        : Markup.Empty;

    private string Key()
    {
        var crossed = rows.Any(r => r.Reading.Judgement.CrossedLower is not null);
        return string.Join(" ", new[]
        {
            primary.Presentation.Interval is { } interval ? $"Dot: mean over the runs; bar: {interval}." : null,
            crossed ? "Thin line: the interval when the test examples vary too, which decides." : null,
            rows.Any(r => r.Reading.Judgement.Looks.Count > 1) ? "Ticks: its ends at earlier looks." : null,
            scale.HasZero && primary.Presentation.LargerFavours ? "Right of zero favours the claim." : null,
            scale.Published is null ? null : "Dashed line: the published figure.",
            scale.Zone is null ? null : "Shaded: where the interval must lie.",
        }.OfType<string>());
    }

    private double At(double value) => scale.At(value);
}
