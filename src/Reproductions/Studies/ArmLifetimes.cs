namespace Pruning.Reproductions.Studies;

/// <summary>
/// Tracks which arms' nets the rest of a plan needs. Others are released, so that a sweep holds one level at a time.
/// </summary>
internal sealed class ArmLifetimes
{
    private readonly Dictionary<string, int> lastUse = [];
    private readonly Dictionary<string, int> levels = [];

    public ArmLifetimes(StudyPlan plan)
    {
        foreach (var (place, arm) in plan.Arms.Index())
        {
            foreach (var needed in Needed(arm))
            {
                lastUse[needed.Hash] = place;
            }

            levels[arm.Family] = levels.GetValueOrDefault(arm.Family) + 1;
        }
    }

    /// <summary>Hashes of the arms that nothing after a place in the plan needs.</summary>
    public List<string> EndedAt(int place) => [.. lastUse.Where(use => use.Value == place).Select(use => use.Key)];

    /// <summary>Number of levels of an arm's curve.</summary>
    public int Levels(PlannedArm arm) => levels[arm.Family];

    /// <summary>All arms that a planned arm's measurements depend on.</summary>
    public static IEnumerable<Arm> Needed(PlannedArm arm) =>
        new[] { arm.Arm, arm.Like }.Concat(arm.Measurements.SelectMany(m => m.Uses)).OfType<Arm>().SelectMany(Chain);

    /// <summary>All arms that lead to an arm's nets, itself included.</summary>
    public static IEnumerable<Arm> Chain(Arm arm) =>
        (arm.From is null ? [] : Chain(arm.From)).Concat(arm.Step.Uses.SelectMany(Chain)).Append(arm);
}
