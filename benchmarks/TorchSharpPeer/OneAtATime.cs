using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pruning.Benchmarks.TorchSharpPeer;

/// <summary>Trains its nets one after another, the way anyone would write it.</summary>
internal sealed class OneAtATime(PeerJob job, NetPlan plan)
{
    public void Race() => Talk.Train<Sequential[]>(
        job, steps => [.. Enumerable.Range(0, job.Nets).Select(net => Train(net, steps))], Losses);

    private Sequential Fresh(int net)
    {
        var model = plan.Make();
        nn.utils.vector_to_parameters(job.Values[net].clone(), model.parameters());
        return model;
    }

    private Sequential Train(int net, int steps)
    {
        var model = Fresh(net);
        using var optimizer = plan.Optimizer(model.parameters());
        foreach (var (inputs, labels) in job.Batches(net, steps))
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(model.forward(inputs), labels).backward();
            optimizer.step();
        }

        return model;
    }

    private double[] Losses(Sequential[]? models)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var inputs = job.Inputs[TensorIndex.Slice(0, PeerJob.Measured)];
        var labels = job.Labels[TensorIndex.Slice(0, PeerJob.Measured)];
        return
        [
            .. (models ?? Enumerable.Range(0, job.Nets).Select(Fresh)).Select(
                model => (double)nn.functional.cross_entropy(model.forward(inputs), labels).item<float>()),
        ];
    }
}
