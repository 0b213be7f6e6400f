namespace Pruning.Shared.Data.Idx;

/// <summary>Arithmetic on the shape that a file claims to have, which may be absurd.</summary>
internal static class Extent
{
    private const long TooMany = 1L << 32;

    /// <summary>The number of elements of a shape; what is more than any array holds is given as 2³².</summary>
    /// <param name="shape">Sizes of at least 0.</param>
    public static long Of(IReadOnlyCollection<int> shape) =>
        shape.Contains(0) ? 0 : shape.Aggregate(1L, (product, size) => Math.Min(product * size, TooMany));

    /// <summary>The shape in words, such as <c>60000 × 28 × 28</c>.</summary>
    public static string Words(IReadOnlyCollection<int> shape) => shape.Count == 0 ? "a single value" : string.Join(" × ", shape);
}
