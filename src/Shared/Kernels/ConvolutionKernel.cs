namespace Pruning.Shared.Kernels;

/// <summary>
/// The kernel of a convolution. Parameters: the weight [filters, channels, k, k], then the bias [filters], if any.
/// Input [panels, channels·height·width, 16], output [panels, filters·height·width, 16]; padded taps are skipped, not
/// multiplied by zero.
/// </summary>
/// <remarks>
/// An output starts at +0 and sums by fused multiply-add over input channel, kernel row and kernel column ascending;
/// the bias is added last. The input's gradient sums over filter, kernel row and kernel column in the same way. The
/// gradients of the parameters sum over a panel's output positions, rows and columns ascending, lane by lane; then over
/// the lanes (<see cref="LaneTree"/>); then over the panels.
/// </remarks>
internal sealed unsafe class ConvolutionKernel : LayerKernel
{
    private readonly ConvolutionShape shape;
    private readonly bool bias;
    private readonly int largestBatch;
    private readonly WindowPass outputs;
    private readonly WindowPass? inputGradients;
    private readonly TapPass? parameterGradients;

    /// <param name="training">Whether <see cref="Backward"/> will be called.</param>
    public ConvolutionKernel(ConvolutionShape shape, bool bias, int largestBatch, bool training)
        : this(shape, bias, largestBatch, training, Simd.Path)
    {
    }

    /// <summary>Uses the registers of any path, in software where the processor lacks them.</summary>
    internal ConvolutionKernel(ConvolutionShape shape, bool bias, int largestBatch, bool training, SimdPath path)
    {
        this.shape = shape.Checked();
        this.bias = bias;
        this.largestBatch = largestBatch;
        outputs = WindowPass.Create(path, lanes => WindowPlan.Outputs(shape, lanes));
        if (training)
        {
            inputGradients = WindowPass.Create(path, lanes => WindowPlan.InputGradient(shape, lanes));
            parameterGradients = TapPass.Create(path, new(shape));
        }
    }

    public override bool ReadsOutput => false;

    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        var panels = PanelsOf(batch);
        outputs.Run(input, output, parameters, Bias(parameters), panels, panels * shape.OperationsPerPanel);
    }

    public override void Backward(
        float* parameters, float* input, float* output, float* outputGradient,
        float* inputGradient, float* parameterGradient, bool add, int batch)
    {
        if (inputGradients is null || parameterGradients is null)
        {
            throw new InvalidOperationException("The kernel was created without training: Backward is not available.");
        }

        var panels = PanelsOf(batch);
        var operations = panels * shape.OperationsPerPanel;
        var biasGradient = Bias(parameterGradient);
        parameterGradients.Run(input, outputGradient, parameterGradient, biasGradient, add, panels, operations);
        if (inputGradient != null)
        {
            inputGradients.Run(outputGradient, inputGradient, parameters, null, panels, operations);
        }
    }

    private float* Bias(float* parameters) => bias ? parameters + shape.Weights : null;

    private int PanelsOf(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, largestBatch);
        return Panels.Count(batch);
    }
}
