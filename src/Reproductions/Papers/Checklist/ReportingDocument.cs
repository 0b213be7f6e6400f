namespace Pruning.Reproductions.Papers.Checklist;

/// <summary>
/// Claims on how pruning is reported, after Blalock, Gonzalez Ortiz, Frankle and Guttag (2020), arXiv 2003.03033.
/// </summary>
internal sealed class ReportingDocument : IDocument
{
    private readonly FigureStudy checklist = ReportingChecklist.Study;

    public ReportingDocument() => Claims = [.. ChecklistClaims()];

    public string Id => "reporting";

    public string Title => "What is the State of Neural Network Pruning?";

    public IReadOnlyList<Claim> Claims { get; }

    private IEnumerable<Claim> ChecklistClaims() =>
    [
        new("reporting/checklist", "Recommendations; Checklist in the appendix",
            $"The {WriteUps.All.Count} write-ups audited here meet all of its {ReportingChecklist.Items.Count} "
            + "recommendations for reporting",
            Published.Nothing($"not fully met, of {ReportingChecklist.Entries}"), checklist,
            new ExactRule([.. WriteUps.All.Select(w => w.Id).Prepend("all").Select(NothingIsLeft)]))
        {
            Note = (_, _) => ReportingChecklist.Summary(),
            Words = ReportingChecklist.Words,
        },
    ];

    private static ExactCheck NothingIsLeft(string of) =>
        new(Quantity.Metric($"{of}.notFullyMet"), "0", left => left == 0);
}
