using System.Runtime.Intrinsics;

namespace Pruning.Shared.Kernels;

/// <summary>Max-pooling and its gradient. A block is one map of one panel.</summary>
internal abstract unsafe class PoolPass(int height, int width, int size) : IBlocks
{
    private float* input;
    private float* output;
    private float* outputGradient;
    private float* inputGradient;

    /// <summary>Rows of an input map.</summary>
    protected int Height { get; } = height;

    /// <summary>Columns of an input map.</summary>
    protected int Width { get; } = width;

    /// <summary>Height and width of a window.</summary>
    protected int Size { get; } = size;

    /// <summary>Rows of an output map.</summary>
    protected int OutputHeight => Height / Size;

    /// <summary>Columns of an output map.</summary>
    protected int OutputWidth => Width / Size;

    /// <summary>Creates a pass for this path's registers.</summary>
    public static PoolPass Create(SimdPath path, int height, int width, int size) => path switch
    {
        SimdPath.Avx512 => new PoolPass<Lanes512, Vector512<float>>(height, width, size),
        SimdPath.Avx2 => new PoolPass<Lanes256, Vector256<float>>(height, width, size),
        SimdPath.AdvSimd => new PoolPass<Lanes128, Vector128<float>>(height, width, size),
        _ => new PoolPass<Lanes1, float>(height, width, size),
    };

    /// <summary>Computes the largest value of each window, for all maps of all panels.</summary>
    public void Forward(float* input, float* output, int maps)
    {
        this.input = input;
        this.output = output;
        inputGradient = null;
        IdleCores.Run(this, maps, Work(maps));
    }

    /// <summary>Computes the input gradient for all maps of all panels.</summary>
    public void Backward(float* input, float* outputGradient, float* inputGradient, int maps)
    {
        this.input = input;
        this.outputGradient = outputGradient;
        this.inputGradient = inputGradient;
        IdleCores.Run(this, maps, Work(maps));
    }

    public void Run(int block)
    {
        var from = (long)block * Height * Width * Panels.Width;
        var to = (long)block * OutputHeight * OutputWidth * Panels.Width;
        if (inputGradient == null)
        {
            Largest(input + from, output + to);
        }
        else
        {
            Distribute(input + from, outputGradient + to, inputGradient + from);
        }
    }

    /// <summary>Computes the largest value of each window of a map.</summary>
    protected abstract void Largest(float* map, float* output);

    /// <summary>Computes a map's input gradient.</summary>
    protected abstract void Distribute(float* map, float* outputGradient, float* gradient);

    /// <summary>Estimates the work in fused multiply-adds: a value moved counts two.</summary>
    private long Work(int maps) => 2L * maps * Height * Width * Panels.Width;
}
