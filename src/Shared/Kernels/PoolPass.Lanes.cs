using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>Processes windows one by one, sixteen examples at a time.</summary>
internal sealed unsafe class PoolPass<TLanes, TVector>(int height, int width, int size) : PoolPass(height, width, size)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Largest(float* map, float* output)
    {
        var side = Size;
        nint line = Width * Panels.Width;
        for (var row = 0; row < OutputHeight; row++)
        {
            for (var column = 0; column < OutputWidth; column++)
            {
                var window = map + row * side * line + column * side * Panels.Width;
                for (var lane = 0; lane < Panels.Width; lane += TLanes.Count)
                {
                    TLanes.Store(Largest(window + lane, side, line), output + lane);
                }

                output += Panels.Width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Distribute(float* map, float* outputGradient, float* gradient)
    {
        var side = Size;
        nint line = Width * Panels.Width;
        if (Height % side != 0 || Width % side != 0)
        {
            new Span<float>(gradient, Height * Width * Panels.Width).Clear();
        }

        for (var row = 0; row < OutputHeight; row++)
        {
            for (var column = 0; column < OutputWidth; column++)
            {
                var corner = row * side * line + column * side * Panels.Width;
                for (var lane = 0; lane < Panels.Width; lane += TLanes.Count)
                {
                    var window = map + corner + lane;
                    var place = gradient + corner + lane;
                    var largest = Largest(window, side, line);
                    var left = TLanes.Load(outputGradient + lane);
                    for (var r = 0; r < side; r++)
                    {
                        for (nint i = r * line; i < r * line + side * Panels.Width; i += Panels.Width)
                        {
                            var value = TLanes.Load(window + i);
                            TLanes.Store(TLanes.WhereSame(value, largest, left, TLanes.Zero), place + i);
                            left = TLanes.WhereSame(value, largest, TLanes.Zero, left);
                        }
                    }
                }

                outputGradient += Panels.Width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Largest(float* window, int size, nint width)
    {
        var largest = TLanes.Load(window);
        for (var r = 0; r < size; r++)
        {
            for (nint i = r * width; i < r * width + size * Panels.Width; i += Panels.Width)
            {
                largest = TLanes.LargerOrNaN(TLanes.Load(window + i), largest);
            }
        }

        return largest;
    }
}
