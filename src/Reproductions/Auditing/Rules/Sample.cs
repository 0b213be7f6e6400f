using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// Input of a rule: one column of finite values per quantity; diverged replicates are counted and excluded.
/// </summary>
/// <param name="N">Number of replicates, diverged ones included.</param>
/// <param name="Columns">Per quantity, the values of the replicates that did not diverge, by seed.</param>
/// <param name="Examples">
/// Per quantity, the summary over test examples of each example's mean over replicates; null without per-example
/// values.
/// </param>
public sealed record Sample(int N, IReadOnlyList<double[]> Columns, IReadOnlyList<Summary?> Examples)
{
    /// <summary>
    /// Per quantity, the values that are subtracted where runs are not paired; null where the columns hold all.
    /// </summary>
    public IReadOnlyList<double[]?> Subtracted { get; init; } = new double[]?[Columns.Count];

    /// <summary>Number of finite values, where runs are not paired of the arm that has fewest.</summary>
    public int Finite => Columns.Concat(Subtracted.OfType<double[]>()).Min(c => c.Length);

    public int Diverged => N - Whole;

    /// <summary>Number of replicates that did not diverge.</summary>
    private int Whole { get; init; } = Columns[0].Length;

    /// <summary>Per quantity, the diverged replicates of its column, and of what is subtracted.</summary>
    private IReadOnlyList<(int Column, int Subtracted)> Missing { get; init; } =
        [.. Columns.Select(c => (N - c.Length, 0))];

    /// <summary>Sample without diverged replicates, from one column per quantity.</summary>
    public static Sample Of(params IReadOnlyList<double[]> columns) =>
        new(columns[0].Length, columns, [.. columns.Select(_ => (Summary?)null)]);

    /// <summary>
    /// Sample of a rule's values; a replicate counts as diverged where any quantity that concerns it has none.
    /// </summary>
    public static Sample Of(Differences differences)
    {
        int[] concerned =
        [
            .. Enumerable.Range(0, differences.Seeds.Count)
                .Where(i => differences.Columns.Any(c => Side(c, i) != 0)),
        ];
        int[] whole =
            [.. concerned.Where(i => differences.Columns.All(c => Side(c, i) == 0 || c.Values[i] is not null))];
        return new(
            concerned.Length,
            [.. differences.Columns.Select(c => Values(c, 1))],
            [.. differences.Columns.Select(c => c.Examples[^1])])
        {
            Subtracted = [.. differences.Columns.Select(c => c.Sides?.Contains(-1) == true ? Values(c, -1) : null)],
            Whole = whole.Length,
            Missing = [.. differences.Columns.Select(c => (Diverged(c, 1), Diverged(c, -1)))],
        };

        static int Side(DifferenceColumn column, int replicate) => column.Sides?[replicate] ?? 1;

        double[] Values(DifferenceColumn column, int side) =>
            [.. whole.Where(i => Side(column, i) == side).Select(i => column.Values[i]!.Value)];

        int Diverged(DifferenceColumn column, int side) =>
            concerned.Count(i => Side(column, i) == side) - whole.Count(i => Side(column, i) == side);
    }

    /// <summary>
    /// The sample with each diverged replicate counted as the worst value seen, per quantity; where runs are not paired
    /// as its arm's run in the worst difference of any two.
    /// </summary>
    /// <param name="unfavourable">Larger for values that speak more against the claim.</param>
    public Sample WithDivergedAsWorst(Func<double, double> unfavourable)
    {
        var worst = Columns.Zip(Subtracted, (c, s) => s is null
            ? (Column: c.MaxBy(unfavourable), Subtracted: 0)
            : Ends(c).SelectMany(x => Ends(s).Select(y => (Column: x, Subtracted: y)))
                .MaxBy(d => unfavourable(d.Column - d.Subtracted))).ToArray();
        return this with
        {
            Columns = [.. Columns.Select((c, i) => Add(c, worst[i].Column, Missing[i].Column))],
            Subtracted = [.. Subtracted.Select((s, i) =>
                s is null ? null : Add(s, worst[i].Subtracted, Missing[i].Subtracted))],
            Whole = N,
        };

        // How far a difference speaks against a claim has no peak inside, so the worst is made of extremes.
        static double[] Ends(double[] values) => [values.Min(), values.Max()];

        static double[] Add(double[] values, double value, int times) =>
            [.. values, .. Enumerable.Repeat(value, times)];
    }
}
