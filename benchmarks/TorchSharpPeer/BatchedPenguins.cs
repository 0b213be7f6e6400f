using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pruning.Benchmarks.TorchSharpPeer;

/// <summary>
/// The penguins' nets, all at once: batched by hand, feature-major ([nets, features, batch], so that no softmax runs
/// over a last dimension of 3).
/// </summary>
internal sealed class BatchedPenguins(PeerJob job)
{
    private static readonly long[][] Sizes = [[12, 12], [12, 1], [3, 12], [3, 1]];

    private readonly Tensor oneHot = nn.functional.one_hot(job.Labels, 3).to_type(ScalarType.Float32);

    public void Race() => Talk.Train<Parameter[]>(job, Run, Losses);

    private static Tensor Forward(Parameter[] nets, Tensor inputs)
    {
        // TorchSharp's baddbmm adds its last argument to the product of the other two.
        using var sums = nets[0].baddbmm(inputs, nets[1]);
        using var hidden = sums.relu();
        using var outputs = nets[2].baddbmm(hidden, nets[3]);
        using var squashed = outputs.tanh();
        return squashed.log_softmax(1);
    }

    private Parameter[] Parameters()
    {
        var parts = job.Values.split([.. Sizes.Select(s => s[0] * s[1])], dim: 1);
        return [.. parts.Zip(Sizes, (part, size) => new Parameter(part.reshape(job.Nets, size[0], size[1]).clone()))];
    }

    private Parameter[] Run(int steps)
    {
        var nets = Parameters();
        using var optimizer = optim.Adam(nets, lr: 1e-4);
        var (inputs, seeds) = (Array.Empty<Tensor>(), Array.Empty<Tensor>());
        var stepsPerEpoch = (int)job.Orders.shape[2] / job.Batch;
        for (var step = 0; step < steps; step++)
        {
            var (epoch, batch) = Math.DivRem(step, stepsPerEpoch);
            if (batch == 0)
            {
                (inputs, seeds) = Epoch((int)(epoch % job.Orders.shape[1]), inputs, seeds);
            }

            optimizer.zero_grad();
            using var logs = Forward(nets, inputs[batch]);
            logs.backward([seeds[batch]]);
            optimizer.step();
        }

        return nets;
    }

    /// <summary>
    /// The inputs of an epoch's batches, and the gradients of the summed mean losses by the log-probabilities: no loss
    /// need be formed.
    /// </summary>
    private (Tensor[] Inputs, Tensor[] Seeds) Epoch(int epoch, Tensor[] before, Tensor[] seedsBefore)
    {
        foreach (var batch in before.Concat(seedsBefore))
        {
            batch.Dispose();
        }

        using var scope = NewDisposeScope();
        var rows = job.Orders[TensorIndex.Colon, epoch];
        var inputs = job.Inputs[rows].transpose(1, 2).contiguous().split(job.Batch, dim: 2);
        var seeds = (oneHot[rows] / -job.Batch).transpose(1, 2).contiguous().split(job.Batch, dim: 2);
        scope.MoveToOuter(inputs);
        scope.MoveToOuter(seeds);
        return (inputs, seeds);
    }

    private double[] Losses(Parameter[]? nets)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var inputs = job.Inputs[TensorIndex.Slice(0, PeerJob.Measured)].t();
        var logs = Forward(nets ?? Parameters(), inputs.expand(job.Nets, inputs.shape[0], inputs.shape[1]));
        var losses = logs.mul(oneHot[TensorIndex.Slice(0, PeerJob.Measured)].t()).sum(1).mean([1]).neg();
        return [.. losses.data<float>().Select(l => (double)l)];
    }
}
