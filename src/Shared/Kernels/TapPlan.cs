namespace Pruning.Shared.Kernels;

/// <summary>
/// The taps of a filter in threes, with the outputs that each uses: those whose window has the tap inside the map.
/// </summary>
internal sealed class TapPlan
{
    /// <summary>Most tiles of a block.</summary>
    public const int LargestRun = 27;

    /// <summary>Channels grouped so that taps with the same outputs form whole threes.</summary>
    private const int Channels = 3;

    public TapPlan(ConvolutionShape shape)
    {
        Shape = shape;
        var tiles = new List<TapTile>();
        var runs = new List<Range>();
        for (var channel = 0; channel < shape.Channels; channel += Channels)
        {
            var from = tiles.Count;
            tiles.AddRange(Tile(shape, channel, Math.Min(shape.Channels, channel + Channels)));
            for (; from < tiles.Count; from += LargestRun)
            {
                runs.Add(from..Math.Min(tiles.Count, from + LargestRun));
            }
        }

        (Tiles, Runs) = ([.. tiles], [.. runs]);
    }

    public ConvolutionShape Shape { get; }

    /// <summary>All taps of a filter.</summary>
    public TapTile[] Tiles { get; }

    /// <summary>Runs of tiles of neighbouring channels, one per block.</summary>
    public Range[] Runs { get; }

    private static IEnumerable<TapTile> Tile(ConvolutionShape shape, int channel, int end)
    {
        var kernel = shape.Kernel;
        var taps =
            from c in Enumerable.Range(channel, end - channel)
            from row in Enumerable.Range(0, kernel)
            from column in Enumerable.Range(0, kernel)
            let rows = Reach(row, shape.Height, shape.OutputHeight, shape)
            let columns = Reach(column, shape.Width, shape.OutputWidth, shape)
            group (
                Tap: (c * kernel + row) * kernel + column,
                Input: ((c * shape.Height + row - shape.Padding) * shape.Width + column - shape.Padding) * Panels.Width)
            by (rows, columns);
        foreach (var alike in taps)
        {
            var (rows, columns) = alike.Key;
            foreach (var three in alike.Chunk(3))
            {
                var (first, second, third) = (three[0], three[Math.Min(1, three.Length - 1)], three[^1]);
                yield return new(
                    rows.From, rows.End, columns.From, columns.End - columns.From, three.Length,
                    first.Tap, second.Tap, third.Tap, first.Input, second.Input, third.Input);
            }
        }
    }

    /// <summary>Gets the outputs along an axis for which a tap is inside the map.</summary>
    private static (int From, int End) Reach(int tap, int inputs, int outputs, ConvolutionShape shape)
    {
        var inside = Enumerable.Range(0, outputs)
            .Where(output => output * shape.Stride - shape.Padding + tap is var input && input >= 0 && input < inputs);
        return inside.Any() ? (inside.First(), inside.Last() + 1) : (0, 0);
    }
}
