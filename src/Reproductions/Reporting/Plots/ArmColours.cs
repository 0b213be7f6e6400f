namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>Assigns one colour and stroke per arm, the same in all plots of a report, in order of appearance.</summary>
internal sealed class ArmColours
{
    // The number of colours in the style sheet.
    private const int Slots = 8;

    private readonly Dictionary<string, int> slots = [];

    /// <param name="result">The audit whose arms with curves get colours.</param>
    public ArmColours(AuditResult result)
    {
        foreach (var curve in result.Claims.SelectMany(c => c.Readings).SelectMany(r => r.Curves))
        {
            slots.TryAdd(CurvePlot.Split(curve.Name).Arm, slots.Count % Slots);
        }
    }

    /// <summary>CSS class of an arm's colour and stroke.</summary>
    public string ClassOf(string arm) => $"arm-{slots[arm]}";
}
