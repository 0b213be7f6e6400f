using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>Values of a rule's quantities by seed, the only basis of its verdict.</summary>
/// <param name="Seeds">One per replicate, diverged ones included.</param>
/// <param name="Columns">
/// One per quantity, in the order of <see cref="Rule.Quantities"/>, over all checks, parts and levels.
/// </param>
public sealed record Differences(IReadOnlyList<int> Seeds, IReadOnlyList<DifferenceColumn> Columns)
{
    /// <summary>
    /// Computes the quantities of replicates. Examples are averaged over replicates in which every quantity is finite.
    /// </summary>
    public static Differences Of(IReadOnlyList<Replicate> replicates, IReadOnlyList<Quantity> quantities)
    {
        double?[][] columns = [.. quantities.Select(q => replicates.Select(r => Finite(q, r)).ToArray())];
        Replicate[] whole = [.. replicates.Where((_, i) => columns.All(c => c[i] is not null))];
        return new(
            [.. replicates.Select(r => r.Seed)],
            [.. quantities.Zip(columns, (q, values) => new DifferenceColumn(q.Name, values, Spread(q)))]);

        Summary? Spread(Quantity quantity) =>
            DifferenceColumn.Spread([.. whole.Select(r => quantity.PerExample?.Invoke(r))]);
    }

    /// <summary>Joins the columns of several rules, in order.</summary>
    public static Differences Concat(IReadOnlyList<Differences> parts) =>
        new(parts[0].Seeds, [.. parts.SelectMany(p => p.Columns)]);

    /// <summary>The columns of one rule among several.</summary>
    public Differences Part(int first, int count) => this with { Columns = [.. Columns.Skip(first).Take(count)] };

    /// <summary>Whether the columns are a rule's quantities, in order, each with one entry per seed.</summary>
    public bool AreOf(Rule rule) =>
        Columns.Select(c => c.Quantity).SequenceEqual(rule.Quantities.Select(q => q.Name))
        && Columns.All(c => c.Values.Count == Seeds.Count);

    private static double? Finite(Quantity quantity, Replicate replicate) =>
        !replicate.Diverged && quantity.Value(replicate) is var value && double.IsFinite(value) ? value : null;
}
