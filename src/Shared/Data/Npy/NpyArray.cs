namespace Pruning.Shared.Data.Npy;

/// <summary>An array of floats as an NPY file holds it, whatever its order and width there.</summary>
/// <param name="Shape">Sizes, slowest first; none for a single value.</param>
/// <param name="Values">The elements, the last dimension running fastest (C order).</param>
public sealed record NpyArray(IReadOnlyList<int> Shape, float[] Values);
