using System.Text.Json.Serialization;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// A rule's evidence from one reading's replicates, and its verdict. Values that do not apply are null, never NaN.
/// </summary>
public sealed record Judgement
{
    /// <summary>Kind of the rule, see <see cref="Rule.Kind"/>.</summary>
    public required string Kind { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Number of replicates judged, diverged ones included.</summary>
    public required int N { get; init; }

    /// <summary>Name of the estimated quantity, as in the report.</summary>
    public required string Quantity { get; init; }

    /// <summary>Expected value of a check, in words (<c>333</c>, <c>above 30 %</c>); null without a check.</summary>
    public string? Expected { get; init; }

    /// <summary>
    /// Mean over replicates (threshold: at its worst level; exact: the observed number; composite: its core's).
    /// </summary>
    public double? Estimate { get; init; }

    /// <summary>Level of each one-sided test, lower at an early look; null where nothing is tested.</summary>
    public double? Level { get; init; }

    /// <summary>
    /// Lower end of the interval over seeds, the wider of Student's and Hall's (point: of the prediction of one run).
    /// </summary>
    public double? Lower { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? Upper { get; init; }

    /// <summary>Sample standard deviation over replicates.</summary>
    public double? Sd { get; init; }

    /// <summary>The margin, bound, stated precision or half-width Δ that the rule compares with.</summary>
    public double? Margin { get; init; }

    /// <summary>
    /// One-sided p in favour of the claim, the largest of the t tests that must agree; a composite's is the largest of
    /// its parts'.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary>One-sided p against the claim.</summary>
    public double? PAgainst { get; init; }

    /// <summary>One-sided p of the sign-flip test against the same bound.</summary>
    public double? PFlip { get; init; }

    /// <summary><see cref="PValue"/> after Holm's correction across the document's primary readings.</summary>
    public double? PHolm { get; init; }

    /// <summary><see cref="PAgainst"/> after that correction.</summary>
    public double? PAgainstHolm { get; init; }

    /// <summary>Whether the sign-flip test overturned the interval's conclusion.</summary>
    public bool Fragile { get; init; }

    /// <summary>Number of replicates that diverged.</summary>
    public int Diverged { get; init; }

    /// <summary>
    /// Lower end of the crossed interval, which also varies the test examples and then decides; null where the split
    /// varies or there are no per-example values.
    /// </summary>
    public double? CrossedLower { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? CrossedUpper { get; init; }

    /// <summary>Lower end of the interval that decides.</summary>
    [JsonIgnore]
    public double? DecidingLower => CrossedLower ?? Lower;

    /// <summary>Upper end of the interval that decides.</summary>
    [JsonIgnore]
    public double? DecidingUpper => CrossedUpper ?? Upper;

    /// <summary>Whether the verdict speaks of seeds only, since the test examples could not vary.</summary>
    public bool SeedsOnly { get; init; }

    /// <summary>The verdict on this test set alone, where the test examples decide too; null elsewhere.</summary>
    public Verdict? OnThisTestSet { get; init; }

    /// <summary><see cref="PAgainst"/> on this test set alone.</summary>
    public double? PAgainstOnThisTestSet { get; init; }

    /// <summary>Whether this test set alone would give a conclusion that other examples do not support.</summary>
    public bool OnThisTestSetOnly => OnThisTestSet is { } here && here != Verdict && here != Verdict.Inconclusive;

    /// <summary>Power of reproducing the claim if the truth were the published effect; null without one.</summary>
    public double? Power { get; init; }

    /// <summary>
    /// Distance beyond a limit that is found with 80 % power, in the quantity's unit; null: no limit.
    /// </summary>
    public double? Detectable { get; init; }

    /// <summary>The margins at which the verdict changes; null: none does.</summary>
    public Tipping? Tipping { get; init; }

    /// <summary>Probability that an audit with other seeds gives the same verdict; null: it cannot be said.</summary>
    public double? SameAgain { get; init; }

    /// <summary>The looks taken, the last of which gave the verdict.</summary>
    public IReadOnlyList<Look> Looks { get; init; } = [];

    /// <summary>A few words that qualify the verdict; null: none.</summary>
    public string? Caveat { get; init; }

    /// <summary>Sentences on what only this reading can answer; null: none.</summary>
    [JsonPropertyName("answer")]
    public string? ReadingNote { get; init; }

    /// <summary>Share of single runs below the published figure, 0 to 1; ties count half.</summary>
    public double? PublishedPercentile { get; init; }

    /// <summary>Share of single runs that show as much as published.</summary>
    public double? SingleRunShare { get; init; }

    /// <summary>Lower end of the 95 % Wilson interval of <see cref="SingleRunShare"/>.</summary>
    public double? SingleRunShareLower { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? SingleRunShareUpper { get; init; }

    /// <summary>The quantity of each finite replicate, by seed: the single-run distribution.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>
    /// Ascending indices in <see cref="Values"/> of the runs that show as much as published, by the rule's own test;
    /// null without a published figure.
    /// </summary>
    public IReadOnlyList<int>? Showing { get; init; }

    /// <summary>Whether no further replicate is needed: every part has its verdict.</summary>
    [JsonIgnore]
    public bool IsConcluded => Verdict switch
    {
        Verdict.Inconclusive or Verdict.NotRun => false,
        Verdict.Partial => Parts.All(p => p.IsConcluded),
        _ => true,
    };

    /// <summary>Position of the published figure on the axis of <see cref="Values"/>; null: none.</summary>
    public double? PublishedMark { get; init; }

    /// <summary>A composite's parts, core first; a threshold's levels; an exact claim's checks.</summary>
    public IReadOnlyList<Judgement> Parts { get; init; } = [];

    /// <summary>Sentences that qualify the figures (few replicates, fragile, all differences equal).</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How the judgement is shown.</summary>
    public Presentation Presentation { get; init; } = new();

    /// <summary>The judgement of a reading that was not run: a reason and no figures.</summary>
    public static Judgement NotRun(Rule rule, Obstacle why) => new()
    {
        Kind = rule.Kind,
        Verdict = Verdict.NotRun,
        N = 0,
        Quantity = rule.Quantities.First().Name,
        Caveat = why.Brief,
        Notes = [why.Reason],
        Presentation = rule.Presentation,
    };
}
