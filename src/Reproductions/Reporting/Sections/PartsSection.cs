using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the checks, levels or parts of the primary reading's judgement; only on the page.</summary>
internal sealed class PartsSection : IReportSection<ClaimResult>
{
    private static readonly PartList Unnamed = new("Parts", "Part by part");

    private static readonly string[] CheckHeads = ["Quantity", "Found", "Expected", "Verdict"];

    private static readonly string[] PartHeads = ["Quantity", "Rule", "Measured", "Margin", "p", "Verdict"];

    public Markup Html(ClaimResult subject, PageContext page)
    {
        var whole = subject.Primary.Judgement;
        if (whole.Parts.Count == 0)
        {
            return Markup.Empty;
        }

        var list = whole.Presentation.Parts ?? Unnamed;
        var (heads, rows) = whole.Parts.All(IsCheck)
            ? (CheckHeads, whole.Parts.Select(p => CheckRow(subject, p)))
            : (PartHeads, whole.Parts.Select((p, i) => PartRow(subject, p, list.HasCore && i == 0)));
        var caption = list.Caption + (subject.Readings.Count > 1 ? ", in the primary reading" : string.Empty);
        var table = HtmlTable.Of(caption, heads, rows);
        return HtmlTable.Under(list.Title, table);
    }

    public string Markdown(ClaimResult subject) => string.Empty;

    // An exact figure has neither an interval nor a margin.
    private static bool IsCheck(Judgement part) => part is { Expected: not null, Presentation.Interval: null };

    private static Markup[] CheckRow(ClaimResult claim, Judgement check) =>
    [
        FigureCells.Text(check.Quantity),
        FigureCells.Number(check.Estimate, FormatOf(claim, check)),
        FigureCells.Text(check.Expected ?? "–"),
        Badge.Of(check.Verdict),
    ];

    private static Markup[] PartRow(ClaimResult claim, Judgement part, bool isCore)
    {
        var format = FormatOf(claim, part);
        return
        [
            FigureCells.Text(part.Quantity),
            FigureCells.Text(part.Kind + (isCore ? " (core)" : string.Empty)),
            FigureCells.Text(format.Text(part.Estimate, part.DecidingLower, part.DecidingUpper)),
            part.Expected is { } expected
                ? FigureCells.Text(expected)
                : FigureCells.Number(part.Margin, format with { Signed = false }),
            FigureCells.Probability(part.PValue),
            Badge.Of(part.Verdict),
        ];
    }

    private static FigureFormat FormatOf(ClaimResult claim, Judgement part) =>
        FigureFormat.OfPart(claim.Published.Unit, claim.Primary.Judgement, part);
}
