using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;
using Pruning.Shared.Training;

namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// The estimated increase of the loss, in nats, when one parameter of the last layer is set to 0: ½·h·w², h being
    /// the second derivative of the mean training loss with respect to that parameter (LeCun, Denker and Solla 1990,
    /// Optimal Brain Damage, Advances in Neural Information Processing Systems 2). Parameters of other layers have no
    /// estimate, score +∞ and rank last.
    /// </summary>
    /// <remarks>
    /// The net must end in a linear layer. Its outputs are linear in that layer's parameters, so under softmax and
    /// cross-entropy h is exact: with p the softmax of the outputs and x the layer's input, the mean of p_i·(1 −
    /// p_i)·x_j² over the examples for the weight from j to i, and of p_i·(1 − p_i) for the bias. The approximation is
    /// the loss by ½·h·w²: the paper omits the first-order term −g·w (assuming a minimum), the off-diagonal Hessian
    /// entries (assuming no interaction between parameters) and all higher orders.
    /// </remarks>
    public static Criterion OptimalBrainDamage { get; } = new OptimalBrainDamageCriterion();

    private sealed unsafe record OptimalBrainDamageCriterion : Criterion
    {
        public override string Name => "optimal-brain-damage";

        public override float[] Score(ScoringContext net)
        {
            if (net.Architecture.Steps is not [.., (Linear last, var first, _)])
            {
                var end = net.Architecture.Steps.LastOrDefault().Layer;
                throw new ArgumentException(
                    $"{Name} expected a net that ends in a linear layer; "
                    + $"this one ends in {end?.ToString() ?? "nothing"}.",
                    nameof(net));
            }

            var curvature = Curvature(net.Architecture, last, net.Values, [.. net.Training], net.Examples);
            var offset = net.Architecture.Parameters[first].Offset;
            var scores = new float[net.Values.Length];
            Array.Fill(scores, float.PositiveInfinity);
            for (var i = 0; i < curvature.Length; i++)
            {
                var w = net.Values[offset + i];
                scores[offset + i] = 0.5f * (curvature[i] / net.Training.Count) * (w * w);
            }

            return scores;
        }

        /// <summary>
        /// Computes the Hessian's diagonal, summed over the examples: weight [out, in], then bias. It has the form of a
        /// weight gradient, with p·(1 − p) as the output gradient and x² as the input, so the layer's kernel computes
        /// it.
        /// </summary>
        private static float[] Curvature(Architecture net, Linear last, float[] values, int[] list, Examples examples)
        {
            var blocks = Evaluation.Blocks(net, list.Length).ToArray();
            using var network = new CpuNetwork(net, examples.Features, blocks[0].Length);
            using var product = new LinearKernel(last.Inputs, last.Outputs, last.Bias, network.Batch, training: true);
            using var softmax = new SoftmaxKernel(last.Outputs);
            using var squares = new AlignedBuffer(Panels.Length(last.Inputs, network.Batch));
            using var sum = new AlignedBuffer((last.Outputs * (long)last.Inputs) + last.Outputs);
            fixed (float* parameters = values)
            {
                foreach (var (start, length) in blocks)
                {
                    network.Gather(examples.Inputs, list.AsSpan(start, length));
                    var entering = network.Forward(parameters, network.Input, ..^1, length);
                    Square(entering, squares, Panels.Length(last.Inputs, length));
                    var outputs = network.Forward(parameters, entering, ^1.., length);
                    softmax.Forward(null, outputs, outputs, length);
                    ToVariance(outputs, last.Outputs, length);
                    product.Backward(null, squares.Data, outputs, outputs, null, sum.Data, add: true, length);
                }
            }

            return sum.Span[..(last.Bias ? (int)sum.Length : last.Outputs * last.Inputs)].ToArray();
        }

        private static void Square(float* from, AlignedBuffer to, long count)
        {
            for (var i = 0L; i < count; i++)
            {
                to.Data[i] = from[i] * from[i];
            }
        }

        /// <summary>Replaces p by p·(1 − p); lanes beyond the batch become zero, as in a gradient.</summary>
        private static void ToVariance(float* p, int classes, int batch)
        {
            for (var panel = 0; panel < Panels.Count(batch); panel++)
            {
                for (var i = 0; i < classes * Panels.Width; i++)
                {
                    var at = p + ((long)panel * classes * Panels.Width) + i;
                    *at = (panel * Panels.Width) + (i % Panels.Width) < batch ? *at * (1 - *at) : 0;
                }
            }
        }
    }
}
