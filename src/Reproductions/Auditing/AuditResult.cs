namespace Pruning.Reproductions.Auditing;

/// <summary>Everything that an audit found: the one thing that reports, expected files and tests read.</summary>
/// <param name="Environment">Where and with what it ran: version, time (UTC, ISO 8601), device, numerics, the engine's parts.</param>
public sealed record AuditResult(IReadOnlyDictionary<string, string> Environment, IReadOnlyList<ClaimResult> Claims);

/// <summary>A claim and how its readings came out. Its verdict is its primary reading's.</summary>
public sealed record ClaimResult(
    string Id,
    string Document,
    string DocumentTitle,
    string Section,
    string Statement,
    string Kind,
    Published Published,
    IReadOnlyList<ReadingResult> Readings)
{
    public ReadingResult Primary => Readings.Single(r => r.Primary);

    public Verdict Verdict => Primary.Judgement.Verdict;
}

/// <summary>What the document prints.</summary>
/// <param name="Value">The printed figure; null where there is none.</param>
/// <param name="Effect">The printed difference, oriented so that positive favours the claim; null where there is none.</param>
/// <param name="Unit"><c>nats</c>, <c>fraction</c>, <c>rows</c>, <c>epochs</c>, …</param>
/// <param name="Text">The figure as the document has it, for print (<c>94 %</c>); null: no figure.</param>
public sealed record Published(double? Value, double? Effect, string Unit, string? Text = null)
{
    public static Published Nothing(string unit) => new(null, null, unit);
}

/// <summary>One reading of a claim, run and judged.</summary>
/// <param name="Id"><c>primary</c>, <c>as-shipped</c>, or the choices as <c>key=value</c> joined by commas.</param>
/// <param name="Choices">Every choice of the protocol by key, the primary ones included.</param>
/// <param name="GeneralisesTo">What the verdict speaks of: <c>seeds</c>, <c>seeds and splits</c>.</param>
/// <param name="N">Replicates run.</param>
/// <param name="Registered">Whether <paramref name="N"/> and the seeds are those registered in the claim.</param>
/// <param name="Metrics">Every scalar metric of the claim's arms over the replicates.</param>
/// <param name="Curves">Curves over training of the claim's arms; of the primary reading only, they would make a report huge.</param>
public sealed record ReadingResult(
    string Id,
    bool Primary,
    IReadOnlyDictionary<string, string> Choices,
    string GeneralisesTo,
    int N,
    bool Registered,
    IReadOnlyList<int> Seeds,
    Judgement Judgement,
    IReadOnlyDictionary<string, MetricSummary> Metrics,
    IReadOnlyList<CurveSummary> Curves)
{
    /// <summary>What the rule's quantities came to, seed by seed; null in a report of a version that did not keep it.</summary>
    public Differences? Differences { get; init; }

    /// <summary>Tables and pictures of the claim's arms; of other readings than the primary one those that they move.</summary>
    public IReadOnlyList<TableSummary> Tables { get; init; } = [];
}

/// <summary>A metric over replicates; a value that was not finite is null.</summary>
public sealed record MetricSummary(double? Mean, double? Sd, IReadOnlyList<double?> Values);

/// <summary>A curve over replicates, point by point.</summary>
/// <param name="Name"><c>arm.metric</c>.</param>
/// <param name="Axis">What runs along the horizontal axis (<c>epoch</c>, <c>% pruned</c>).</param>
/// <param name="Lower">Lower end of the middle 90 % of single runs (5th percentile).</param>
/// <param name="Upper">Upper end (95th percentile).</param>
/// <param name="Singles">A few single replicates, to be drawn faintly; at most 8.</param>
/// <param name="Mark">Where along <paramref name="X"/> the document's figure lies; null: it names none.</param>
public sealed record CurveSummary(
    string Name,
    string Axis,
    string Unit,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Lower,
    IReadOnlyList<double> Upper,
    IReadOnlyList<IReadOnlyList<double>> Singles,
    double? Mark = null);
