namespace Pruning.Reproductions.Studies;

/// <summary>An arm under the name that its metrics carry, and what is measured of it.</summary>
/// <param name="Name">The first part of its metrics' names; a level stands behind <c>@</c>: <c>weight@50</c>.</param>
/// <param name="Arm">The nets.</param>
/// <param name="Measurements">What is measured.</param>
internal sealed record PlannedArm(string Name, Arm Arm, IReadOnlyList<Measurement> Measurements)
{
    /// <summary>
    /// An arm whose nets equal these up to some layer, so that what enters that layer is computed once for many levels.
    /// </summary>
    public Arm? Like { get; init; }

    /// <summary>16 hexadecimal digits that stand for the arm and all that is measured of it.</summary>
    public string Hash { get; } = Canonical.Hash(
        [Arm.Hash, .. Measurements.SelectMany(m => m.Metrics.Select(metric => metric.Name).Append(m.Setting)
            .Concat(m.Uses.Select(a => a.Hash)))]);

    /// <summary>The name without its level.</summary>
    public string Family => FamilyOf(Name);

    /// <summary>An arm's name without its level: <c>weight</c> of <c>weight@50</c>.</summary>
    public static string FamilyOf(string arm) => arm.Split('@')[0];
}
