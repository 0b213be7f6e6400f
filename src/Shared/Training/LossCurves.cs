using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Mean loss of every replicate over its training and its validation examples, epoch by epoch.</summary>
internal sealed class LossCurves : IDisposable
{
    private readonly Tensor inputs;
    private readonly Tensor targets;
    private readonly Tensor losses;
    private readonly int train;
    private readonly int validation;
    private int recorded;

    public LossCurves(int epochs, Cohort cohort, ExampleTensors examples)
    {
        train = cohort.Splits[0].Train.Length;
        validation = cohort.Splits[0].Validation.Length;
        (inputs, targets) = examples.Gather([.. cohort.Splits.Select(s => (int[])[.. s.Train, .. s.Validation])]);
        inputs = inputs.contiguous();
        targets = targets.contiguous();
        losses = zeros([epochs, 2, cohort.Seeds.Count], dtype: float32, device: examples.Device);
    }

    /// <summary>Appends the losses as they are now.</summary>
    public void Record(int epoch, Population population)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var now = CrossEntropy.Losses(population.Forward(inputs), targets);
        losses.select(0, epoch).select(0, 0).copy_(now.narrow(1, 0, train).mean([1]));
        if (validation > 0)
        {
            losses.select(0, epoch).select(0, 1).copy_(now.narrow(1, train, validation).mean([1]));
        }

        recorded = epoch + 1;
    }

    /// <summary>Each replicate's two curves.</summary>
    public (float[][] Train, float[][] Validation) ToRows()
    {
        using var scope = NewDisposeScope();
        var byRow = losses.narrow(0, 0, recorded).permute(1, 2, 0).contiguous();
        var none = Enumerable.Range(0, (int)byRow.shape[1]).Select(_ => Array.Empty<float>()).ToArray();
        return (Tensors.ToRows(byRow.select(0, 0)), validation > 0 ? Tensors.ToRows(byRow.select(0, 1)) : none);
    }

    public void Dispose()
    {
        inputs.Dispose();
        targets.Dispose();
        losses.Dispose();
    }
}
