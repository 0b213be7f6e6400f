namespace Pruning.Reproductions.Reporting.Plots;

/// <summary>Assigns one colour and stroke per arm, the same in all plots of a report, in order of appearance.</summary>
internal sealed class ArmColours
{
    /// <summary>The number of colours in the style sheet.</summary>
    public const int Slots = 8;

    private readonly Dictionary<string, int> places = [];

    /// <param name="result">The audit whose arms with curves get colours.</param>
    public ArmColours(AuditResult result)
    {
        foreach (var curve in result.Claims.SelectMany(c => c.Readings).SelectMany(r => r.Curves))
        {
            places.TryAdd(CurvePlot.Split(curve.Name).Arm, places.Count);
        }
    }

    /// <summary>CSS class of an arm's colour and stroke.</summary>
    public string ClassOf(string arm) => PointMarks.ClassOf(PlaceOf(arm));

    /// <summary>The arm's place in order of appearance, from zero.</summary>
    public int PlaceOf(string arm) => places[arm];
}
