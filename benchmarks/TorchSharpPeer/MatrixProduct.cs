using static TorchSharp.torch;

namespace Pruning.Benchmarks.TorchSharpPeer;

/// <summary>A matrix of 1,000×1,000 times one with fewer columns, again and again.</summary>
internal sealed class MatrixProduct
{
    private readonly PeerJob job;
    private readonly Tensor a;

    public MatrixProduct(PeerJob job)
    {
        this.job = job;
        a = job.Values.view(job.Inputs.shape[0], job.Inputs.shape[0]);
    }

    public void Race() => Talk.Race(job, () => ([0], RowMeans()), () =>
    {
        using var mode = no_grad();
        for (var step = 0; step < job.Steps; step++)
        {
            matmul(a, job.Inputs).Dispose();
        }
    });

    /// <summary>Every row's mean, in which column c of n counts (c + 1) / n.</summary>
    private double[] RowMeans()
    {
        using var scope = NewDisposeScope();
        var n = job.Inputs.shape[1];
        var weights = arange(1, n + 1, ScalarType.Float64) / n;
        return [.. matmul(a, job.Inputs).to_type(ScalarType.Float64).mul(weights).mean([1]).data<double>()];
    }
}
