using Pruning.Shared.Statistics;

namespace Pruning.Reproductions.Auditing;

/// <summary>What a rule's quantities came to, seed by seed: all that its verdict rests on.</summary>
/// <param name="Seeds">One a replicate, the diverged included.</param>
/// <param name="Columns">
/// One per quantity, in the order of <see cref="Rule.Quantities"/>: of every check, part and level.
/// </param>
public sealed record Differences(IReadOnlyList<int> Seeds, IReadOnlyList<DifferenceColumn> Columns)
{
    /// <summary>
    /// The quantities of replicates. Test examples are averaged over those for which every quantity is finite.
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

    /// <summary>Those of several rules, one after the other.</summary>
    public static Differences Concat(IReadOnlyList<Differences> parts) =>
        new(parts[0].Seeds, [.. parts.SelectMany(p => p.Columns)]);

    /// <summary>Those of one rule among several.</summary>
    public Differences Part(int first, int count) => this with { Columns = [.. Columns.Skip(first).Take(count)] };

    /// <summary>
    /// Whether these are of a rule's quantities, in their order, with a value or its absence for every seed.
    /// </summary>
    public bool AreOf(Rule rule) =>
        Columns.Select(c => c.Quantity).SequenceEqual(rule.Quantities.Select(q => q.Name))
        && Columns.All(c => c.Values.Count == Seeds.Count);

    private static double? Finite(Quantity quantity, Replicate replicate) =>
        !replicate.Diverged && quantity.Value(replicate) is var value && double.IsFinite(value) ? value : null;
}
