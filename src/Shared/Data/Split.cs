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
            throw new ArgumentException(
                $"A split into {train}, {validation} and {test} does not fit {order.Length} rows.", nameof(order));
        }

        return new(
            order[..train].ToArray(),
            order.Slice(train, validation).ToArray(),
            order.Slice(train + validation, test).ToArray());
    }

    /// <summary>The same sizes after a shuffle of all rows drawn from <paramref name="stream"/>.</summary>
    public Split Reshuffle(int rows, RandomStream stream) =>
        Cut(stream.Permutation(rows), Train.Length, Validation.Length, Test.Length);

    /// <summary>
    /// Equally many rows of every class to test, all others to train: the first ones of each class in a shuffle of all
    /// rows drawn from <paramref name="stream"/>. Both lists keep the shuffle's order; there is no validation list.
    /// </summary>
    /// <param name="labels">The rows' classes.</param>
    /// <param name="testPerClass">How many of each go to the test list, 0 or more.</param>
    /// <exception cref="ArgumentException">A class has fewer rows than that.</exception>
    public static Split Stratified(IReadOnlyList<int> labels, int testPerClass, RandomStream stream)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(testPerClass);
        if (labels.CountBy(l => l).FirstOrDefault(c => c.Value < testPerClass) is { Value: > 0 } small)
        {
            throw new ArgumentException(
                $"Class {small.Key} has {small.Value} rows, fewer than the {testPerClass} to test.", nameof(labels));
        }

        var order = stream.Permutation(labels.Count);
        var test = order.GroupBy(row => labels[row]).SelectMany(rows => rows.Take(testPerClass)).ToHashSet();
        return new([.. order.Where(row => !test.Contains(row))], [], [.. order.Where(test.Contains)]);
    }
}
