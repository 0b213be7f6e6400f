using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>Values of a rule's quantities by seed, the only basis of its verdict.</summary>
/// <param name="Seeds">One per replicate, diverged ones included.</param>
/// <param name="Looks">Numbers of replicates after which they were judged, ascending; the last is all of them.</param>
/// <param name="Columns">
/// One per quantity, in the order of <see cref="Rule.Quantities"/>, over all checks, parts and levels.
/// </param>
public sealed record Differences(
    IReadOnlyList<int> Seeds, IReadOnlyList<int> Looks, IReadOnlyList<DifferenceColumn> Columns)
{
    /// <summary>
    /// Computes the quantities of replicates. At each look, examples are averaged over the replicates in which every
    /// quantity is finite.
    /// </summary>
    public static Differences Of(
        IReadOnlyList<Replicate> replicates, IReadOnlyList<Quantity> quantities, IReadOnlyList<int> looks)
    {
        double?[][] columns = [.. quantities.Select(q => replicates.Select(r => Finite(q, r)).ToArray())];
        return new(
            [.. replicates.Select(r => r.Seed)],
            looks,
            [.. quantities.Zip(columns, (q, values) => new DifferenceColumn(q.Name, values, Spreads(q))
            {
                Sides = q.SideOf is { } side ? [.. replicates.Select(side)] : null,
            })]);

        Summary?[] Spreads(Quantity quantity)
        {
            var runs = replicates.Select((r, i) => columns.All(c => c[i] is not null)
                ? (Finite: true, Values: quantity.PerExample?.Invoke(r))
                : default).ToArray();
            return [.. looks.Select(n =>
                DifferenceColumn.Spread([.. runs.Take(n).Where(r => r.Finite).Select(r => r.Values)]))];
        }
    }

    /// <summary>The values as they were at a look.</summary>
    public Differences At(int look) => new(
        [.. Seeds.Take(Looks[look])],
        [Looks[look]],
        [.. Columns.Select(c => c with
        {
            Values = [.. c.Values.Take(Looks[look])],
            Examples = [c.Examples[look]],
            Sides = c.Sides is null ? null : [.. c.Sides.Take(Looks[look])],
        })]);

    /// <summary>Joins the columns of several rules, in order.</summary>
    public static Differences Concat(IReadOnlyList<Differences> parts) =>
        new(parts[0].Seeds, parts[0].Looks, [.. parts.SelectMany(p => p.Columns)]);

    /// <summary>The columns of one rule among several.</summary>
    public Differences Part(int first, int count) => this with { Columns = [.. Columns.Skip(first).Take(count)] };

    /// <summary>Whether the columns are a rule's quantities, in order, each with one entry per seed.</summary>
    public bool AreOf(Rule rule) =>
        Columns.Select(c => c.Quantity).SequenceEqual(rule.Quantities.Select(q => q.Name))
        && Columns.All(c => c.Values.Count == Seeds.Count && c.Examples.Count == Looks.Count
            && (c.Sides is null || c.Sides.Count == Seeds.Count));

    private static double? Finite(Quantity quantity, Replicate replicate) =>
        !replicate.Diverged && quantity.SideOf?.Invoke(replicate) is not 0
            && quantity.Value(replicate) is var value && double.IsFinite(value) ? value : null;
}
