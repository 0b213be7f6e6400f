using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing.Rules;

/// <summary>The replicates of a reading as a rule sees them: one column of finite values per quantity, the diverged counted and set aside.</summary>
/// <param name="N">Replicates, the diverged included.</param>
/// <param name="Columns">Per quantity the values of the replicates that did not diverge, in the order of seeds.</param>
/// <param name="Examples">Per quantity the spread over test examples of each example's mean over replicates; null without per-example values.</param>
public sealed record Sample(int N, IReadOnlyList<double[]> Columns, IReadOnlyList<Summary?> Examples)
{
    /// <summary>Replicates that did not diverge.</summary>
    public int Finite => Columns[0].Length;

    public int Diverged => N - Finite;

    /// <summary>Replicates none of which diverged, one column per quantity.</summary>
    public static Sample Of(params IReadOnlyList<double[]> columns) => new(columns[0].Length, columns, [.. columns.Select(_ => (Summary?)null)]);

    /// <summary>A replicate is diverged when it says so or when any of <paramref name="quantities"/> is not finite for it.</summary>
    public static Sample Of(IReadOnlyList<Replicate> replicates, IReadOnlyList<Quantity> quantities)
    {
        var rows = replicates.Select(r => (Replicate: r, Values: quantities.Select(q => q.Value(r)).ToArray()))
            .Where(row => !row.Replicate.Diverged && row.Values.All(double.IsFinite))
            .ToList();
        return new(
            replicates.Count,
            [.. quantities.Select((_, i) => rows.Select(row => row.Values[i]).ToArray())],
            [.. quantities.Select(q => Spread([.. rows.Select(row => q.PerExample?.Invoke(row.Replicate))]))]);
    }

    /// <summary>The same with each diverged replicate counted as the worst value seen, per quantity.</summary>
    /// <param name="unfavourable">Larger for values that speak more against the claim.</param>
    public Sample WithDivergedAsWorst(Func<double, double> unfavourable) => this with
    {
        Columns = [.. Columns.Select(c => c.Concat(Enumerable.Repeat(c.MaxBy(unfavourable), Diverged)).ToArray())],
    };

    private static Summary? Spread(IReadOnlyList<double>?[] runs)
    {
        if (runs.Length == 0 || runs[0] is not { Count: >= 2 } first || runs.Any(run => run?.Count != first.Count))
        {
            return null;
        }

        var means = new double[first.Count];
        foreach (var run in runs)
        {
            for (var i = 0; i < means.Length; i++)
            {
                means[i] += run![i] / runs.Length;
            }
        }

        return means.All(double.IsFinite) ? Summary.Of(means) : null;
    }
}
