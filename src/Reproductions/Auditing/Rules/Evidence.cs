using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Evidence of the finite replicates on one quantity. A limit is passed where the t test, Hall's skewness-corrected t
/// test and, with per-example values, the test that also varies the test examples all pass it. Of runs that are not
/// paired both are Welch's.
/// </summary>
public sealed class Evidence
{
    private readonly double[]? pairs;
    private readonly SkewCorrected? skew;
    private readonly Estimate? crossed;
    private readonly Dictionary<Limit, double> flips = [];

    /// <param name="values">One value per replicate, at least two, all finite.</param>
    /// <param name="estimate">Their mean (or the prediction of a further run) with its error.</param>
    /// <param name="examples">
    /// Summary over test examples of each one's mean over replicates; null: they cannot vary.
    /// </param>
    /// <param name="tail">Probability beyond each end of the intervals.</param>
    /// <param name="corrected">Whether Hall's test applies.</param>
    public Evidence(double[] values, Estimate estimate, Summary? examples, double tail, bool corrected)
    {
        pairs = values;
        Seeds = estimate;
        skew = corrected ? new(estimate, SkewCorrected.SkewnessOf(values), values.Length) : null;
        crossed = examples is null ? null : estimate.Widened(Estimate.OfMean(examples));
        SeedsInterval = Wider(estimate.Interval(tail), skew?.Interval(tail));
        CrossedInterval = crossed is null ? null : Wider(SeedsInterval, crossed.Interval(tail));
    }

    /// <summary>Evidence of two arms' runs that are not paired.</summary>
    /// <param name="values">The runs of one arm, at least two.</param>
    /// <param name="subtracted">Those of the other, at least two.</param>
    /// <param name="estimate">The difference of their means (or of two further runs) with its error.</param>
    public Evidence(double[] values, double[] subtracted, Estimate estimate, double tail, bool corrected)
    {
        Seeds = estimate;
        skew = corrected
            ? SkewCorrected.OfDifference(estimate,
                (Summary.Of(values), SkewCorrected.SkewnessOf(values)),
                (Summary.Of(subtracted), SkewCorrected.SkewnessOf(subtracted)))
            : null;
        SeedsInterval = Wider(estimate.Interval(tail), skew?.Interval(tail));
    }

    /// <summary>The mean with the error that the seeds cause.</summary>
    public Estimate Seeds { get; }

    /// <summary>The mean with the error that decides: of seeds, and of test examples where they can vary.</summary>
    public Estimate Deciding => crossed ?? Seeds;

    /// <summary>The wider of both t intervals on each side, over seeds.</summary>
    public Interval SeedsInterval { get; }

    /// <summary>The same, or wider where test examples vary as well; null where they cannot.</summary>
    public Interval? CrossedInterval { get; }

    /// <summary>The interval that decides.</summary>
    public Interval Interval => CrossedInterval ?? SeedsInterval;

    /// <summary>One-sided p: the largest of the tests that must agree.</summary>
    public double P(Limit limit) => Math.Max(PBySeeds(limit), crossed is null ? 0 : limit.P(crossed));

    /// <summary>The same on this test set alone.</summary>
    public double PBySeeds(Limit limit) => Math.Max(limit.P(Seeds), skew is null ? 0 : limit.P(skew));

    /// <summary>One-sided p of the sign-flip test, computed once per limit; null where there are no pairs.</summary>
    public double? PFlip(Limit limit)
    {
        if (pairs is null)
        {
            return null;
        }

        if (!flips.TryGetValue(limit, out var p))
        {
            flips[limit] = p = limit.PFlip(pairs);
        }

        return p;
    }

    private static Interval Wider(Interval one, Interval? other) => other is null ? one
        : new(Math.Min(one.Lower, other.Lower), Math.Max(one.Upper, other.Upper));
}
