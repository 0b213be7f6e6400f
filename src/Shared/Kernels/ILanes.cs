namespace Pruning.Shared.Kernels;

/// <summary>
/// The float32 operations of products and convolutions for one register width. All widths give the same bits: an
/// element's sum never crosses lanes, and each operation rounds once (IEEE 754).
/// </summary>
/// <typeparam name="TVector">A register: <c>Vector512&lt;float&gt;</c>, …, or a single float.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a register: 16, 8, 4 or 1.</summary>
    static abstract int Count { get; }

    /// <summary>+0 in every lane.</summary>
    static abstract TVector Zero { get; }

    /// <summary>Copies a value to every lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>Reads <see cref="Count"/> floats from any address.</summary>
    static abstract TVector Load(float* from);

    /// <summary>Writes <see cref="Count"/> floats to any address.</summary>
    static abstract void Store(TVector vector, float* to);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a where a &gt; b, else b: b if a is NaN, or both are zero.</summary>
    static abstract TVector Larger(TVector a, TVector b);

    /// <summary>a where it exceeds b or is NaN, else b.</summary>
    static abstract TVector LargerOrNaN(TVector a, TVector b);

    /// <summary>then where a equals b or both are NaN, else otherwise; −0 equals +0.</summary>
    static abstract TVector WhereSame(TVector a, TVector b, TVector then, TVector otherwise);
}
