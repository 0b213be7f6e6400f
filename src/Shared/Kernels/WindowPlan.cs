using System.Runtime.InteropServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// The products that each element of a map sums, for outputs (from the input) and for the input gradient (from the
/// output gradient). Both sum over source maps, kernel rows and kernel columns ascending, over the taps inside the
/// source map.
/// </summary>
internal sealed class WindowPlan
{
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Reach(int Tap, int Count, int Source);

    private WindowPlan(
        ConvolutionShape shape, Reach[] rows, Reach[] columns, int sourceWidth, int sourceStep, int lanes)
    {
        Kernel = shape.Kernel;
        SourceStep = sourceStep;
        SourceWidth = sourceWidth;
        Tiles = Tile(rows, columns, lanes);
    }

    /// <summary>Height and width of a filter.</summary>
    public int Kernel { get; }

    /// <summary>Columns of a source map.</summary>
    public int SourceWidth { get; }

    /// <summary>Number of maps summed over.</summary>
    public required int Sources { get; init; }

    /// <summary>Floats of a source map's panel.</summary>
    public required int SourceMap { get; init; }

    /// <summary>Number of maps computed.</summary>
    public required int Targets { get; init; }

    /// <summary>Floats of a target map's panel.</summary>
    public required int TargetMap { get; init; }

    /// <summary>Distance in the weight from one source map to the next.</summary>
    public required int SourceWeights { get; init; }

    /// <summary>Distance in the weight from one target map to the next.</summary>
    public required int TargetWeights { get; init; }

    /// <summary>Distance in the kernel from one used tap to the next.</summary>
    public required int TapStep { get; init; }

    /// <summary>Distance in the source map from one used tap to the next: +1 or −1.</summary>
    public int SourceStep { get; }

    /// <summary>
    /// All elements of a target map, ordered by their first elements: ascending, or descending where taps descend.
    /// </summary>
    public WindowTile[] Tiles { get; }

    /// <summary>Fused multiply-adds of one target map's panel, roughly.</summary>
    public long Operations => (long)TargetMap * Sources * Kernel * Kernel / TapStep / TapStep;

    /// <summary>Creates the plan of the outputs.</summary>
    /// <param name="lanes">Floats in a register.</param>
    public static WindowPlan Outputs(ConvolutionShape shape, int lanes)
    {
        var taps = shape.Kernel * shape.Kernel;
        var (rows, columns) = (Axis(shape.Height, shape.OutputHeight), Axis(shape.Width, shape.OutputWidth));
        return new(shape, rows, columns, shape.Width, 1, lanes)
        {
            Sources = shape.Channels,
            SourceMap = shape.Height * shape.Width * Panels.Width,
            Targets = shape.Filters,
            TargetMap = shape.OutputHeight * shape.OutputWidth * Panels.Width,
            SourceWeights = taps,
            TargetWeights = shape.Channels * taps,
            TapStep = 1,
        };

        Reach[] Axis(int inputs, int outputs)
        {
            var reaches = new Reach[outputs];
            for (var output = 0; output < outputs; output++)
            {
                var corner = output * shape.Stride - shape.Padding;
                var first = Math.Max(0, -corner);
                var count = Math.Min(shape.Kernel, inputs - corner) - first;
                reaches[output] = count > 0 ? new(first, count, corner + first) : default;
            }

            return reaches;
        }
    }

    /// <summary>
    /// Creates the plan of the input gradient: taps that read an input are a stride apart, and outputs descend as taps
    /// ascend.
    /// </summary>
    /// <param name="lanes">Floats in a register.</param>
    public static WindowPlan InputGradient(ConvolutionShape shape, int lanes)
    {
        var taps = shape.Kernel * shape.Kernel;
        var (rows, columns) = (Axis(shape.Height, shape.OutputHeight), Axis(shape.Width, shape.OutputWidth));
        return new(shape, rows, columns, shape.OutputWidth, -1, lanes)
        {
            Sources = shape.Filters,
            SourceMap = shape.OutputHeight * shape.OutputWidth * Panels.Width,
            Targets = shape.Channels,
            TargetMap = shape.Height * shape.Width * Panels.Width,
            SourceWeights = shape.Channels * taps,
            TargetWeights = taps,
            TapStep = shape.Stride,
        };

        Reach[] Axis(int inputs, int outputs)
        {
            var reaches = new Reach[inputs];
            for (var input = 0; input < inputs; input++)
            {
                for (var tap = shape.Kernel - 1; tap >= 0; tap--)
                {
                    var (output, rest) = Math.DivRem(input + shape.Padding - tap, shape.Stride);
                    if (rest == 0 && output >= 0 && output < outputs)
                    {
                        reaches[input] = new(tap, reaches[input].Count + 1, output);
                    }
                }
            }

            return reaches;
        }
    }

    private WindowTile[] Tile(Reach[] rows, Reach[] columns, int lanes)
    {
        var tiles = new List<WindowTile>();
        var registers =
            from row in Enumerable.Range(0, rows.Length)
            from column in Enumerable.Range(0, columns.Length)
            let vertical = rows[row]
            let horizontal = columns[column]
            from lane in Enumerable.Range(0, Panels.Width / lanes)
            group (
                Source: (vertical.Source * SourceWidth + horizontal.Source) * Panels.Width + lane * lanes,
                Target: (row * columns.Length + column) * Panels.Width + lane * lanes)
            by (Tap: vertical.Tap * Kernel + horizontal.Tap, Rows: vertical.Count, Columns: horizontal.Count);
        foreach (var alike in registers)
        {
            var all = alike.ToArray();
            for (var i = 0; i < all.Length;)
            {
                // Four remaining are two and two; a single one is computed twice.
                var left = all.Length - i;
                var three = left == 3 || left > 4;
                var (first, second) = (all[i], all[Math.Min(i + 1, all.Length - 1)]);
                var third = three ? all[i + 2] : second;
                tiles.Add(new(
                    alike.Key.Tap, alike.Key.Rows, alike.Key.Columns, three,
                    first.Source, second.Source, third.Source, first.Target, second.Target, third.Target));
                i += three ? 3 : 2;
            }
        }

        // In the direction of the taps, in which memory is prefetched.
        return [.. tiles.OrderBy(tile => SourceStep * tile.Target0)];
    }
}
