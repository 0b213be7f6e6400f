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
    /// <summary>Number of replicates that did not diverge.</summary>
    public int Finite => Columns[0].Length;

    public int Diverged => N - Finite;

    /// <summary>Sample without diverged replicates, from one column per quantity.</summary>
    public static Sample Of(params IReadOnlyList<double[]> columns) =>
        new(columns[0].Length, columns, [.. columns.Select(_ => (Summary?)null)]);

    /// <summary>Sample of a rule's values; a replicate counts as diverged where any quantity has none.</summary>
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
            [.. differences.Columns.Select(c => c.Examples[^1])]);
    }

    /// <summary>The sample with each diverged replicate counted as the worst value seen, per quantity.</summary>
    /// <param name="unfavourable">Larger for values that speak more against the claim.</param>
    public Sample WithDivergedAsWorst(Func<double, double> unfavourable) => this with
    {
        Columns = [.. Columns.Select(c => c.Concat(Enumerable.Repeat(c.MaxBy(unfavourable), Diverged)).ToArray())],
    };
}
