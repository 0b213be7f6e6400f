namespace Pruning.Shared.Kernels;

/// <summary>
/// y = W·x + b. The parameters are the weight [outputs, inputs], row by row, then the bias [outputs] if there is one.
/// </summary>
/// <remarks>
/// Every sum is one chain of fused multiply-adds from +0:
/// <list type="bullet">
/// <item>y[o, b] = Σ_i↑ w[o, i]·x[i, b], then + bias[o], one addition;</item>
/// <item>∂x[i, b] = Σ_o↑ w[o, i]·∂y[o, b];</item>
/// <item>∂w[o, i] = Σ_b↑ ∂y[o, b]·x[i, b], over the batch's own examples;</item>
/// <item>∂bias[o] = Σ_b↑ ∂y[o, b], plain additions.</item>
/// </list>
/// Where gradients are added to what is there, the finished sum is, by one addition. A panel of activations is a panel
/// of the product as it lies, and weights are read in place, but for those of ∂x that would be read column by column.
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

    /// <inheritdoc/>
    public override bool ReadsOutput => false;

    /// <inheritdoc/>
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

    /// <inheritdoc/>
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
            throw new InvalidOperationException("The kernel was not made for training.");
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

    /// <summary>∂x = Wᵀ·∂y: the weight is the product's A the other way round.</summary>
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

        // Sums of zeros already, unless a weight is not finite.
        Panels.ClearBeyond(inputGradient, inputs, batch);
    }
}
