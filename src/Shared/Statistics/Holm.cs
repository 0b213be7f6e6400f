namespace Pruning.Shared.Statistics;

/// <summary>
/// Holm's step-down correction of several p-values (Holm 1979, "A simple sequentially rejective multiple test
/// procedure").
/// </summary>
public static class Holm
{
    /// <summary>
    /// Computes adjusted p-values, in the order given: at most α for exactly the hypotheses that the procedure rejects
    /// at family-wise error α.
    /// </summary>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var highest = 0.0;
        var left = p.Count;
        foreach (var i in Enumerable.Range(0, p.Count).OrderBy(i => p[i]))
        {
            highest = Math.Max(highest, Math.Min(1, left-- * p[i]));
            adjusted[i] = highest;
        }

        return adjusted;
    }
}
