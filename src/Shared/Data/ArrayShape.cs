namespace Pruning.Shared.Data;

/// <summary>Arithmetic on the shape that a file claims to have, which may be absurd.</summary>
internal static class ArrayShape
{
    private const long TooMany = 1L << 32;

    /// <summary>The number of elements of a shape; what is more than any array holds is given as 2³².</summary>
    /// <param name="shape">Sizes of at least 0.</param>
    public static long Count(IReadOnlyCollection<int> shape) =>
        shape.Contains(0) ? 0 : shape.Aggregate(1L, (product, size) => Math.Min(product * size, TooMany));

    /// <summary>Checks that the values of a file fill the shape that its header tells.</summary>
    /// <param name="bytes">What the values take.</param>
    /// <param name="width">Bytes a value.</param>
    /// <exception cref="DataException">They are more or fewer.</exception>
    public static void Check(string file, IReadOnlyCollection<int> shape, int width, long bytes)
    {
        if (Count(shape) * width != bytes)
        {
            var fault = bytes < Count(shape) * width ? "truncated" : "longer than its header says";
            throw new DataException(
                $"{file}: {fault}: {bytes} bytes of values where the header says {Text(shape)}, {width} bytes each.");
        }
    }

    /// <summary>The shape in words, such as <c>60000 × 28 × 28</c>.</summary>
    public static string Text(IReadOnlyCollection<int> shape) =>
        shape.Count == 0 ? "a single value" : string.Join(" × ", shape);
}
