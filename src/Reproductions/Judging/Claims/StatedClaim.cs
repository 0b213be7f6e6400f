namespace Pruning.Reproductions.Judging.Claims;

/// <summary>A claim as a claims file states it, before there are runs.</summary>
/// <param name="Id"><c>document/claim</c>.</param>
/// <param name="Place">Place of the claim in the file, for error messages.</param>
/// <param name="Looks">Registered numbers of runs of each arm, ascending; null: none is registered.</param>
/// <param name="Paired">
/// Whether runs of equal seed are paired; null: they are where all arms have the same seeds.
/// </param>
internal sealed record StatedClaim(
    string Id,
    Place Place,
    string Section,
    string Statement,
    Published Published,
    StatedRule Rule,
    IReadOnlyList<int>? Looks,
    bool? Paired)
{
    /// <summary>The arms that the claim speaks of, in the order of the file.</summary>
    public IReadOnlyList<string> Arms => [.. Rule.Quantities.SelectMany(q => q.Cells).Select(c => c.Arm).Distinct()];

    /// <summary>The metrics that the rule needs of an arm.</summary>
    public IReadOnlyList<Cell> CellsOf(string arm) =>
        [.. Rule.Quantities.SelectMany(q => q.Cells).Where(c => c.Arm == arm).Distinct()];
}
