namespace Pruning.Shared.Kernels;

/// <summary>Sums a panel's sixteen lanes in a fixed tree: lane i + lane i + 8, then i + 4, i + 2 and i + 1.</summary>
internal static unsafe class LaneSum
{
    /// <summary>
    /// ((0+8)+(4+12)) + ((2+10)+(6+14)) and the odd lanes likewise, even and odd added last; each addition rounded
    /// once.
    /// </summary>
    /// <param name="lanes">[16], overwritten.</param>
    public static float Of(float* lanes)
    {
        for (var half = Panels.Width / 2; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
            {
                lanes[i] += lanes[i + half];
            }
        }

        return lanes[0];
    }
}
