using System.Collections.Immutable;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Surgery;

/// <summary>What surgery leaves: one smaller architecture, and the surviving values of every row.</summary>
/// <param name="Rows">R rows of as many values as the architecture has parameters.</param>
public sealed record SmallerNets(Architecture Architecture, float[][] Rows)
{
    /// <summary>
    /// Takes from every row the groups that it does not keep, each row its own: the values left move together, in their
    /// order and as they stand. Where the removed groups were zero, or are masked, the outputs are the same up to
    /// rounding, as evaluated and, since a channel is normalised by itself, in training. A mask is cut in the same way.
    /// </summary>
    /// <param name="rows">R rows of P values.</param>
    /// <param name="kept">What each row keeps, all of one net and equally many of every layer.</param>
    /// <exception cref="ArgumentException">
    /// There is no row, a row has not P values, not as many choices as rows, or rows keep different numbers of a layer.
    /// </exception>
    public static SmallerNets Cut(IReadOnlyList<float[]> rows, IReadOnlyList<KeptGroups> kept)
    {
        if (rows.Count == 0 || rows.Count != kept.Count)
        {
            throw new ArgumentException("Every row needs its choice of what it keeps, and there is none for no row: "
                + $"{rows.Count} rows, {kept.Count} choices.", nameof(kept));
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

    /// <summary>
    /// Copies some of the equally long groups that a stretch is made of, and says how many values they are.
    /// </summary>
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
            throw new ArgumentException("The rows' choices are of different nets.", nameof(other));
        }

        foreach (var ((layer, some), (_, others)) in first.Layers.Zip(other.Layers)
            .Where(pair => pair.First.Kept.Length != pair.Second.Kept.Length))
        {
            throw new ArgumentException(
                $"Rows of one population keep equally many of a layer, but of {layer.Name} one keeps {some.Length} and "
                    + $"another {others.Length}: choose layer by layer, or cut the rows one at a time.",
                nameof(other));
        }
    }
}
