using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Computes maps as sums over windows of other maps, by a <see cref="WindowPlan"/>: a convolution's outputs, or its
/// input gradient. A block is a panel, a part of the map and four target maps.
/// </summary>
internal abstract unsafe class WindowPass(WindowPlan plan) : IBlocks
{
    /// <summary>Target maps computed together.</summary>
    private const int Group = 4;

    /// <summary>Fewest fused multiply-adds of a block, if there are enough.</summary>
    private const long BlockOperations = 1 << 19;

    private readonly int parts = (int)Math.Clamp(plan.Operations * Group / BlockOperations, 1, plan.Tiles.Length);
    private float* source;
    private float* target;
    private float* weight;
    private float* bias;

    private int Groups => (plan.Targets + Group - 1) / Group;

    /// <summary>Creates a pass for this path's registers.</summary>
    /// <param name="plan">Makes a plan for registers of a given number of floats.</param>
    public static WindowPass Create(SimdPath path, Func<int, WindowPlan> plan) => path switch
    {
        SimdPath.Avx512 => new WindowPass<Lanes512, Vector512<float>>(plan(Lanes512.Count)),
        SimdPath.Avx2 => new WindowPass<Lanes256, Vector256<float>>(plan(Lanes256.Count)),
        SimdPath.AdvSimd => new WindowPass<Lanes128, Vector128<float>>(plan(Lanes128.Count)),
        _ => new WindowPass<Lanes1, float>(plan(Lanes1.Count)),
    };

    /// <summary>Computes all panels.</summary>
    /// <param name="operations">Fused multiply-adds of all panels together, roughly.</param>
    public void Run(float* source, float* target, float* weight, float* bias, int panels, long operations)
    {
        this.source = source;
        this.target = target;
        this.weight = weight;
        this.bias = bias;
        IdleCores.Run(this, panels * parts * Groups, operations);
    }

    public void Run(int block)
    {
        // Groups of one part are consecutive: they read the same part of the source maps.
        var (piece, group) = Math.DivRem(block, Groups);
        var (panel, part) = Math.DivRem(piece, parts);
        var first = group * Group;
        var last = plan.Targets - 1;
        var frame = new WindowFrame
        {
            Source = source + (long)panel * plan.Sources * plan.SourceMap,
            Sources = plan.Sources,
            SourceMap = plan.SourceMap,
            Step = plan.SourceStep * Panels.Width,
            RowStep = plan.SourceStep * Panels.Width * plan.SourceWidth,
            SourceWeights = plan.SourceWeights,
            TapStep = plan.TapStep,
            TapRowStep = plan.TapStep * plan.Kernel,
            Biased = bias != null,
        };
        frame.Bias0 = BiasOf(first);
        frame.Bias1 = BiasOf(first + 1);
        frame.Bias2 = BiasOf(first + 2);
        frame.Bias3 = BiasOf(first + 3);
        frame.Weight0 = WeightOf(first);
        frame.Weight1 = WeightOf(first + 1);
        frame.Weight2 = WeightOf(first + 2);
        frame.Weight3 = WeightOf(first + 3);
        frame.Target0 = TargetOf(first);
        frame.Target1 = TargetOf(first + 1);
        frame.Target2 = TargetOf(first + 2);
        frame.Target3 = TargetOf(first + 3);
        fixed (WindowTile* tiles = plan.Tiles)
        {
            var from = (int)((long)plan.Tiles.Length * part / parts);
            var to = (int)((long)plan.Tiles.Length * (part + 1) / parts);
            Sum(&frame, tiles + from, to - from);
        }

        // If fewer than four maps remain, the last one is computed again.
        float BiasOf(int map) => bias == null ? 0 : bias[Math.Min(map, last)];
        float* WeightOf(int map) => weight + (long)Math.Min(map, last) * plan.TargetWeights;
        float* TargetOf(int map) => target + ((long)panel * plan.Targets + Math.Min(map, last)) * plan.TargetMap;
    }

    /// <summary>Computes four target maps of one panel.</summary>
    protected abstract void Sum(WindowFrame* frame, WindowTile* tiles, int count);
}
