using System.Collections.Concurrent;

namespace Pruning.Shared.Training;

/// <summary>
/// Rows that were trained already, by stage and seed, so that readings which share a stage train it once. A row does not
/// depend on its company, so any set of rows can be put together from what is there and what is still to be trained.
/// </summary>
public sealed class TrainedRows
{
    private readonly ConcurrentDictionary<(string Stage, int Seed), TrainedRow> rows = new();

    /// <summary>The rows of a stage; those not there yet come from <paramref name="train"/>, called once with the missing seeds.</summary>
    /// <param name="stage">Everything that tells the stage from others.</param>
    public TrainedRow[] Get(string stage, IReadOnlyList<int> seeds, Func<IReadOnlyList<int>, TrainedRow[]> train) => Get(_ => stage, seeds, train);

    /// <summary>The same where the stage depends on the seed.</summary>
    public TrainedRow[] Get(Func<int, string> stage, IReadOnlyList<int> seeds, Func<IReadOnlyList<int>, TrainedRow[]> train)
    {
        var missing = seeds.Where(s => !rows.ContainsKey((stage(s), s))).ToArray();
        if (missing.Length > 0)
        {
            var trained = train(missing);
            for (var i = 0; i < missing.Length; i++)
            {
                rows[(stage(missing[i]), missing[i])] = trained[i];
            }
        }

        return [.. seeds.Select(s => rows[(stage(s), s)])];
    }
}
