using Pruning.Shared.Data;

namespace Pruning.Shared.Training;

/// <summary>The starting point of a training run, row by row.</summary>
/// <param name="Seeds">[R]; each seed's stream <c>batch-order</c> gives its batch order.</param>
/// <param name="Values">[R] rows of P initial parameters.</param>
/// <param name="Masks">[R] rows of P zeros and ones; pruned entries start at 0.</param>
/// <param name="Splits">[R]; the splits are equally large.</param>
public sealed record TrainingStart(IReadOnlyList<int> Seeds, IReadOnlyList<float[]> Values,
    IReadOnlyList<float[]> Masks, IReadOnlyList<Split> Splits)
{
    /// <summary>Creates a start with nothing pruned.</summary>
    public static TrainingStart Dense(IReadOnlyList<int> seeds, IReadOnlyList<float[]> values,
        IReadOnlyList<Split> splits) =>
        new(seeds, values, [.. values.Select(v => Enumerable.Repeat(1f, v.Length).ToArray())], splits);

    /// <summary>Selects the rows of some seeds, in the order of <paramref name="seeds"/>.</summary>
    public TrainingStart Only(IReadOnlyList<int> seeds)
    {
        int[] rows = [.. seeds.Select(s => Enumerable.Range(0, Seeds.Count).First(r => Seeds[r] == s))];
        return new(seeds, [.. rows.Select(r => Values[r])], [.. rows.Select(r => Masks[r])],
            [.. rows.Select(r => Splits[r])]);
    }
}
