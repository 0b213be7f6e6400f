namespace Pruning.Shared.Kernels;

/// <summary>
/// The float32 operations that products and convolutions are written in, for one width of registers. Every width gives
/// the same bits:
/// an element's sum never crosses lanes, and each operation is rounded once, as IEEE 754 asks.
/// </summary>
/// <typeparam name="TVector">A register: <c>Vector512&lt;float&gt;</c>, …, or a single float.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a register: 16, 8, 4 or 1.</summary>
    static abstract int Count { get; }

    /// <summary>+0 in every lane.</summary>
    static abstract TVector Zero { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary><see cref="Count"/> floats from any address.</summary>
    static abstract TVector Load(float* from);

    /// <summary>Writes <see cref="Count"/> floats to any address.</summary>
    static abstract void Store(TVector vector, float* to);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>b where a &gt; b does not hold, else a: a NaN in a becomes b, and of two zeros b is taken.</summary>
    static abstract TVector Larger(TVector a, TVector b);

    /// <summary>a where it is greater than b or is a NaN, else b.</summary>
    static abstract TVector LargerOrNaN(TVector a, TVector b);

    /// <summary>then where a equals b or both are NaN, else otherwise. Zeros of either sign are equal.</summary>
    static abstract TVector WhereSame(TVector a, TVector b, TVector then, TVector otherwise);
}
