using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pruning.Shared.Kernels;

/// <summary>Sums a panel's sixteen lanes in a tree: lane l with l + 8, then with l + 4, l + 2 and l + 1.</summary>
internal static unsafe class LaneTree
{
    /// <summary>Computes four such sums of consecutive lanes: [4, 16] → [4].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SumFour(float* lanes)
    {
        var (a, b) = (Four(lanes), Four(lanes + Panels.Width));
        var (c, d) = (Four(lanes + 2 * Panels.Width), Four(lanes + 3 * Panels.Width));
        if (Sse.IsSupported)
        {
            // (a0 + a2, a1 + a3, b0 + b2, b1 + b3), likewise of c and d; then even and odd entries.
            var ab = Sse.MoveLowToHigh(a, b) + Sse.MoveHighToLow(b, a);
            var cd = Sse.MoveLowToHigh(c, d) + Sse.MoveHighToLow(d, c);
            return Sse.Shuffle(ab, cd, 0b10_00_10_00) + Sse.Shuffle(ab, cd, 0b11_01_11_01);
        }

        return Vector128.Create(Sum(a), Sum(b), Sum(c), Sum(d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Four(float* lanes)
    {
        var eight = Vector256.Load(lanes) + Vector256.Load(lanes + 8);
        return eight.GetLower() + eight.GetUpper();
    }

    private static float Sum(Vector128<float> four)
    {
        var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }
}
