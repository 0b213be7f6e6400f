using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>A convolution on duals. A tap outside the map is left out.</summary>
internal sealed class DualConvolution(Convolution layer, DualParameters parameters, int[] columns)
    : DualLayer(layer.Output.Features)
{
    private readonly Maps from = layer.Input;
    private readonly Maps to = layer.Output;

    public override void Forward(Dual[] input)
    {
        for (var f = 0; f < to.Channels; f++)
        {
            for (var y = 0; y < to.Height; y++)
            {
                for (var x = 0; x < to.Width; x++)
                {
                    var sum = SumOf(input, f, y, x);
                    Output[Place(f, y, x)] = layer.Bias
                        ? sum.Plus(parameters.Values[columns[1] + f], parameters.Direction[columns[1] + f])
                        : sum;
                }
            }
        }
    }

    public override void Backward(Dual[] input, Dual[] gradient, Dual[]? before)
    {
        if (before is not null)
        {
            Array.Clear(before);
        }

        var column = columns[0];
        for (var f = 0; f < to.Channels; f++)
        {
            for (var c = 0; c < from.Channels; c++)
            {
                for (var tap = 0; tap < layer.Kernel * layer.Kernel; tap++, column++)
                {
                    Backward(input, gradient, before, column, (f, c, tap / layer.Kernel, tap % layer.Kernel));
                }
            }

            if (layer.Bias)
            {
                parameters.Add(columns[1] + f, SumOf(gradient, f));
            }
        }
    }

    /// <summary>One output without its bias: channel by channel, row by row.</summary>
    private Dual SumOf(Dual[] input, int f, int y, int x)
    {
        var (values, direction) = (parameters.Values, parameters.Direction);
        var sum = default(Dual);
        var column = columns[0] + (f * from.Channels * layer.Kernel * layer.Kernel);
        for (var c = 0; c < from.Channels; c++)
        {
            for (var r = 0; r < layer.Kernel; r++)
            {
                for (var q = 0; q < layer.Kernel; q++, column++)
                {
                    if (Read(c, r, q, y, x) is var place and >= 0)
                    {
                        sum = sum.Plus(values[column], direction[column], input[place]);
                    }
                }
            }
        }

        return sum;
    }

    private Dual SumOf(Dual[] gradient, int f)
    {
        var sum = default(Dual);
        for (var place = Place(f, 0, 0); place < Place(f + 1, 0, 0); place++)
        {
            sum += gradient[place];
        }

        return sum;
    }

    /// <summary>One weight's part: outputs row by row.</summary>
    private void Backward(
        Dual[] input, Dual[] gradient, Dual[]? before, int column, (int F, int C, int R, int Q) weight)
    {
        var (value, along) = (parameters.Values[column], parameters.Direction[column]);
        var (f, c, r, q) = weight;
        var sum = default(Dual);
        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                if (Read(c, r, q, y, x) is var place and >= 0)
                {
                    var slope = gradient[Place(f, y, x)];
                    sum = sum.Plus(slope, input[place]);
                    if (before is not null)
                    {
                        before[place] = before[place].Plus(value, along, slope);
                    }
                }
            }
        }

        parameters.Add(column, sum);
    }

    private int Place(int f, int y, int x) => (((f * to.Height) + y) * to.Width) + x;

    /// <summary>Gets the input that a tap of an output reads; −1: none.</summary>
    private int Read(int c, int r, int q, int y, int x)
    {
        var (row, col) = ((y * layer.Stride) - layer.Padding + r, (x * layer.Stride) - layer.Padding + q);
        return row >= 0 && row < from.Height && col >= 0 && col < from.Width
            ? (((c * from.Height) + row) * from.Width) + col
            : -1;
    }
}
