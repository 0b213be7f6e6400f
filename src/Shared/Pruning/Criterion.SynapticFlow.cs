using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// SynFlow's synaptic saliency (Tanaka, Kunin, Yamins and Ganguli 2020, Pruning Neural Networks Without Any Data by
    /// Iteratively Conserving Synaptic Flow, NeurIPS, arXiv 2006.05467, section 6): with every parameter replaced by
    /// its
    /// magnitude and an input of ones, ∂R/∂θ ⊙ θ, R being the sum of the net's outputs. It reads no example.
    /// </summary>
    /// <remarks>
    /// At every hidden unit the scores of incoming parameters, the bias included, and of outgoing weights have the same
    /// sum, which is what conserves flow; a parameter of a unit that no flow reaches scores 0. For nets of linear
    /// layers,
    /// convolutions, ReLU and max-pooling.
    /// </remarks>
    public static Criterion SynapticFlow { get; } = new SynapticFlowCriterion();

    private sealed unsafe record SynapticFlowCriterion : Criterion
    {
        public override string Name => "synaptic-flow";

        public override float[] Score(ScoringContext net)
        {
            if (net.Architecture.Steps.Select(s => s.Layer)
                .FirstOrDefault(l => l is not (Linear or Convolution or Relu or MaxPool)) is { } other)
            {
                throw new InvalidOperationException(
                    $"{Name} is for nets of linear layers, convolutions, ReLU and max-pooling; this one has "
                    + $"{other.Title}. Score the net without it, or use another criterion.");
            }

            var features = net.Architecture.FeaturesIn!.Value;
            float[] sizes = [.. net.Values.Select(Math.Abs)];
            float[] ones = [.. Enumerable.Repeat(1f, features)];
            var scores = new float[sizes.Length];
            using var network = new CpuNetwork(net.Architecture, features, 1, training: true);
            network.Training = false;
            fixed (float* parameters = sizes, into = scores)
            {
                network.Gather(ones, [0]);
                network.Forward(parameters, 1);
                for (var output = 0; output < network.Outputs; output++)
                {
                    // One example: the other lanes stay at 0.
                    new Span<float>(network.OutputGradient + (output * Panels.Width), Panels.Width).Clear();
                    network.OutputGradient[output * Panels.Width] = 1;
                }

                network.Backward(parameters, into, add: false, 1);
            }

            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] *= sizes[i];
            }

            return scores;
        }
    }
}
