using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pruning.Shared.Kernels;

/// <summary>
/// One optimizer's step over n parameters in one pass, elementwise: whole registers at a time, the remainder in a
/// register of its own. Idle cores share long steps in blocks. Gradients are not changed.
/// </summary>
/// <remarks>
/// A mask holds 0 or 1 per parameter; a weight whose mask is 0 is +0 after the step. Optimizer state is updated as
/// without the mask; decaying state is set to +0 (<see cref="Settled"/>, <see cref="SettledSquare"/>) before it becomes
/// subnormal, which is slow on some processors.
/// </remarks>
internal abstract unsafe class OptimizerStep
{
    /// <summary>Parameters in a block.</summary>
    public const int BlockLength = 1 << 16;

    /// <summary>2⁻¹⁰⁰.</summary>
    private const float NegligibleMean = 7.888609E-31f;

    /// <summary>2⁻¹²⁶.</summary>
    private const float NegligibleSquare = 1.17549435E-38f;

    /// <summary>Cost per parameter in fused multiply-adds, roughly: nearly all is memory time.</summary>
    private const int OperationsEach = 10;

    /// <summary>Runs the step.</summary>
    /// <param name="first">The optimizer's first state per parameter; null if none.</param>
    /// <param name="second">Its second; null if none.</param>
    /// <param name="mask">0 or 1 per parameter; null: none is masked.</param>
    protected void Run(float* weights, float* gradients, float* first, float* second, float* mask, long n)
    {
        var blocks = (int)((n + BlockLength - 1) / BlockLength);
        if (blocks <= 1)
        {
            Range(weights, gradients, first, second, mask, n);
        }
        else
        {
            IdleCores.Run(new Blocks(this, weights, gradients, first, second, mask, n), blocks, n * OperationsEach);
        }
    }

    /// <summary>Runs the step for whole registers; <paramref name="n"/> is a multiple of their width.</summary>
    protected abstract void Registers(float* weights, float* gradients, float* first, float* second, float* mask,
        long n);

    /// <summary>+0 where |m| &lt; 2⁻¹⁰⁰, else m.</summary>
    protected static Vector<float> Settled(Vector<float> m) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(m), new(NegligibleMean)), Vector<float>.Zero, m);

    /// <summary>+0 where v &lt; 2⁻¹²⁶, else v; for mean squares, which are never negative.</summary>
    protected static Vector<float> SettledSquare(Vector<float> v) =>
        Vector.ConditionalSelect(Vector.LessThan(v, new(NegligibleSquare)), Vector<float>.Zero, v);

    /// <summary>Stores weights, or +0 where the mask is 0.</summary>
    protected static void Store(Vector<float> weights, float* to, float* mask, long i)
    {
        if (mask is not null)
        {
            weights = Vector.ConditionalSelect(Vector.Equals(Vector.Load(mask + i), Vector<float>.Zero),
                Vector<float>.Zero, weights);
        }

        Vector.Store(weights, to + i);
    }

    /// <summary>Loads gradients and adds weight decay: fma(λ, w, g), or g without decay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector<float> Decayed(
        float* gradients, Vector<float> weights, Vector<float> decay, bool decays)
    {
        var g = Vector.Load(gradients);
        return decays ? Vector.FusedMultiplyAdd(decay, weights, g) : g;
    }

    private void Range(float* weights, float* gradients, float* first, float* second, float* mask, long n)
    {
        var rest = (int)(n % Vector<float>.Count);
        var whole = n - rest;
        Registers(weights, gradients, first, second, mask, whole);
        if (rest > 0)
        {
            Rest(At(weights, whole), At(gradients, whole), At(first, whole), At(second, whole), At(mask, whole), rest);
        }
    }

    private void Rest(float* weights, float* gradients, float* first, float* second, float* mask, int n)
    {
        var width = Vector<float>.Count;
        var copy = stackalloc float[5 * width];
        float* g = copy + width, f = copy + (2 * width), s = copy + (3 * width), m = copy + (4 * width);
        Copy(weights, copy, n);
        Copy(gradients, g, n);
        Copy(first, f, n);
        Copy(second, s, n);
        Copy(mask, m, n);
        Registers(copy, g, first is null ? null : f, second is null ? null : s, mask is null ? null : m, width);
        Copy(copy, weights, n);
        Copy(f, first, n);
        Copy(s, second, n);
    }

    private static void Copy(float* from, float* to, int n)
    {
        for (var i = 0; i < n && from is not null && to is not null; i++)
        {
            to[i] = from[i];
        }
    }

    private static float* At(float* memory, long i) => memory is null ? null : memory + i;

    private sealed class Blocks(OptimizerStep step, float* weights, float* gradients, float* first, float* second,
        float* mask, long n) : IBlocks
    {
        public void Run(int block)
        {
            var from = (long)block * BlockLength;
            var count = Math.Min(BlockLength, n - from);
            step.Range(At(weights, from), At(gradients, from), At(first, from), At(second, from), At(mask, from),
                count);
        }
    }
}
