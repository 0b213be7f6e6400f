using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>
/// Computes the gradient of batch after batch. On a GPU, where launching some thirty operators takes far longer than
/// they do, it is recorded after a few batches and from then on launched as a whole; the operators are the same, and so
/// are the bits.
/// </summary>
/// <param name="gradient">Computes it for a batch: rows of the data set, [R, batch].</param>
/// <param name="rows">R.</param>
/// <param name="batch">Examples in a batch; others than this are never recorded.</param>
internal sealed class GradientRun(Action<Tensor> gradient, int rows, int batch, torch.Device device) : IDisposable
{
    /// <summary>Batches before the recording, in which libraries choose their algorithms and workspaces.</summary>
    private const int Unrecorded = 3;

    private readonly bool records = device.type == DeviceType.CUDA && CudaGraph.IsAvailable;
    private Tensor? recordedBatch;
    private CudaGraph? graph;
    private int batches;

    /// <summary>Computes a batch's gradient. Call it within a <see cref="Stream"/>.</summary>
    public void Of(Tensor examples)
    {
        if (!records || examples.shape[1] != batch || batches++ < Unrecorded)
        {
            gradient(examples);
            return;
        }

        recordedBatch ??= empty([rows, batch], dtype: ScalarType.Int32, device: device).DetachFromDisposeScope();
        recordedBatch.copy_(examples);
        graph ??= CudaGraph.Record(() => gradient(recordedBatch));
        graph.Replay();
    }

    /// <summary>Where it can be recorded: a stream of its own; null: elsewhere.</summary>
    public IDisposable? Stream() => records ? CudaStream.Enter() : null;

    public void Dispose()
    {
        graph?.Dispose();
        recordedBatch?.Dispose();
    }
}
