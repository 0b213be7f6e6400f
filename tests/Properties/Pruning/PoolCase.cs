using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>A selection to be made: scores and masks row by row, the ranges that compete, and how much goes.</summary>
public sealed record PoolCase(float[][] Scores, float[][] Masks, ParameterRange[] Pool, Amount Amount)
{
    /// <summary>
    /// Up to 3 rows of up to 18 columns in up to 3 ranges, some of them in the pool; every row has as many of the pool
    /// left.
    /// </summary>
    public static Gen<PoolCase> Any { get; } = Of(Score);

    public static Arbitrary<PoolCase> AnyCase() => Any.ToArbitrary();

    /// <summary>All scores of a row differ.</summary>
    public static Gen<PoolCase> Distinct { get; } = Of(columns =>
        Gen.Shuffle(Enumerable.Range(-4, columns).ToArray()).Select(s => Array.ConvertAll(s, v => v / 8f)));

    /// <summary>Shares of every kind: none, all, halves of a count, any.</summary>
    public static Gen<double> Share(int total) => Gen.OneOf(
        Gen.Elements(0, 1, 0.5, 0.17, 0.3),
        Gen.Choose(0, total - 1).Select(k => (k + 0.5) / total),
        Gen.Choose(0, 1000).Select(k => k / 1000.0));

    /// <summary>The columns that compete, in order.</summary>
    public int[] Columns => [.. Pool.SelectMany(r => Enumerable.Range(r.Offset, r.Count))];

    public int Left => Columns.Count(c => Masks[0][c] == 1);

    public int Count => Amount.Count(Columns.Length, Left);

    public float[][] Prune() => Prune(Scores, Masks);

    /// <summary>
    /// Every row's mask with <see cref="Amount.Count"/> more entries of the pool at 0, each row ranked by itself and
    /// cut once.
    /// </summary>
    public float[][] Prune(float[][] scores, float[][] masks) => [.. scores.Zip(masks, (row, mask) =>
    {
        float[] left = [.. mask];
        new Ranking(row, mask, Pool).Prune(left, Amount);
        return left;
    })];

    public override string ToString() =>
        $"scores {Text(Scores)}, masks {Text(Masks)}, pool "
            + $"{string.Join(", ", Pool.Select(r => $"{r.Offset} to {r.Offset + r.Count - 1}"))}, {Amount}";

    public static ParameterRange Range(int offset, int count) =>
        new($"range{offset}", ParameterRole.Weight, offset, [count], 1, 1);

    private static string Text(float[][] rows) => string.Join("; ", rows.Select(row => string.Join(' ', row)));

    private static Gen<float[]> Score(int columns) => Gen.OneOf(
        Gen.Choose(-1, 1).Select(k => (float)k).ArrayOf(columns),
        Gen.Elements(0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f).ArrayOf(columns),
        Gen.Elements(0f, -0f, 1, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity,
            float.NaN).ArrayOf(columns),
        Gen.Elements(2f, float.NaN, 0).Select(v => Enumerable.Repeat(v, columns).ToArray()),
        ArbMap.Default.GeneratorFor<float>().ArrayOf(columns));

    private static Gen<PoolCase> Of(Func<int, Gen<float[]>> score) =>
        from counts in Gen.Choose(1, 3).SelectMany(n => Gen.Choose(1, 6).ArrayOf(n))
        from chosen in Gen.Elements(true, false).ArrayOf(counts.Length).Where(c => c.Contains(true))
        from r in Gen.Choose(1, 3)
        let pool = counts.Select((n, i) => Range(counts.Take(i).Sum(), n)).Where((_, i) => chosen[i]).ToArray()
        let total = pool.Sum(p => p.Count)
        from gone in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, total))
        from masks in Mask(counts.Sum(), pool, gone).ArrayOf(r)
        from scores in score(counts.Sum()).ArrayOf(r)
        from share in Share(total)
        from ofTotal in Gen.Elements(true, false)
        select new PoolCase(scores, masks, pool, ofTotal ? Amount.OfTotal(share) : Amount.OfRemaining(share));

    private static Gen<float[]> Mask(int columns, ParameterRange[] pool, int gone) =>
        from others in Gen.Elements(0f, 1f).ArrayOf(columns)
        from order in Gen.Shuffle(pool.SelectMany(p => Enumerable.Range(p.Offset, p.Count)).ToArray())
        select Enumerable.Range(0, columns).Select(c => Array.IndexOf(order, c) is var place && place < 0 ? others[c]
            : place < gone ? 0f : 1f).ToArray();
}
