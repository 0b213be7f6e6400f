namespace Pruning.Reproductions.Judging.Claims;

/// <summary>A metric of an arm.</summary>
internal readonly record struct Cell(string Arm, string Metric)
{
    /// <summary>Its name in replicates and reports: <c>pruned.testLoss</c>.</summary>
    public string Name => $"{Arm}.{Metric}";
}
