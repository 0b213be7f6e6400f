namespace Pruning.Reproductions.Studies;

/// <summary>The horizontal axis of a study's curves.</summary>
/// <param name="Name">Name of the axis: <c>epoch</c>, <c>% pruned</c>.</param>
/// <param name="Unit">Unit of curves that consist of no metric of the study, such as those over training.</param>
/// <param name="X">The points, ascending.</param>
public sealed record CurveAxis(string Name, string Unit, IReadOnlyList<double> X)
{
    /// <summary>Axis of test accuracy over sparsity levels in per cent.</summary>
    public static CurveAxis Pruned(IEnumerable<int> levels, string of = "") =>
        new($"%{of} pruned", "fraction", [.. levels.Select(k => (double)k)]);
}
