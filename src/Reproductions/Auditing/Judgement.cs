using System.Text.Json.Serialization;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// The evidence for one rule over one reading's replicates, and the verdict drawn from it. What does not apply is
/// null; nothing is ever NaN.
/// </summary>
public sealed record Judgement
{
    /// <summary>The kind of the rule that judged, see <see cref="Rule.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the evidence says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Replicates judged, the diverged included.</summary>
    public required int N { get; init; }

    /// <summary>What the estimate is of, in the words of the report.</summary>
    public required string Quantity { get; init; }

    /// <summary>
    /// What a check expects, in words (<c>333</c>, <c>above 30 %</c>); null where nothing is checked.
    /// </summary>
    public string? Expected { get; init; }

    /// <summary>
    /// Mean over replicates (threshold: at its worst level; exact: the observed number; composite: its core's).
    /// </summary>
    public double? Estimate { get; init; }

    /// <summary>Lower end of the 90 % interval (point: of the 95 % prediction interval of one run).</summary>
    public double? Lower { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? Upper { get; init; }

    /// <summary>Sample standard deviation over replicates.</summary>
    public double? Sd { get; init; }

    /// <summary>The margin, bound, stated precision or half-width Δ that the rule compares with.</summary>
    public double? Margin { get; init; }

    /// <summary>One-sided p of the t test in the direction of the verdict's claim (reproduced side).</summary>
    public double? PValue { get; init; }

    /// <summary>One-sided p of the sign-flip test against the same bound.</summary>
    public double? PFlip { get; init; }

    /// <summary><see cref="PValue"/> after Holm's correction across the document's primary readings.</summary>
    public double? PHolm { get; init; }

    /// <summary>Whether the sign-flip test undid a conclusion of the interval.</summary>
    public bool Fragile { get; init; }

    /// <summary>How many replicates diverged.</summary>
    public int Diverged { get; init; }

    /// <summary>
    /// Lower end of the interval that also lets the test examples vary (crossed variance); null where the split varies
    /// or there are no per-example values.
    /// </summary>
    public double? CrossedLower { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? CrossedUpper { get; init; }

    /// <summary>
    /// Whether the crossed interval would give another verdict: then this one holds on this test set only.
    /// </summary>
    public bool OnThisTestSetOnly { get; init; }

    /// <summary>A few words without which the verdict must not be read; null: none.</summary>
    public string? Caveat { get; init; }

    /// <summary>What this reading alone answers, in one sentence; null: nothing.</summary>
    [JsonPropertyName("answer")]
    public string? ReadingNote { get; init; }

    /// <summary>Place of the published figure among single runs, 0 to 1 (share of runs below it, ties half).</summary>
    public double? PublishedPercentile { get; init; }

    /// <summary>Share of single runs that alone would have shown as much as published.</summary>
    public double? SingleRunShare { get; init; }

    /// <summary>Lower end of the 95 % Wilson interval of <see cref="SingleRunShare"/>.</summary>
    public double? SingleRunShareLower { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? SingleRunShareUpper { get; init; }

    /// <summary>The quantity of each finite replicate, in the order of seeds: the single-run distribution.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>
    /// Places in <see cref="Values"/>, ascending, of the runs that alone would have shown as much as published, by the
    /// rule's own test; null where no figure was published.
    /// </summary>
    public IReadOnlyList<int>? Showing { get; init; }

    /// <summary>
    /// Where the published figure stands on the axis of <see cref="Values"/>; null where none was published.
    /// </summary>
    public double? PublishedMark { get; init; }

    /// <summary>A composite's parts, core first; a threshold's levels; an exact claim's checks.</summary>
    public IReadOnlyList<Judgement> Parts { get; init; } = [];

    /// <summary>
    /// Plain sentences on what a reader must know beside the figures (few replicates, fragile, all differences equal).
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How this judgement is shown.</summary>
    public Presentation Presentation { get; init; } = new();
}
