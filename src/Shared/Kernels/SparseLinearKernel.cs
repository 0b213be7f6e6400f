namespace Pruning.Shared.Kernels;

/// <summary>The kernel of a <see cref="SparseLinear"/> layer, to evaluate one net, whose parameters it keeps.</summary>
internal sealed unsafe class SparseLinearKernel : LayerKernel, IBlocks
{
    private const int PanelsInBlock = 4;

    private readonly SparseLinear product;
    private float* from;
    private float* to;
    private int examples;

    /// <param name="parameters">
    /// The weight [outputs, inputs], then the bias [outputs], if any; the rest is not read.
    /// </param>
    public SparseLinearKernel(int inputs, int outputs, bool bias, ReadOnlySpan<float> parameters)
    {
        var weights = inputs * outputs;
        product = SparseLinear.Of(parameters[..weights], bias ? parameters.Slice(weights, outputs) : [], inputs,
            outputs);
    }

    public override void Forward(float* parameters, float* input, float* output, int batch)
    {
        from = input;
        to = output;
        examples = batch;
        var panels = Panels.Count(batch);
        IdleCores.Run(this, (panels + PanelsInBlock - 1) / PanelsInBlock, (long)product.Count * panels * Panels.Width);
    }

    /// <exception cref="NotSupportedException">Always: pruned weights get no gradient.</exception>
    public override void Backward(
        float* parameters, float* input, float* output, float* outputGradient, float* inputGradient,
            float* parameterGradient, bool add, int batch) =>
        throw new NotSupportedException("A sparse layer cannot be trained: use the dense kernel.");

    void IBlocks.Run(int block)
    {
        var panel = block * PanelsInBlock;
        var batch = Math.Min(PanelsInBlock * Panels.Width, examples - (panel * Panels.Width));
        product.Forward(
            from + ((long)panel * product.Inputs * Panels.Width), to + ((long)panel * product.Outputs * Panels.Width),
                batch);
    }
}
