using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>Evidence of the finite replicates on one quantity: values, interval and tests against limits.</summary>
public sealed class Evidence
{
    private readonly double[] values;
    private readonly Dictionary<Limit, double> flips = [];

    /// <param name="values">One value per replicate, at least two, all finite.</param>
    /// <param name="estimate">Their mean (or the prediction of a further run) with its error.</param>
    /// <param name="tail">Probability beyond each end of the interval.</param>
    public Evidence(double[] values, Estimate estimate, double tail)
    {
        this.values = values;
        Estimate = estimate;
        Interval = estimate.Interval(tail);
    }

    public Estimate Estimate { get; }

    public Interval Interval { get; }

    /// <summary>One-sided p of the sign-flip test, computed once per limit.</summary>
    public double PFlip(Limit limit)
    {
        if (!flips.TryGetValue(limit, out var p))
        {
            flips[limit] = p = limit.PFlip(values);
        }

        return p;
    }
}
