using System.Runtime.Intrinsics;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>Max-pooling on duals: the first of a window's largest values, with its tangent.</summary>
internal sealed class DualMaxPool(MaxPool layer) : DualLayer(layer.Output.Features)
{
    private readonly Maps from = layer.Input;
    private readonly Maps to = layer.Output;

    public override void Forward(Dual[] input)
    {
        for (var window = 0; window < Output.Length; window++)
        {
            var best = input[Place(window, 0)];
            for (var k = 1; k < layer.Size * layer.Size; k++)
            {
                // Of NaNs any is taken: they are larger than every number.
                var x = input[Place(window, k)];
                var larger = Vector512.GreaterThan(x.Value, best.Value) | ~Vector512.Equals(x.Value, x.Value);
                best = Dual.Select(larger, x, best);
            }

            Output[window] = best;
        }
    }

    public override void Backward(Dual[] input, Dual[] gradient, Dual[]? before)
    {
        if (before is null)
        {
            return;
        }

        Array.Clear(before);
        for (var window = 0; window < Output.Length; window++)
        {
            var open = Vector512<double>.AllBitsSet;
            for (var k = 0; k < layer.Size * layer.Size; k++)
            {
                var place = Place(window, k);
                var first = open & Vector512.Equals(input[place].Value, Output[window].Value);
                before[place] = Dual.Select(first, gradient[window], default);
                open &= ~first;
            }
        }
    }

    /// <summary>Gets a window's k-th input, row by row.</summary>
    private int Place(int window, int k)
    {
        var (map, within) = Math.DivRem(window, to.Height * to.Width);
        var row = (within / to.Width * layer.Size) + (k / layer.Size);
        return (((map * from.Height) + row) * from.Width) + (within % to.Width * layer.Size) + (k % layer.Size);
    }
}
