using Pruning.Shared.Data;

namespace Pruning.Shared.Training;

/// <summary>Where the replicates of one training run start from, row by row.</summary>
/// <param name="Seeds">[R]; the batch order is drawn from each one's stream <c>batch-order</c>.</param>
/// <param name="Values">[R] rows of P initial parameters.</param>
/// <param name="Masks">[R] rows of P zeros and ones; the pruned start at 0.</param>
/// <param name="Splits">[R]; the splits are equally large.</param>
public sealed record Cohort(IReadOnlyList<int> Seeds, IReadOnlyList<float[]> Values, IReadOnlyList<float[]> Masks, IReadOnlyList<Split> Splits)
{
    /// <summary>A cohort with nothing pruned yet.</summary>
    public static Cohort Dense(IReadOnlyList<int> seeds, IReadOnlyList<float[]> values, IReadOnlyList<Split> splits) =>
        new(seeds, values, [.. values.Select(v => Enumerable.Repeat(1f, v.Length).ToArray())], splits);

    /// <summary>The rows of some of the seeds, in the order of <paramref name="seeds"/>.</summary>
    public Cohort Only(IReadOnlyList<int> seeds)
    {
        int[] rows = [.. seeds.Select(s => Enumerable.Range(0, Seeds.Count).First(r => Seeds[r] == s))];
        return new(seeds, [.. rows.Select(r => Values[r])], [.. rows.Select(r => Masks[r])], [.. rows.Select(r => Splits[r])]);
    }
}

/// <summary>What training made of one row.</summary>
/// <param name="Values">P parameters.</param>
/// <param name="Mask">P zeros and ones.</param>
/// <param name="TrainLoss">Mean loss over the training examples after each epoch, nats; empty where no curves were recorded.</param>
/// <param name="ValidationLoss">The same over the validation examples; empty without any.</param>
public sealed record TrainedRow(float[] Values, float[] Mask, float[] TrainLoss, float[] ValidationLoss)
{
    /// <summary>Whether every loss and parameter is a finite number.</summary>
    public bool Finite { get; } = Values.All(float.IsFinite) && TrainLoss.All(float.IsFinite) && ValidationLoss.All(float.IsFinite);

    /// <summary>How many entries are pruned.</summary>
    public int Pruned => Mask.Count(m => m == 0);
}
