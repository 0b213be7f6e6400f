using Pruning.Shared.Populations;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Pruning;

/// <summary>Exact selection of the lowest-scored entries in every row of a population.</summary>
public static class Selection
{
    /// <summary>
    /// The mask with <see cref="Amount.Count"/> more entries of the pool at 0 in every row: those of the lowest scores,
    /// among equal scores those of the lowest column. Entries outside the pool stay as they are, and no pruned entry returns.
    /// </summary>
    /// <param name="scores">[R, P].</param>
    /// <param name="mask">[R, P], 0 or 1; the same number of the pool's entries is left in every row.</param>
    /// <param name="pool">The ranges that compete with each other.</param>
    /// <returns>The new mask, [R, P].</returns>
    /// <exception cref="ArgumentException">The mask is not 0 and 1, rows differ in what is left, or fewer entries are left than should go.</exception>
    public static Tensor Prune(Tensor scores, Tensor mask, IReadOnlyList<ParameterRange> pool, Amount amount)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var present = Columns(mask, pool);
        var total = pool.Sum(r => r.Count);
        var remaining = Remaining(present, total);
        var count = amount.Count(total, remaining);
        if (count > remaining)
        {
            throw new ArgumentException($"{count} entries should go, but only {remaining} of {total} are left.", nameof(amount));
        }

        // By score, one that is no number after all others; then, in that order, what is present before what is gone.
        var byScore = Columns(scores, pool).sort(1, stable: true).Indices;
        var presentFirst = present.gather(1, byScore).sort(1, descending: true, stable: true).Indices;
        var lowest = byScore.gather(1, presentFirst).narrow(1, 0, count);
        var left = present.clone().scatter_(1, lowest, zeros([mask.shape[0], count], dtype: float32, device: mask.device));

        var result = mask.clone();
        var start = 0;
        foreach (var range in pool)
        {
            result.narrow(1, range.Offset, range.Count).copy_(left.narrow(1, start, range.Count));
            start += range.Count;
        }

        return result.MoveToOuterDisposeScope();
    }

    private static Tensor Columns(Tensor matrix, IReadOnlyList<ParameterRange> pool) =>
        cat([.. pool.Select(r => matrix.narrow(1, r.Offset, r.Count))], 1);

    private static int Remaining(Tensor present, int total)
    {
        var kept = Tensors.ToArray<float>(present);
        if (kept.Any(v => v is not (0 or 1)))
        {
            throw new ArgumentException("A mask holds 0 and 1 only.", nameof(present));
        }

        var perRow = kept.Chunk(total).Select(row => (int)row.Sum()).Distinct().ToArray();
        return perRow is [var same]
            ? same
            : throw new ArgumentException($"Rows differ in how many entries are left: {perRow.Min()} to {perRow.Max()} of {total}.", nameof(present));
    }
}
