using Pruning.Shared.Populations;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Pruning;

/// <summary>What is pruned as one.</summary>
public enum Granularity
{
    /// <summary>A single parameter.</summary>
    Weight,

    /// <summary>A unit or a filter: all weights that come into it, scored by a norm of their scores.</summary>
    /// <remarks>
    /// Units of one layer have equally many weights, so under <see cref="Criterion.Random"/> each is as likely to go as any other; between
    /// layers the one of fewer weights a unit has the lower norms, so random units are to be ranked layerwise.
    /// </remarks>
    Unit,
}

/// <summary>What makes one score of the scores of a unit's weights.</summary>
public enum Norm
{
    /// <summary>√Σs².</summary>
    L2,

    /// <summary>Σ|s|: with magnitudes, the score of Li, Kadav, Durdanovic, Samet and Graf 2017, Pruning filters for efficient ConvNets.</summary>
    L1,
}

/// <summary>
/// The order in which one pool's entries go, row by row: worked out once, then cut wherever an amount says. Lowest scores first, among equal
/// ones the lowest column; one that is no number after all others.
/// </summary>
public sealed class Ranking : IDisposable
{
    private readonly Tensor order;
    private readonly IReadOnlyList<ParameterRange> pool;
    private readonly Granularity granularity;
    private readonly Norm norm;
    private readonly int total;
    private readonly int remaining;

    /// <param name="scores">[R, P].</param>
    /// <param name="mask">[R, P], 0 or 1; the same number of the pool's entries is left in every row.</param>
    /// <param name="pool">The ranges that compete with each other.</param>
    /// <exception cref="ArgumentException">The mask is not 0 and 1, or rows differ in what is left.</exception>
    public Ranking(Tensor scores, Tensor mask, IReadOnlyList<ParameterRange> pool, Granularity granularity = Granularity.Weight, Norm norm = Norm.L2)
    {
        this.pool = pool;
        this.granularity = granularity;
        this.norm = norm;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Check(mask, pool);
        var present = Entries(mask, present: true);
        total = (int)present.shape[1];
        remaining = Remaining(present);

        var byScore = Entries(scores, present: false).sort(1, stable: true).Indices;
        order = (remaining == total ? byScore : PresentFirst(present, byScore)).DetachFromDisposeScope();
    }

    /// <summary>Sets <see cref="Amount.Count"/> more of the pool's entries to 0 in every row. What is outside the pool stays as it is, and nothing that was pruned returns.</summary>
    /// <param name="left">[R, P]: a copy of the mask that was given, or of what other pools leave of it.</param>
    /// <exception cref="ArgumentException">Fewer entries are left than should go.</exception>
    public void Prune(Tensor left, Amount amount)
    {
        var count = amount.Count(total, remaining);
        if (count > remaining)
        {
            throw new ArgumentException($"{count} entries should go, but only {remaining} of {total} are left.", nameof(amount));
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (rows, device) = (left.shape[0], left.device);
        var kept = ones([rows, total], dtype: float32, device: device)
            .scatter_(1, order.narrow(1, 0, count), zeros([rows, count], dtype: float32, device: device));
        var start = 0L;
        foreach (var range in pool)
        {
            var entries = EntriesOf(range);
            left.narrow(1, range.Offset, range.Count).view(rows, entries, -1).mul_(kept.narrow(1, start, entries).unsqueeze(2));
            start += entries;
        }
    }

    public void Dispose() => order.Dispose();

    private long EntriesOf(ParameterRange range) => granularity == Granularity.Unit ? range.Shape[0] : range.Count;

    /// <summary>One column an entry, [R, entries]: of a matrix of scores, or of the mask (an entry is present if any of it is).</summary>
    private Tensor Entries(Tensor matrix, bool present) => cat([.. pool.Select(range =>
    {
        var columns = matrix.narrow(1, range.Offset, range.Count);
        if (granularity == Granularity.Weight)
        {
            return columns;
        }

        var units = columns.reshape(matrix.shape[0], range.Shape[0], -1);
        return present ? units.amax([2]) : NormOf(units);
    })], 1);

    /// <summary>[R, units, weights] → [R, units].</summary>
    private Tensor NormOf(Tensor units) => norm == Norm.L1 ? units.abs().sum(2) : units.square().sum(2).sqrt();

    /// <summary>The same order, but what is present before what is gone.</summary>
    private static Tensor PresentFirst(Tensor present, Tensor order) =>
        order.gather(1, present.gather(1, order).sort(1, descending: true, stable: true).Indices);

    private static void Check(Tensor mask, IReadOnlyList<ParameterRange> pool)
    {
        foreach (var columns in pool.Select(range => mask.narrow(1, range.Offset, range.Count)))
        {
            if (columns.mul(columns.sub(1)).abs().max().item<float>() != 0)
            {
                throw new ArgumentException("A mask holds 0 and 1 only.", nameof(mask));
            }
        }
    }

    private static int Remaining(Tensor present)
    {
        var perRow = Tensors.ToArray<long>(present.ne(0).sum(1));
        return perRow.Distinct().Count() == 1
            ? (int)perRow[0]
            : throw new ArgumentException($"Rows differ in how many entries are left: {perRow.Min()} to {perRow.Max()} of {present.shape[1]}.", nameof(present));
    }
}
