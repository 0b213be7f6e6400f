using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>
/// A value of each of eight examples, with its derivative along a direction in the space of parameters. A gradient
/// computed of duals has the Hessian's product with that direction for its tangent: Pearlmutter's R operator (1994,
/// Fast Exact Multiplication by the Hessian, Neural Computation 6).
/// </summary>
/// <remarks>
/// In double precision. Lanes do not mix but in <see cref="Sum"/>, and <c>fma</c> is rounded once: the same bits on
/// every processor, with registers of any width.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Dual(Vector512<double> Value, Vector512<double> Tangent)
{
    /// <summary>Examples side by side.</summary>
    public const int Lanes = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Tangent + b.Tangent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual operator *(Dual a, Dual b) => default(Dual).Plus(a, b);

    /// <summary>Takes each lane of a where the mask is set, else of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Dual Select(Vector512<double> mask, Dual a, Dual b) => new(
        Vector512.ConditionalSelect(mask, a.Value, b.Value), Vector512.ConditionalSelect(mask, a.Tangent, b.Tangent));

    /// <summary>Adds a parameter, the same for all examples.</summary>
    /// <param name="along">The direction's entry for the parameter.</param>
    public Dual Plus(double parameter, double along) =>
        new(Value + Vector512.Create(parameter), Tangent + Vector512.Create(along));

    /// <summary>Adds the product of a parameter, the same for all examples, and x.</summary>
    /// <param name="along">The direction's entry for the parameter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Dual Plus(double parameter, double along, Dual x)
    {
        var p = Vector512.Create(parameter);
        return new(
            Vector512.FusedMultiplyAdd(p, x.Value, Value),
            Vector512.FusedMultiplyAdd(
                p, x.Tangent, Vector512.FusedMultiplyAdd(Vector512.Create(along), x.Value, Tangent)));
    }

    /// <summary>Adds the product of a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Dual Plus(Dual a, Dual b) => new(
        Vector512.FusedMultiplyAdd(a.Value, b.Value, Value),
        Vector512.FusedMultiplyAdd(
            a.Value, b.Tangent, Vector512.FusedMultiplyAdd(a.Tangent, b.Value, Tangent)));

    /// <summary>
    /// Sums over the examples: lane l takes lane l + 4, then l + 2, then l + 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (double Value, double Tangent) Sum() => (SumOf(Value), SumOf(Tangent));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumOf(Vector512<double> lanes)
    {
        var four = lanes.GetLower() + lanes.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
