namespace Pruning.Shared.Kernels;

/// <summary>
/// The kernel of a linear layer, y = W·x + b. Parameters: the weight [outputs, inputs], row-major, then the bias
/// [outputs], if any.
/// </summary>
/// <remarks>
/// Every sum is one chain of fused multiply-adds from +0:
/// <list type="bullet">
/// <item>y[o, b] = Σ_i↑ w[o, i]·x[i, b], then + bias[o], one addition;</item>
/// <item>∂x[i, b] = Σ_o↑ w[o, i]·∂y[o, b];</item>
/// <item>∂w[o, i] = Σ_b↑ ∂y[o, b]·x[i, b], over the batch's own examples;</item>
/// <item>∂bias[o] = Σ_b↑ ∂y[o, b], plain additions.</item>
/// </list>
/// Accumulated gradients add the finished sum, by one addition. Panels of activations are panels of the product, and
/// weights are read in place, except in ∂x where they would be read column by column.
/// </remarks>
internal sealed unsafe class LinearKernel : LayerKernel
{
    private readonly int inputs;
    private readonly int outputs;
    private readonly bool bias;
    private readonly int largest;
    private readonly ProductBlocks blocks;
    private readonly WeightGradient? weights;

    /// <param name="largest">Examples of the largest batch.</param>
    /// <param name="training">Whether <see cref="Backward"/> will be called.</param>
    /// <param name="multiplier">The registers to use; null: this processor's.</param>
    public LinearKernel(
        int inputs, int outputs, bool bias, int largest, bool training, PanelMultiplier? multiplier = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        this.inputs = inputs;
        this.outputs = outputs;
        this.bias = bias;
        this.largest = largest;
        multiplier ??= PanelMultiplier.Fastest;
        blocks = new(multiplier);
        weights = training ? new(inputs, outputs, bias, largest, multiplier) : null;
    }

    public override bool ReadsOutput => false;

    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, largest);
        var product = new PanelProduct
        {
            A = parameters,
            ARow = inputs,
            AStep = 1,
            B = input,
            BPanel = (nint)inputs * Panels.Width,
            C = output,
            CRow = Panels.Width,
            CPanel = (nint)outputs * Panels.Width,
            Bias = bias ? parameters + ((long)outputs * inputs) : null,
            Rows = outputs,
            Depth = inputs,
            Panels = Panels.Count(batch),
        };
        blocks.Run(product);
    }

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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch, largest);
        if (weights is null)
        {
            throw new InvalidOperationException("The kernel was created without training: Backward is not available.");
        }

        weights.Run(input, outputGradient, parameterGradient, add, batch);
        if (inputGradient != null)
        {
            InputGradient(parameters, outputGradient, inputGradient, batch);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            weights?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Computes ∂x = Wᵀ·∂y, with the weight as the product's transposed A.</summary>
    private void InputGradient(float* parameters, float* outputGradient, float* inputGradient, int batch)
    {
        var product = new PanelProduct
        {
            A = parameters,
            ARow = 1,
            AStep = inputs,
            B = outputGradient,
            BPanel = (nint)outputs * Panels.Width,
            C = inputGradient,
            CRow = Panels.Width,
            CPanel = (nint)inputs * Panels.Width,
            Rows = inputs,
            Depth = outputs,
            Panels = Panels.Count(batch),
        };
        blocks.Run(product);

        // These lanes are zero already, unless a weight is not finite.
        Panels.ClearBeyond(inputGradient, inputs, batch);
    }
}
