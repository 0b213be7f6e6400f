using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>
/// The order in which one pool's entries of one net go: worked out once, then cut wherever an amount says. Lowest
/// scores first, among equal
/// ones the lowest column; one that is no number after all others; what is pruned already last.
/// </summary>
public sealed class Ranking
{
    private readonly int[] order;
    private readonly IReadOnlyList<ParameterRange> pool;
    private readonly Granularity granularity;
    private readonly int remaining;

    /// <param name="scores">P scores.</param>
    /// <param name="mask">P zeros and ones.</param>
    /// <param name="pool">The ranges that compete with each other.</param>
    /// <exception cref="ArgumentException">The mask is not 0 and 1.</exception>
    public Ranking(ReadOnlySpan<float> scores, ReadOnlySpan<float> mask, IReadOnlyList<ParameterRange> pool,
        Granularity granularity = Granularity.Weight, Norm norm = Norm.L2)
    {
        this.pool = pool;
        this.granularity = granularity;
        var total = pool.Sum(EntriesOf);
        var (entryScores, present) = (new float[total], new bool[total]);
        var entry = 0;
        foreach (var range in pool)
        {
            var size = range.Count / EntriesOf(range);
            for (var column = range.Offset; column < range.Offset + range.Count; column += size, entry++)
            {
                var own = scores.Slice(column, size);
                entryScores[entry] = granularity == Granularity.Weight ? own[0] : NormOf(own, norm);
                present[entry] = AnyLeft(mask.Slice(column, size));
            }
        }

        remaining = present.Count(p => p);
        var byScore = StableOrder.Of(entryScores);
        order = remaining == total ? byScore : [.. byScore.Where(e => present[e]), .. byScore.Where(e => !present[e])];
    }

    /// <summary>
    /// Sets <see cref="Amount.Count"/> more of the pool's entries to 0. What is outside the pool stays as it is, and
    /// nothing that was pruned returns.
    /// </summary>
    /// <param name="left">
    /// P zeros and ones: a copy of the mask that was given, or of what other pools leave of it.
    /// </param>
    /// <exception cref="ArgumentException">Fewer entries are left than should go.</exception>
    public void Prune(Span<float> left, Amount amount)
    {
        var count = amount.Count(order.Length, remaining);
        if (count > remaining)
        {
            throw new ArgumentException($"{count} entries should go, but only {remaining} of {order.Length} are left.",
                nameof(amount));
        }

        var gone = new bool[order.Length];
        foreach (var entry in order.AsSpan(0, count))
        {
            gone[entry] = true;
        }

        var next = 0;
        foreach (var range in pool)
        {
            var size = range.Count / EntriesOf(range);
            for (var column = range.Offset; column < range.Offset + range.Count; column += size, next++)
            {
                if (gone[next])
                {
                    left.Slice(column, size).Clear();
                }
            }
        }
    }

    private int EntriesOf(ParameterRange range) => granularity == Granularity.Unit ? (int)range.Shape[0] : range.Count;

    /// <summary>Summed in the order of the columns in double precision.</summary>
    private static float NormOf(ReadOnlySpan<float> scores, Norm norm)
    {
        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += norm == Norm.L1 ? Math.Abs((double)score) : (double)score * score;
        }

        return (float)(norm == Norm.L1 ? sum : Math.Sqrt(sum));
    }

    private static bool AnyLeft(ReadOnlySpan<float> mask)
    {
        var any = false;
        foreach (var value in mask)
        {
            if (value is not (0 or 1))
            {
                throw new ArgumentException("A mask holds 0 and 1 only.", nameof(mask));
            }

            any |= value == 1;
        }

        return any;
    }
}
