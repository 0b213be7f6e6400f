using System.Numerics;
using Pruning.Shared.Kernels;

namespace Pruning.Shared.Populations;

/// <summary>
/// The kernel of a residual block: y = x + f(x), one rounded addition per value, f being layers in sequence. Backward:
/// ∂x = ∂y + ∂f/∂x·∂y, likewise.
/// </summary>
/// <param name="body">The layers of f, whose parameters are the block's.</param>
/// <param name="features">Features of one example, in and out.</param>
/// <param name="batch">The largest batch.</param>
/// <param name="training">Whether gradients are computed.</param>
internal sealed unsafe class ResidualKernel(Architecture body, int features, int batch, bool training) : LayerKernel
{
    private readonly CpuNetwork inner = new(body, features, batch, training, within: true);

    public override bool ReadsOutput => false;

    public override bool Training
    {
        get => inner.Training;
        set => inner.Training = value;
    }

    public override void Forward(float* parameters, float* input, float* output, int batch) =>
        Add(input, inner.Forward(parameters, input, .., batch), output, Panels.Length(features, batch));

    public override void Backward(
        float* parameters,
        float* input,
        float* output,
        float* outputGradient,
        float* inputGradient,
        float* parameterGradient,
        bool add,
        int batch)
    {
        // A copy, since in-place layers overwrite it before the addition reads it.
        var length = Panels.Length(features, batch);
        new ReadOnlySpan<float>(outputGradient, checked((int)length)).CopyTo(
            new(inner.OutputGradient, checked((int)length)));
        var own = inner.Backward(parameters, parameterGradient, add, batch);
        if (inputGradient is not null)
        {
            Add(outputGradient, own, inputGradient, length);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static void Add(float* first, float* second, float* sum, long length)
    {
        for (long i = 0; i < length; i += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(first + i) + Vector.Load(second + i), sum + i);
        }
    }
}
