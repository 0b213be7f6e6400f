using Pruning.Shared.Randomness;

namespace Pruning.Shared.Data;

/// <summary>Which examples of a data set serve for what, by their row. The three lists do not overlap.</summary>
public sealed record Split(int[] Train, int[] Validation, int[] Test)
{
    /// <summary>Cuts an order of rows into three consecutive stretches; what is left over is unused.</summary>
    /// <exception cref="ArgumentException">The stretches are longer than the order.</exception>
    public static Split Cut(ReadOnlySpan<int> order, int train, int validation, int test)
    {
        if (train < 0 || validation < 0 || test < 0 || (long)train + validation + test > order.Length)
        {
            throw new ArgumentException($"A split into {train}, {validation} and {test} does not fit {order.Length} rows.", nameof(order));
        }

        return new(
            order[..train].ToArray(),
            order.Slice(train, validation).ToArray(),
            order.Slice(train + validation, test).ToArray());
    }

    /// <summary>The same sizes after a shuffle of all <paramref name="rows"/> rows drawn from <paramref name="stream"/>.</summary>
    public Split Reshuffle(int rows, RandomStream stream) =>
        Cut(stream.Permutation(rows), Train.Length, Validation.Length, Test.Length);
}
