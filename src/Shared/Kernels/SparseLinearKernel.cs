namespace Pruning.Shared.Kernels;

/// <summary>
/// <see cref="SparseLinear"/> in the place of a linear layer's kernel: for the evaluation of one net, whose parameters
/// it keeps.
/// </summary>
internal sealed unsafe class SparseLinearKernel : LayerKernel, IBlocks
{
    private const int PanelsInBlock = 4;

    private readonly SparseLinear product;
    private float* from;
    private float* to;
    private int examples;

    /// <param name="parameters">
    /// The weight [outputs, inputs], then the bias [outputs] if there is one; what follows is not read.
    /// </param>
    public SparseLinearKernel(int inputs, int outputs, bool bias, ReadOnlySpan<float> parameters)
    {
        var weights = inputs * outputs;
        product = SparseLinear.Of(parameters[..weights], bias ? parameters.Slice(weights, outputs) : [], inputs,
            outputs);
    }

    /// <inheritdoc/>
    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        from = input;
        to = output;
        examples = batch;
        var panels = Panels.Count(batch);
        IdleCores.Run(this, (panels + PanelsInBlock - 1) / PanelsInBlock, (long)product.Count * panels * Panels.Width);
    }

    /// <exception cref="NotSupportedException">Always: pruned weights have no place here.</exception>
    public override void Backward(
        float* parameters, float* input, float* output, float* outputGradient, float* inputGradient,
            float* parameterGradient, bool add, int batch) =>
        throw new NotSupportedException("A sparse layer is evaluated, not trained.");

    void IBlocks.Run(int block)
    {
        var panel = block * PanelsInBlock;
        var batch = Math.Min(PanelsInBlock * Panels.Width, examples - (panel * Panels.Width));
        product.Forward(
            from + ((long)panel * product.Inputs * Panels.Width), to + ((long)panel * product.Outputs * Panels.Width),
                batch);
    }
}
