namespace Pruning.Shared.Kernels;

/// <summary>
/// The kernel of one layer on the processor, for one net and one batch at a time. Activations and their gradients are
/// <see cref="Panels"/>. An instance keeps scratch memory for its largest batch and is used by one thread at a time;
/// idle cores help.
/// </summary>
internal abstract unsafe class LayerKernel : IDisposable
{
    /// <summary>Whether input and output may share memory: in elementwise layers.</summary>
    public virtual bool InPlace => false;

    /// <summary>
    /// Whether <see cref="Backward"/> reads the output, so that the next layer must not overwrite it.
    /// </summary>
    public virtual bool ReadsOutput => true;

    /// <summary>Whether passes run in training mode, which matters only to layers with buffers.</summary>
    public virtual bool Training { get; set; }

    /// <summary>Computes the layer's outputs.</summary>
    /// <param name="parameters">
    /// The layer's parameters, contiguous: weight, then bias. Training may change the buffers among them.
    /// </param>
    /// <param name="input">[panels, features in, 16].</param>
    /// <param name="output">[panels, features out, 16].</param>
    /// <param name="batch">Examples, at most the kernel's largest batch.</param>
    public abstract void Forward(float* parameters, float* input, float* output, int batch);

    /// <summary>
    /// Computes the gradients of the loss, after <see cref="Forward"/> with the same parameters, input and batch.
    /// </summary>
    /// <param name="parameters">As in <see cref="Forward"/>.</param>
    /// <param name="input">The forward pass's input; its output in a layer that works in place.</param>
    /// <param name="output">The forward pass's output.</param>
    /// <param name="outputGradient">∂loss/∂output, lanes beyond the batch zero.</param>
    /// <param name="inputGradient">
    /// Receives ∂loss/∂input, lanes beyond the batch zero; null: not computed. In place: the same memory as <paramref
    /// name="outputGradient"/>.
    /// </param>
    /// <param name="parameterGradient">Receives the gradients of the layer's parameters; +0 for buffers.</param>
    /// <param name="add">
    /// Whether these are added to the existing values (one rounded addition per entry) or replace them.
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
