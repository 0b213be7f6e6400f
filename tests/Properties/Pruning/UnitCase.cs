using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Tests.Properties.Populations;

namespace Pruning.Tests.Properties.Pruning;

/// <summary>
/// Units to be pruned: nets, which layers are spared, whether layers compete, and a level in per cent.
/// </summary>
public sealed record UnitCase(Architecture Net, float[][] Rows, string[] Spared, Scope Scope, int Percent)
{
    /// <summary>
    /// Weights are small multiples of 1/64, or -1, 0 and 1 for many ties: their squares and the sums of those are
    /// exact.
    /// </summary>
    public static Gen<UnitCase> Any { get; } =
        from net in Nets.Small
        from r in Gen.Choose(1, 3)
        from rows in Gen.OneOf(Nets.Rows(r, net.ParameterCount),
            Gen.Choose(-1, 1).Select(k => (float)k).ArrayOf(net.ParameterCount).ArrayOf(r))
        from spared in Gen.SubListOf(net.Of(ParameterRole.Weight).Select(w => w.Layer))
        from scope in Gen.Elements(Scope.Layerwise, Scope.Global)
        from percent in Gen.Choose(0, 100)
        select new UnitCase(net, rows, [.. spared], scope, percent);

    public static Arbitrary<UnitCase> AnyCase() => Any.ToArbitrary();

    public double Share => Percent / 100.0;

    public PruningMethod Method =>
        new(Criterion.Magnitude, Scope) { Granularity = Granularity.Unit, Spared = [.. Spared] };

    /// <summary>The weights of the layers that are not spared.</summary>
    public ParameterRange[] Pruned => [.. Net.Of(ParameterRole.Weight).Where(w => !Spared.Contains(w.Layer))];

    /// <summary>What competes with each other: all of it, or each layer by itself.</summary>
    public ParameterRange[][] Pools => Scope == Scope.Global ? [Pruned] : [.. Pruned.Select(w => new[] { w })];

    public float[][] Prune() => Prune(Method, Rows);

    public float[][] Prune(PruningMethod method, float[][] rows) =>
        method.Prune(Net, rows, [.. rows.Select(r => Enumerable.Repeat(1f, r.Length).ToArray())],
            [.. Enumerable.Range(1, rows.Length)], Amount.OfTotalTruncated(Share));

    /// <summary>The units of ranges in their order, each the columns that come into it.</summary>
    public static int[][] Units(IEnumerable<ParameterRange> ranges) =>
        [.. ranges.SelectMany(w => Enumerable.Range(0, (int)w.Shape[0])
            .Select(unit => Enumerable.Range(w.Offset + (unit * w.FanIn), w.FanIn).ToArray()))];

    /// <summary>The square of a unit's norm.</summary>
    public static double SquaredNorm(float[] row, int[] unit) => unit.Sum(column => (double)row[column] * row[column]);

    public override string ToString() =>
        $"{Scope}, {Percent} %, spared {string.Join(' ', Spared)}, "
            + $"{string.Join(", ", Net.Parameters.Select(p => $"{p.Name} [{string.Join(", ", p.Shape)}]"))}: "
            + $"{string.Join("; ", Rows.Select(row => string.Join(' ', row)))}";
}
