namespace Pruning.Shared.Kernels;

/// <summary>
/// One layer's arithmetic on the processor, for one net and one batch at a time. Activations and their gradients are
/// <see cref="Panels"/>. An instance keeps scratch memory for its largest batch and is used by one thread at a time;
/// idle cores may help it.
/// </summary>
internal abstract unsafe class LayerKernel : IDisposable
{
    /// <summary>Whether input and output may be the same memory: of layers that work value by value.</summary>
    public virtual bool InPlace => false;

    /// <summary>
    /// Whether <see cref="Backward"/> reads the output, so that the next layer must not write over it.
    /// </summary>
    public virtual bool ReadsOutput => true;

    /// <summary>
    /// Whether passes are those of training. Only layers with buffers do otherwise than in evaluation.
    /// </summary>
    public virtual bool Training { get; set; }

    /// <summary>The layer's outputs.</summary>
    /// <param name="parameters">
    /// The layer's own parameters, one after another: weight, then bias. Buffers among them may be written to in
    /// training.
    /// </param>
    /// <param name="input">[panels, features in, 16].</param>
    /// <param name="output">[panels, features out, 16].</param>
    /// <param name="batch">Examples, at most as many as the kernel was made for.</param>
    public abstract void Forward(float* parameters, float* input, float* output, int batch);

    /// <summary>
    /// The gradients of the loss, after <see cref="Forward"/> with the same parameters, input and batch.
    /// </summary>
    /// <param name="parameters">As in <see cref="Forward"/>.</param>
    /// <param name="input">The forward pass's input; where a layer works in place, its output.</param>
    /// <param name="output">The forward pass's output.</param>
    /// <param name="outputGradient">∂loss/∂output, lanes beyond the batch zero.</param>
    /// <param name="inputGradient">
    /// Where ∂loss/∂input goes, lanes beyond the batch zero; null: not wanted. In place: the same memory as <paramref
    /// name="outputGradient"/>.
    /// </param>
    /// <param name="parameterGradient">Where the gradients of the layer's parameters go; a buffer's is +0.</param>
    /// <param name="add">
    /// Whether these are added to what is there (one rounded addition an entry), or replace it.
    /// </param>
    /// <param name="batch">Examples.</param>
    public abstract void Backward(
        float* parameters, float* input, float* output, float* outputGradient, float* inputGradient,
            float* parameterGradient, bool add, int batch);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
