namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>
/// One colour and stroke an arm, the same in all plots of a report: the arms in the order in which they appear.
/// </summary>
internal sealed class ArmColours
{
    // As many as the style sheet has.
    private const int Slots = 8;

    private readonly Dictionary<string, int> slots = [];

    /// <param name="result">The audit whose curves' arms get colours.</param>
    public ArmColours(AuditResult result)
    {
        foreach (var curve in result.Claims.SelectMany(c => c.Readings).SelectMany(r => r.Curves))
        {
            slots.TryAdd(CurvePlot.Split(curve.Name).Arm, slots.Count % Slots);
        }
    }

    /// <summary>The class that carries an arm's colour and stroke.</summary>
    public string ClassOf(string arm) => $"arm-{slots[arm]}";
}
