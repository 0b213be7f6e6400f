using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Computes maps as sums over windows of other maps, as a <see cref="WindowPlan"/> says: a convolution's outputs, or its input's gradient.
/// A block is a panel and some of the target maps.
/// </summary>
internal abstract unsafe class WindowPass(WindowPlan plan) : IBlocks
{
    /// <summary>Target maps computed together.</summary>
    protected const int Group = 4;

    /// <summary>What is summed.</summary>
    protected WindowPlan Plan { get; } = plan;

    /// <summary>[panels, sources, source map, 16].</summary>
    protected float* Source { get; private set; }

    /// <summary>[panels, targets, target map, 16].</summary>
    protected float* Target { get; private set; }

    /// <summary>The convolution's weight.</summary>
    protected float* Weight { get; private set; }

    /// <summary>One value a target map, or null.</summary>
    protected float* Bias { get; private set; }

    private int Groups => (Plan.Targets + Group - 1) / Group;

    /// <summary>A pass with the registers of this path.</summary>
    public static WindowPass Create(SimdPath path, WindowPlan plan) => path switch
    {
        SimdPath.Avx512 => new WindowPass<Lanes512, Vector512<float>>(plan),
        SimdPath.Avx2 => new WindowPass<Lanes256, Vector256<float>>(plan),
        SimdPath.AdvSimd => new WindowPass<Lanes128, Vector128<float>>(plan),
        _ => new WindowPass<Lanes1, float>(plan),
    };

    /// <summary>Computes all panels.</summary>
    /// <param name="operations">Fused multiply-adds of all panels together, roughly.</param>
    public void Run(float* source, float* target, float* weight, float* bias, int panels, long operations)
    {
        Source = source;
        Target = target;
        Weight = weight;
        Bias = bias;
        IdleCores.Run(this, panels * Groups, operations);
    }

    /// <inheritdoc/>
    public void Run(int block)
    {
        var (panel, group) = Math.DivRem(block, Groups);
        Sum(
            Source + (long)panel * Plan.Sources * Plan.SourceMap,
            Target + (long)panel * Plan.Targets * Plan.TargetMap,
            group * Group);
    }

    /// <summary>Computes up to <see cref="Group"/> target maps of one panel.</summary>
    protected abstract void Sum(float* source, float* target, int first);
}
