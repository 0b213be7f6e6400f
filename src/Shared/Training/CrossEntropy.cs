using Pruning.Shared.Populations;
using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Cross-entropy of a net's outputs, softmax included, in nats.</summary>
public static class CrossEntropy
{
    /// <summary>
    /// The gradient of Σ_replicates mean_batch loss, into the population's gradients. The loss itself is never formed: its
    /// gradient with respect to the log-probabilities is −target / B.
    /// </summary>
    /// <param name="inputs">[R, features, B].</param>
    /// <param name="seed">−target / B, [R, classes, B].</param>
    /// <param name="add">Whether it is added to the gradients that are there, or replaces them.</param>
    public static void Backward(Population population, Tensor inputs, Tensor seed, bool add = false)
    {
        if (!population.TryBackward(inputs, seed, add))
        {
            ByOperators(population, inputs, seed, add);
        }
    }

    /// <summary>What <see cref="Backward"/> means, by the layers' operators and autograd.</summary>
    internal static void ByOperators(Population population, Tensor inputs, Tensor seed, bool add)
    {
        var gradients = population.Gradients;
        if (!add)
        {
            gradients.zero_();
        }

        population.Forward(inputs).log_softmax(1).backward([seed]);
    }

    /// <summary>Loss of every example, [R, n], from outputs [R, classes, n].</summary>
    public static Tensor Losses(Tensor outputs, Tensor targets) => outputs.log_softmax(1).mul(targets).sum(1).neg();
}
