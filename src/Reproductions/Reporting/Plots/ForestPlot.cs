using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>A claim's readings side by side: a row each, with estimate and interval on one axis, and the verdict at its end.</summary>
internal sealed class ForestPlot
{
    private readonly ClaimResult claim;
    private readonly Measure measure;
    private readonly Judgement core;
    private readonly Axis axis;
    private readonly double? published;
    private readonly (double? From, double? To)? zone;
    private readonly bool hasZero;

    private ForestPlot(ClaimResult claim)
    {
        this.claim = claim;
        core = Measure.CoreOf(claim.Primary.Judgement);
        measure = Measure.Of(claim.Published.Unit, core.Kind);
        published = claim.Primary.Judgement.PublishedMark ?? core.PublishedMark;
        zone = ZoneOf(claim.Primary.Judgement, core, published);
        hasZero = measure.Signed;

        var shown = claim.Readings.Select(r => r.Judgement).SelectMany(j => new[] { j.Estimate, j.Lower, j.Upper, j.CrossedLower, j.CrossedUpper })
            .Concat([published, zone?.From, zone?.To, hasZero ? 0 : null]);
        axis = Axis.Over(shown.OfType<double>().Select(v => v * measure.Factor));
    }

    /// <summary>The plot; empty where no reading has an interval to draw.</summary>
    public static Markup Of(ClaimResult claim) =>
        claim.Readings.Any(r => r.Judgement is { Estimate: not null, Lower: not null, Upper: not null }) ? new ForestPlot(claim).Draw() : Markup.Empty;

    private Markup Draw() => Markup.Of($"""
        <div class="forest">
        <div class="row head"><div class="track">{Head()}</div></div>
        {Markup.Each(claim.Readings, Row)}<div class="row foot"><div class="track">{Marks.AxisRow(axis, Marks.TitleOf(core.Quantity, measure))}</div></div>
        </div>
        <p class="key">{Key()}</p>
        """);

    // The region in which the rule wants the interval, for the first part that looks at the core's quantity and has one.
    private static (double? From, double? To)? ZoneOf(Judgement judgement, Judgement core, double? published) =>
        judgement.Parts.Where(p => p.Quantity == core.Quantity).Prepend(core)
            .Select(p => (p.Kind, p.Margin, Mark: p.PublishedMark ?? published) switch
            {
                (ClaimKind.Size, { } d, { } x) => (x - d, x + d),
                (ClaimKind.Equivalence, { } d, _) => (-d, d),
                (ClaimKind.Bound, { } b, _) => (null, b),
                (ClaimKind.Threshold, { } d, _) => (-d, null),
                _ => ((double? From, double? To)?)null,
            })
            .FirstOrDefault(z => z is not null);

    private Markup Head() => Markup.Of($"""
        <svg class="heads" role="img" height="18"><title>{(published is { } p ? $"Published: {measure.Text(p)}" : "No figure published")}</title>{(published is { } at
            ? Marks.Label("published-label", At(at), 13, $"published {measure.Number(at)}")
            : Markup.Empty)}</svg>
        """);

    private Markup Row(ReadingResult reading)
    {
        var judgement = reading.Judgement;
        var text = (measure with { Symbol = string.Empty }).Text(judgement.Estimate, judgement.Lower, judgement.Upper);
        return Markup.Of($"""
            <div class="row{(reading.Primary ? " primary" : string.Empty)}"><div class="what">{Words.NameOf(reading, claim)} <small>n = {reading.N}</small></div><div class="track">
            <svg role="img"><title>{Words.NameOf(reading, claim)}: {text}, {Words.VerdictOf(reading)}</title>{Background()}<g class="{Badge.ClassOf(judgement.Verdict)}">{Interval("crossed", judgement.CrossedLower, judgement.CrossedUpper)}{Interval("interval", judgement.Lower, judgement.Upper)}{Point(judgement.Estimate, reading.Primary)}</g></svg>
            </div><div class="figure">{text}</div><div class="verdict">{Badge.Of(reading)}</div></div>

            """);
    }

    private Markup Background() => Markup.Of(
        $"""{Zone()}{(hasZero ? Marks.Upright("zero", At(0)) : Markup.Empty)}{(published is { } p ? Marks.Upright("published", At(p)) : Markup.Empty)}""");

    private Markup Zone()
    {
        if (zone is not var (from, to))
        {
            return Markup.Empty;
        }

        var (left, right) = (from is { } f ? At(f) : 0, to is { } t ? At(t) : 100);
        return Markup.Of($"""<rect class="zone" x="{left}%" width="{right - left}%" y="0" height="100%"/>""");
    }

    private Markup Interval(string kind, double? lower, double? upper) => lower is { } l && upper is { } u
        ? Markup.Of($"""<line class="{kind}" x1="{At(l)}%" x2="{At(u)}%" y1="50%" y2="50%"/>""")
        : Markup.Empty;

    private Markup Point(double? estimate, bool primary) => estimate is { } e
        ? Markup.Of($"""<circle class="point" cx="{At(e)}%" cy="50%" r="{(primary ? 5 : 4)}"/>""")
        : Markup.Empty;

    private string Key()
    {
        var crossed = claim.Readings.Any(r => r.Judgement.CrossedLower is not null);
        return string.Join(" ", new[]
        {
            core.Kind == ClaimKind.Point
                ? "Dot: mean over the runs; bar: where 95 % of single runs are expected."
                : "Dot: mean over the runs; bar: 90 % interval of that mean.",
            crossed ? "Thin line: the same interval when the test examples may vary as well." : null,
            hasZero ? "Right of zero favours the claim." : null,
            published is null ? null : "Dashed line: the published figure.",
            zone is null ? null : "Shaded: where the rule wants the interval.",
        }.OfType<string>());
    }

    private double At(double value) => axis.At(value * measure.Factor);
}
