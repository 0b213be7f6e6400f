namespace Pruning.Benchmarks.Racing;

/// <summary>
/// Whether two sides did the same: the same losses, to rounding, from the same start after as many steps.
/// </summary>
internal static class SameWork
{
    /// <summary>
    /// How far two losses may lie apart, of what the steps changed on average. Rounding stays far below; a learning
    /// rate that is a tenth off, or one batch in another order, is seen.
    /// </summary>
    public const double Tolerance = 1e-3;

    /// <summary>Compares the nets that both sides have, from the first.</summary>
    /// <returns>The largest difference, of what the steps changed.</returns>
    /// <exception cref="BenchException">They differ, or the steps changed nothing.</exception>
    public static double Check(Said ours, Said theirs, string peer)
    {
        var changed = Math.Abs(ours.After.Average() - ours.Before.Average());
        var apart = Math.Max(Apart(ours.Before, theirs.Before), Apart(ours.After, theirs.After)) / changed;
        return apart <= Tolerance
            ? apart
            : throw new BenchException(
                $"{peer}: not the same work. Losses before and after the check's steps are {Words(theirs)}, ours "
                + $"{Words(ours)}. It is not timed.");
    }

    private static double Apart(double[] ours, double[] theirs) => theirs.Length == 0 || theirs.Length > ours.Length
        ? double.NaN
        : ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max();

    private static string Words(Said said) => $"{said.Before.FirstOrDefault():G9} and {said.After.FirstOrDefault():G9}";
}
