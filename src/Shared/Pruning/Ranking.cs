using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

/// <summary>
/// The pruning order of one pool's entries in one net, computed once and cut at any amount. Lowest scores come first,
/// equal ones by column; NaN after all numbers; already pruned entries last.
/// </summary>
public sealed class Ranking
{
    private readonly int[] order;
    private readonly IReadOnlyList<ParameterRange> pool;
    private readonly IReadOnlyList<ParameterRange?>? biases;
    private readonly Granularity granularity;
    private readonly int remaining;
    private readonly int kept;

    /// <param name="scores">P scores.</param>
    /// <param name="mask">P zeros and ones.</param>
    /// <param name="pool">The ranges that compete with each other.</param>
    /// <param name="least">Units that each range keeps at least; null: none.</param>
    /// <exception cref="ArgumentException">The mask holds a value other than 0 and 1.</exception>
    public Ranking(ReadOnlySpan<float> scores, ReadOnlySpan<float> mask, IReadOnlyList<ParameterRange> pool,
        Granularity granularity = Granularity.Weight, Norm norm = Norm.L2, int? least = null)
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
        order = remaining == total ? byScore : PresentFirst(byScore, present);
        kept = granularity == Granularity.Unit ? KeepBest(least ?? 0) : 0;
    }

    /// <summary>Ranks units by scores of their own.</summary>
    /// <param name="mask">P zeros and ones.</param>
    /// <param name="pool">The layers whose units compete with each other.</param>
    /// <param name="least">Units that each layer keeps at least; null: none.</param>
    /// <exception cref="ArgumentException">The mask holds a value other than 0 and 1.</exception>
    internal Ranking(ReadOnlySpan<float> mask, IReadOnlyList<UnitScores> pool, int? least)
    {
        this.pool = [.. pool.Select(units => units.Weight)];
        biases = [.. pool.Select(units => units.Bias)];
        granularity = Granularity.Unit;
        var present = new List<bool>();
        foreach (var range in this.pool)
        {
            var size = range.Count / EntriesOf(range);
            for (var column = range.Offset; column < range.Offset + range.Count; column += size)
            {
                present.Add(AnyLeft(mask.Slice(column, size)));
            }
        }

        remaining = present.Count(p => p);
        double[] scores = [.. pool.SelectMany(units => units.Scores)];
        int[] byScore = [.. Enumerable.Range(0, scores.Length)
            .OrderBy(e => double.IsNaN(scores[e]))
            .ThenBy(e => scores[e])];
        order = PresentFirst(byScore, present);
        kept = KeepBest(least ?? 0);
    }

    /// <summary>
    /// Sets <see cref="Amount.Count"/> more of the pool's entries to 0. Other pools are unchanged, and no pruned entry
    /// is restored.
    /// </summary>
    /// <param name="left">P zeros and ones: a copy of the given mask, possibly after pruning other pools.</param>
    /// <exception cref="ArgumentException">Fewer entries remain than are to be pruned.</exception>
    public void Prune(Span<float> left, Amount amount)
    {
        var count = amount.Count(order.Length, remaining);
        if (count > remaining - kept)
        {
            var why = kept == 0 ? string.Empty : $", since {kept} are kept so that no layer is left empty";
            throw new ArgumentException(
                $"Expected at most {remaining - kept} of {order.Length} entries to prune{why}; got {count}.",
                nameof(amount));
        }

        var gone = new bool[order.Length];
        foreach (var entry in order.AsSpan(0, count))
        {
            gone[entry] = true;
        }

        var next = 0;
        foreach (var (place, range) in pool.Index())
        {
            var size = range.Count / EntriesOf(range);
            for (var column = range.Offset; column < range.Offset + range.Count; column += size, next++)
            {
                if (!gone[next])
                {
                    continue;
                }

                left.Slice(column, size).Clear();
                if (biases?[place] is { } bias)
                {
                    left[bias.Offset + ((column - range.Offset) / size)] = 0;
                }
            }
        }
    }

    /// <summary>Moves the best entries of every range behind all others that are present.</summary>
    /// <returns>Their number.</returns>
    private int KeepBest(int least)
    {
        if (least == 0)
        {
            return 0;
        }

        int[] rangeOf = [.. pool.Index().SelectMany(p => Enumerable.Repeat(p.Index, EntriesOf(p.Item)))];
        var best = new HashSet<int>();
        foreach (var own in order.Take(remaining).GroupBy(entry => rangeOf[entry]))
        {
            best.UnionWith(own.TakeLast(least));
        }

        int[] ranked = [.. order];
        int[] present = [.. ranked[..remaining].Where(e => !best.Contains(e)),
            .. ranked[..remaining].Where(best.Contains)];
        present.CopyTo(order, 0);
        return best.Count;
    }

    private int EntriesOf(ParameterRange range) => granularity == Granularity.Unit ? (int)range.Shape[0] : range.Count;

    private static int[] PresentFirst(int[] order, IReadOnlyList<bool> present) =>
        [.. order.Where(e => present[e]), .. order.Where(e => !present[e])];

    /// <summary>Computes a norm, summed by ascending column in double precision.</summary>
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
                throw new ArgumentException("Expected a mask of 0 and 1 only; got another value.", nameof(mask));
            }

            any |= value == 1;
        }

        return any;
    }
}
