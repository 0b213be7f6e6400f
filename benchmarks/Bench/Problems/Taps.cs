namespace Pruning.Benchmarks.Problems;

/// <summary>What a convolution cannot do without: a tap that lies in the padding adds nothing.</summary>
internal static class Taps
{
    /// <summary>Along one side of a map: the taps of all outputs together that lie inside.</summary>
    public static long Inside(int side, int kernel, int stride, int padding)
    {
        var inside = 0L;
        for (var first = -padding; first + kernel <= side + padding; first += stride)
        {
            inside += Math.Min(first + kernel, side) - Math.Max(first, 0);
        }

        return inside;
    }
}
