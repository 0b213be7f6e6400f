namespace Pruning.Benchmarks.Kernels;

/// <summary>What a kernel's rate is counted in.</summary>
public enum Unit
{
    /// <summary>Floating-point operations, 10⁹ a second.</summary>
    Flops,

    /// <summary>Bytes read and written, 10⁹ a second.</summary>
    Bytes,
}
