using Pruning.Shared.Populations;
using Pruning.Shared.Training;
using static TorchSharp.torch;

namespace Pruning.Shared.Pruning;

/// <summary>
/// What the loss is estimated to rise by when one parameter of the last layer is set to 0: ½·h·w², h being the parameter's own second
/// derivative of the mean loss (LeCun, Denker and Solla 1990, Optimal Brain Damage, Advances in Neural Information Processing Systems 2).
/// </summary>
/// <remarks>
/// The outputs are linear in the last layer's parameters, so under softmax and cross-entropy h is no approximation: with p the softmax of
/// the outputs and x what enters the layer, the mean of p_i·(1 − p_i)·x_j² over the examples for the weight from j to i, and of
/// p_i·(1 − p_i) for the bias. Approximated is the loss by ½·h·w²: the paper leaves out the first-order term −g·w (as if training had
/// reached a minimum), the Hessian's other entries (as if parameters that go together did not interact) and all terms beyond the second order.
/// </remarks>
public static class OptimalBrainDamage
{
    /// <summary>The saliencies of every row's last layer over its own list of examples; the lists are equally long.</summary>
    /// <param name="rows">R lists, in general those the net was trained on.</param>
    /// <returns>[R, P] float32, nats; +∞ for the parameters of other layers, for which there is no estimate, so that they rank last.</returns>
    /// <exception cref="ArgumentException">The net does not end in a linear layer, or there are no examples.</exception>
    public static Tensor Saliency(Population population, IReadOnlyList<int[]> rows, ExampleTensors examples)
    {
        if (population.Architecture.Steps is not [.., (Linear { } last, var first, _)])
        {
            var end = population.Architecture.Steps.LastOrDefault().Layer;
            throw new ArgumentException($"The second derivatives are known for a net that ends in a linear layer; this one ends in {end?.ToString() ?? "nothing"}.", nameof(population));
        }

        if (rows.Count != population.Rows || rows.Any(r => r.Length == 0))
        {
            throw new ArgumentException($"Saliencies are means over examples: each of the {population.Rows} nets needs a list of at least one.", nameof(rows));
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (weight, bias) = Curvature(population, last, rows, examples);
        var saliency = full_like(population.Values, double.PositiveInfinity);
        Fill(population.Architecture.Parameters[first], weight);
        if (last.Bias)
        {
            Fill(population.Architecture.Parameters[first + 1], bias);
        }

        return saliency.MoveToOuterDisposeScope();

        void Fill(ParameterRange range, Tensor curvature) => saliency.narrow(1, range.Offset, range.Count)
            .copy_(population.Values.narrow(1, range.Offset, range.Count).square().mul_(curvature.reshape(population.Rows, range.Count)).mul_(0.5));
    }

    /// <summary>The diagonal of the Hessian: weights [R, out, in], biases [R, out].</summary>
    private static (Tensor Weight, Tensor Bias) Curvature(Population population, Linear last, IReadOnlyList<int[]> rows, ExampleTensors examples)
    {
        var weight = zeros([population.Rows, last.Outputs, last.Inputs], dtype: float32, device: population.Device);
        var bias = zeros([population.Rows, last.Outputs], dtype: float32, device: population.Device);
        var n = rows[0].Length;
        foreach (var (start, length) in Evaluation.Blocks(population.Architecture, n))
        {
            using var scope = NewDisposeScope();
            var (inputs, _) = examples.Gather(rows, start, length);
            var entering = population.Forward(inputs, ..^1);
            var p = population.Forward(entering, ^1..).softmax(1);
            var variance = p.mul(p.neg().add_(1));
            weight.add_(variance.bmm(entering.square().transpose(1, 2)));
            bias.add_(variance.sum(2));
        }

        return (weight.div_(n), bias.div_(n));
    }
}
