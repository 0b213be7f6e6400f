namespace Pruning.Shared.Statistics;

/// <summary>
/// Holm's step-down correction of several p-values (Holm 1979, "A simple sequentially rejective multiple test
/// procedure").
/// </summary>
public static class Holm
{
    /// <summary>
    /// The adjusted p-values, in the order given: at or below α for just those hypotheses that the procedure rejects
    /// with a family-wise error of at most α.
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
