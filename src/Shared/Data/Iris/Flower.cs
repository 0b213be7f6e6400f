namespace Pruning.Shared.Data.Iris;

/// <summary>One flower; all lengths and widths in cm.</summary>
/// <param name="Species">Index into <see cref="IrisTable.Species"/>.</param>
public sealed record Flower(
    double SepalLength, double SepalWidth, double PetalLength, double PetalWidth, int Species);
