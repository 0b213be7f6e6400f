using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Computes a convolution's gradients of weight and bias. A block is four filters and a run of taps over all panels: a
/// panel's sums are kept in sixteen lanes, added up by a fixed tree, and then panel after panel.
/// </summary>
internal abstract unsafe class TapPass(TapPlan plan) : IBlocks
{
    /// <summary>Filters worked on together.</summary>
    protected const int Group = 4;

    /// <summary>Sums of a tile: three taps per filter.</summary>
    protected const int TileSums = 3 * Group;

    private const int CacheLine = 64;

    /// <summary>Bytes of a band of rows: the gradients of four maps fit the L1 cache beside the inputs.</summary>
    private const int BandBytes = 12 << 10;

    private readonly int bandRows =
        Math.Max(1, BandBytes / (Group * plan.Shape.OutputWidth * Panels.Width * sizeof(float)));

    private float* input;
    private float* outputGradient;
    private float* weightGradient;
    private float* biasGradient;
    private bool add;
    private int panels;

    /// <summary>The convolution.</summary>
    protected ConvolutionShape Shape { get; } = plan.Shape;

    /// <summary>Creates a pass for this path's registers.</summary>
    public static TapPass Create(SimdPath path, TapPlan plan) => path switch
    {
        SimdPath.Avx512 => new TapPass<Lanes512, Vector512<float>>(plan),
        SimdPath.Avx2 => new TapPass<Lanes256, Vector256<float>>(plan),
        SimdPath.AdvSimd => new TapPass<Lanes128, Vector128<float>>(plan),
        _ => new TapPass<Lanes1, float>(plan),
    };

    /// <summary>Computes the gradients, the bias's only if there is a destination.</summary>
    /// <param name="operations">Fused multiply-adds of all panels together, roughly.</param>
    public void Run(
        float* input, float* outputGradient, float* weightGradient, float* biasGradient,
        bool add, int panels, long operations)
    {
        this.input = input;
        this.outputGradient = outputGradient;
        this.weightGradient = weightGradient;
        this.biasGradient = biasGradient;
        this.add = add;
        this.panels = panels;
        IdleCores.Run(this, (Shape.Filters + Group - 1) / Group * plan.Runs.Length, operations);
    }

    [SkipLocalsInit]
    public void Run(int block)
    {
        var (group, index) = Math.DivRem(block, plan.Runs.Length);
        var (from, count) = plan.Runs[index].GetOffsetAndLength(plan.Tiles.Length);
        var filter = group * Group;
        var filters = Math.Min(Group, Shape.Filters - filter);
        var biased = biasGradient != null && index == 0;
        var sums = count * TileSums + (biased ? Group : 0);

        var memory = stackalloc float[sums * (Panels.Width + 1) + CacheLine / sizeof(float)];
        var lanes = (float*)(((nint)memory + CacheLine - 1) & -CacheLine);
        var totals = lanes + sums * Panels.Width;
        fixed (TapTile* tiles = plan.Tiles)
        {
            for (var panel = 0; panel < panels; panel++)
            {
                Panel(panel, filter, tiles + from, count, lanes, biased);
                for (var sum = 0; sum < sums; sum += 4)
                {
                    var four = LaneTree.SumFour(lanes + sum * Panels.Width);
                    (panel == 0 ? four : Vector128.Load(totals + sum) + four).Store(totals + sum);
                }
            }

            for (var f = 0; f < filters; f++)
            {
                var gradient = weightGradient + (long)(filter + f) * (Shape.Weights / Shape.Filters);
                for (var tile = 0; tile < count; tile++)
                {
                    Write(gradient, tiles + from + tile, totals + tile * TileSums + f * 3);
                }

                if (biased)
                {
                    Put(biasGradient + filter + f, totals[count * TileSums + f]);
                }
            }
        }
    }

    /// <summary>
    /// Adds a band's products to the twelve sums of each tile, lanes[tile, filter, tap, 16], by position, rows and
    /// columns ascending; the first band starts them at +0.
    /// </summary>
    protected abstract void Products(TapBand* band, TapTile* tiles, int count, float* lanes);

    /// <summary>
    /// Adds a band's output gradients to the sums of four filters, lanes[filter, 16]; the first band starts them at +0.
    /// </summary>
    protected abstract void Sums(TapBand* band, float* lanes);

    private void Panel(int panel, int filter, TapTile* tiles, int count, float* lanes, bool biased)
    {
        var map = Shape.OutputHeight * Shape.OutputWidth * Panels.Width;
        var gradients = outputGradient + (long)panel * Shape.FeaturesOut * Panels.Width;
        var last = Shape.Filters - 1;
        var band = new TapBand
        {
            OutputRow = Shape.OutputWidth * Panels.Width,
            InputRow = Shape.Width * Shape.Stride * Panels.Width,
            InputStep = Shape.Stride * Panels.Width,
            Input = input + (long)panel * Shape.FeaturesIn * Panels.Width,
            Gradient0 = gradients + (long)filter * map,
            Gradient1 = gradients + (long)Math.Min(filter + 1, last) * map,
            Gradient2 = gradients + (long)Math.Min(filter + 2, last) * map,
            Gradient3 = gradients + (long)Math.Min(filter + 3, last) * map,
        };
        for (band.Row = 0; band.Row < Shape.OutputHeight; band.Row = band.End)
        {
            band.End = Math.Min(Shape.OutputHeight, band.Row + bandRows);
            if (biased)
            {
                Sums(&band, lanes + count * TileSums * Panels.Width);
            }

            Products(&band, tiles, count, lanes);
        }
    }

    private void Write(float* gradient, TapTile* tile, float* totals)
    {
        Put(gradient + tile->Tap0, totals[0]);
        if (tile->Count > 1)
        {
            Put(gradient + tile->Tap1, totals[1]);
        }

        if (tile->Count > 2)
        {
            Put(gradient + tile->Tap2, totals[2]);
        }
    }

    private void Put(float* place, float value) => *place = add ? *place + value : value;
}
