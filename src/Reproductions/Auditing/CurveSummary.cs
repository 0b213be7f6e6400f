namespace Pruning.Reproductions.Auditing;

/// <summary>A curve over replicates, point by point.</summary>
/// <param name="Name"><c>arm.metric</c>.</param>
/// <param name="Axis">What runs along the horizontal axis (<c>epoch</c>, <c>% pruned</c>).</param>
/// <param name="Lower">Lower end of the middle 90 % of single runs (5th percentile).</param>
/// <param name="Upper">Upper end (95th percentile).</param>
/// <param name="Singles">A few single replicates, to be drawn faintly; at most 8.</param>
/// <param name="Mark">Where along <paramref name="X"/> the document's figure lies; null: it names none.</param>
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
