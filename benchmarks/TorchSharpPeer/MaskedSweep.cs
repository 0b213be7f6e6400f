using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Benchmarks.TorchSharpPeer;

/// <summary>
/// A trained net without its biases at eleven levels of weight pruning and eleven of unit pruning, the output layer
/// spared; the masked matrices are multiplied whole.
/// </summary>
internal sealed class MaskedSweep
{
    private const int Block = 1000;

    private static readonly int[] Levels = [0, 20, 25, 50, 60, 70, 80, 90, 95, 97, 99];

    private static readonly (int Outputs, int Inputs)[] Sizes =
        [(1000, 784), (1000, 1000), (500, 1000), (200, 500), (10, 200)];

    private readonly PeerJob job;
    private readonly Tensor[] weights;

    public MaskedSweep(PeerJob job)
    {
        this.job = job;
        weights = new Tensor[Sizes.Length];
        var place = 0;
        foreach (var (layer, (outputs, inputs)) in Sizes.Index())
        {
            weights[layer] = job.Values[0, TensorIndex.Slice(place, place + (outputs * inputs))].view(outputs, inputs);
            place += (outputs * inputs) + outputs;
        }
    }

    public void Race() => Talk.Race(
        job,
        () =>
        {
            var losses = Run(job.Check, PeerJob.Measured);
            return (losses[..1], losses);
        },
        () => Run(job.Steps, (int)job.Labels.shape[0]));

    private double[] Run(int evaluations, int images)
    {
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        Tensor[] byWeight = [.. weights[..^1].Select(w => w.abs().flatten().argsort())];
        Tensor[] byUnit = [.. weights[..^1].Select(w => w.norm(1).argsort())];
        var half = evaluations / 2;
        return
        [
            .. Curve(byWeight, (weight, rows) => weight.view(-1).index_fill_(0, rows, 0), half, images),
            .. Curve(byUnit, (weight, rows) => weight.index_fill_(0, rows, 0), half, images),
        ];
    }

    private List<double> Curve(Tensor[] orders, Action<Tensor, Tensor> remove, int evaluations, int images)
    {
        var losses = new List<double>();
        foreach (var level in Levels.Take(evaluations))
        {
            using var scope = NewDisposeScope();
            Tensor[] pruned = [.. weights.Select(w => w.clone())];
            foreach (var (weight, order) in pruned.Zip(orders))
            {
                remove(weight, order[TensorIndex.Slice(0, (long)(level / 100.0 * order.shape[0]))]);
            }

            losses.Add(Loss(pruned, images));
        }

        return losses;
    }

    private double Loss(Tensor[] pruned, int images)
    {
        var total = 0.0;
        for (var start = 0; start < images; start += Block)
        {
            using var scope = NewDisposeScope();
            var some = TensorIndex.Slice(start, start + Block);
            var activation = job.Inputs[some];
            foreach (var weight in pruned[..^1])
            {
                activation = nn.functional.linear(activation, weight).relu_();
            }

            var outputs = nn.functional.linear(activation, pruned[^1]);
            total += nn.functional.cross_entropy(outputs, job.Labels[some], reduction: nn.Reduction.Sum).item<float>();
        }

        return total / images;
    }
}
