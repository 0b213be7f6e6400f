namespace Pruning.Reproductions.Studies;

/// <summary>An arm with the name in its metrics and its measurements.</summary>
/// <param name="Name">Prefix of its metrics' names, with a level after <c>@</c>: <c>weight@50</c>.</param>
/// <param name="Arm">The nets.</param>
/// <param name="Measurements">Its measurements.</param>
internal sealed record PlannedArm(string Name, Arm Arm, IReadOnlyList<Measurement> Measurements)
{
    /// <summary>
    /// An arm whose nets equal these up to some layer, so that the input of that layer is computed once for many
    /// levels.
    /// </summary>
    public Arm? Like { get; init; }

    /// <summary>Hash of the arm and its measurements, 16 hexadecimal digits.</summary>
    public string Hash { get; } = Canonical.Hash(
        [Arm.Hash, .. Measurements.SelectMany(m => m.Metrics.Select(metric => metric.Name).Append(m.Setting)
            .Concat(m.Uses.Select(a => a.Hash)))]);

    /// <summary>The name without its level.</summary>
    public string Family => FamilyOf(Name);

    /// <summary>An arm's name without its level: <c>weight</c> of <c>weight@50</c>.</summary>
    public static string FamilyOf(string arm) => arm.Split('@')[0];
}
