using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Cross-entropy of a net's outputs, softmax included, in nats.</summary>
public static class CrossEntropy
{
    /// <summary>
    /// Adds the gradient of Σ_replicates mean_batch loss to the population's gradients. The loss itself is never formed: its
    /// gradient with respect to the log-probabilities is −target / B.
    /// </summary>
    /// <param name="inputs">[R, features, B].</param>
    /// <param name="seed">−target / B, [R, classes, B].</param>
    public static void Backward(Population population, Tensor inputs, Tensor seed) =>
        population.Forward(inputs).log_softmax(1).backward([seed]);

    /// <summary>Loss of every example, [R, n], from outputs [R, classes, n].</summary>
    public static Tensor Losses(Tensor outputs, Tensor targets) => outputs.log_softmax(1).mul(targets).sum(1).neg();
}
