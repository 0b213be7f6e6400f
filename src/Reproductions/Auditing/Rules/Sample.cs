using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>
/// The replicates of a reading as a rule sees them: one column of finite values per quantity, the diverged counted and
/// set aside.
/// </summary>
/// <param name="N">Replicates, the diverged included.</param>
/// <param name="Columns">Per quantity the values of the replicates that did not diverge, in the order of seeds.</param>
/// <param name="Examples">
/// Per quantity the spread over test examples of each example's mean over replicates; null without per-example values.
/// </param>
public sealed record Sample(int N, IReadOnlyList<double[]> Columns, IReadOnlyList<Summary?> Examples)
{
    /// <summary>Replicates that did not diverge.</summary>
    public int Finite => Columns[0].Length;

    public int Diverged => N - Finite;

    /// <summary>Replicates none of which diverged, one column per quantity.</summary>
    public static Sample Of(params IReadOnlyList<double[]> columns) =>
        new(columns[0].Length, columns, [.. columns.Select(_ => (Summary?)null)]);

    /// <summary>A replicate is diverged when any of the quantities has no value for it.</summary>
    public static Sample Of(Differences differences)
    {
        int[] whole =
        [
            .. Enumerable.Range(0, differences.Seeds.Count)
                .Where(i => differences.Columns.All(c => c.Values[i] is not null)),
        ];
        return new(
            differences.Seeds.Count,
            [.. differences.Columns.Select(c => whole.Select(i => c.Values[i]!.Value).ToArray())],
            [.. differences.Columns.Select(c => c.Examples)]);
    }

    /// <summary>The same with each diverged replicate counted as the worst value seen, per quantity.</summary>
    /// <param name="unfavourable">Larger for values that speak more against the claim.</param>
    public Sample WithDivergedAsWorst(Func<double, double> unfavourable) => this with
    {
        Columns = [.. Columns.Select(c => c.Concat(Enumerable.Repeat(c.MaxBy(unfavourable), Diverged)).ToArray())],
    };
}
