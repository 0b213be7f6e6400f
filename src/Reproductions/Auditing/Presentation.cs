namespace Pruning.Reproductions.Auditing;

/// <summary>How a rule's judgements are shown. Every judgement carries it, so that reports need results only.</summary>
public sealed record Presentation
{
    /// <summary>Interval of most rules; any other is named beside the figure.</summary>
    public const string IntervalOfMean = "95 % interval of that mean, wider at an early look";

    /// <summary>The rule's method in one sentence; null: none.</summary>
    public Sentence? Method { get; init; }

    /// <summary>
    /// Whether the figures are differences, printed with their sign and, for fractions, in percentage points.
    /// </summary>
    public bool IsDifference { get; init; }

    /// <summary>Whether a larger figure favours the claim.</summary>
    public bool LargerFavours { get; init; }

    /// <summary>
    /// Description of the estimate's interval, to follow "bar:" in a plot's key; null: the figure is exact, with
    /// neither an interval nor a distribution of single runs.
    /// </summary>
    public string? Interval { get; init; } = IntervalOfMean;

    /// <summary>
    /// Zone in which the rule requires the interval, on the axis of the estimate; null: none is drawn.
    /// </summary>
    public Zone? Acceptance { get; init; }

    /// <summary>Phrase about single runs that show as much as published: <c>x % of single runs …</c>.</summary>
    public string SingleRuns { get; init; } = "would have shown the published effect or more";

    /// <summary>Description of the judgement's parts; null: none.</summary>
    public PartList? Parts { get; init; }
}
