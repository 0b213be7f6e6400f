namespace Pruning.Reproductions.Auditing;

/// <summary>
/// How the judgements of a rule are shown. Every judgement carries it, so that reports are written from results alone.
/// </summary>
public sealed record Presentation
{
    /// <summary>The interval of most rules; any other is named beside the figure.</summary>
    public const string IntervalOfMean = "90 % interval of that mean";

    /// <summary>How the rule judges, in one sentence; null: no rule said so.</summary>
    public Sentence? Method { get; init; }

    /// <summary>
    /// Whether the figures are differences: they then carry their sign, and fractions become percentage points.
    /// </summary>
    public bool IsDifference { get; init; }

    /// <summary>Whether a larger figure speaks more for the claim.</summary>
    public bool LargerFavours { get; init; }

    /// <summary>
    /// What the interval around the estimate is, to follow "bar:" in a plot's key; null: the figure is found and not
    /// estimated, so there is neither an interval nor a distribution of single runs.
    /// </summary>
    public string? Interval { get; init; } = IntervalOfMean;

    /// <summary>Where the rule wants the interval, on the axis of the estimate; null: no zone is drawn.</summary>
    public Zone? Acceptance { get; init; }

    /// <summary>What is said of single runs that show as much as published: <c>x % of single runs …</c>.</summary>
    public string SingleRuns { get; init; } = "would have shown the published effect or more";

    /// <summary>What the judgement's parts are; null: it has none.</summary>
    public PartList? Parts { get; init; }
}
