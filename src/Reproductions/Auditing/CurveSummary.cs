namespace Pruning.Reproductions.Auditing;

/// <summary>Summary of a curve over replicates, point by point.</summary>
/// <param name="Name"><c>arm.metric</c>.</param>
/// <param name="Axis">Name of the horizontal axis (<c>epoch</c>, <c>% pruned</c>).</param>
/// <param name="Lower">Lower end of the middle 90 % of single runs (5th percentile).</param>
/// <param name="Upper">Upper end (95th percentile).</param>
/// <param name="Singles">Up to 8 single replicates, drawn faintly.</param>
/// <param name="Mark">Position of the document's figure on <paramref name="X"/>; null: none.</param>
public sealed record CurveSummary(
    string Name,
    string Axis,
    string Unit,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Lower,
    IReadOnlyList<double> Upper,
    IReadOnlyList<IReadOnlyList<double>> Singles,
    double? Mark = null);
