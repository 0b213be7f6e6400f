using System.Collections.Immutable;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>The result of surgery: one smaller architecture and the remaining values of every row.</summary>
/// <param name="Rows">R rows, one value per parameter of the smaller architecture.</param>
public sealed record SmallerNets(Architecture Architecture, float[][] Rows)
{
    /// <summary>
    /// Removes from every row the groups that it does not keep, row by row; remaining values keep their order. Where
    /// the removed groups were zero or masked, outputs are unchanged up to rounding, in evaluation and, since channels
    /// are normalised independently, in training. Masks are cut in the same way.
    /// </summary>
    /// <param name="rows">R rows of P values.</param>
    /// <param name="kept">The kept groups of each row, all of one net and equally many per layer.</param>
    /// <exception cref="ArgumentException">
    /// There is no row, a row's length is not P, the number of choices differs from that of rows, or rows keep
    /// different numbers of groups in a layer.
    /// </exception>
    public static SmallerNets Cut(IReadOnlyList<float[]> rows, IReadOnlyList<KeptGroups> kept)
    {
        if (rows.Count == 0 || rows.Count != kept.Count)
        {
            throw new ArgumentException("Expected at least one row, and one choice of kept groups per row; "
                + $"got {rows.Count} rows, {kept.Count} choices.", nameof(kept));
        }

        var architecture = kept[0].Architecture;
        foreach (var (row, choice) in rows.Zip(kept))
        {
            KeptGroups.CheckLength(architecture, row);
            CheckSameNet(kept[0], choice);
        }

        return new(kept[0].Smaller(), [.. rows.Zip(kept, Gather)]);
    }

    private static float[] Gather(float[] row, KeptGroups kept)
    {
        var left = new float[kept.Smaller().ParameterCount];
        var end = 0;
        foreach (var range in kept.Architecture.Parameters)
        {
            var ((groups, stay), (read, columns)) = kept.Axes(range);
            var outputs = (int)range.Shape[0] / groups;
            var size = range.Count / groups / outputs;
            foreach (var group in stay)
            {
                for (var o = group * outputs; o < (group + 1) * outputs; o++)
                {
                    end += CopyGroups(row.AsSpan(range.Offset + (o * size), size), read, columns, left.AsSpan(end));
                }
            }
        }

        return left;
    }

    /// <summary>Copies some of the equal groups of a span, and returns the number of values copied.</summary>
    private static int CopyGroups(ReadOnlySpan<float> from, int groups, ImmutableArray<int> kept, Span<float> to)
    {
        if (kept.Length == groups)
        {
            from.CopyTo(to);
            return from.Length;
        }

        var size = from.Length / groups;
        for (var i = 0; i < kept.Length; i++)
        {
            from.Slice(kept[i] * size, size).CopyTo(to[(i * size)..]);
        }

        return kept.Length * size;
    }

    private static void CheckSameNet(KeptGroups first, KeptGroups other)
    {
        if (!first.Architecture.Steps.SequenceEqual(other.Architecture.Steps))
        {
            throw new ArgumentException("Expected kept groups of one net; got two different nets.", nameof(other));
        }

        foreach (var ((layer, some), (_, others)) in first.Layers.Zip(other.Layers)
            .Where(pair => pair.First.Kept.Length != pair.Second.Kept.Length))
        {
            throw new ArgumentException(
                $"Expected rows to keep equally many groups of {layer.Name}; one keeps {some.Length}, "
                    + $"another {others.Length}: prune layerwise, or cut the rows one at a time.",
                nameof(other));
        }
    }
}
