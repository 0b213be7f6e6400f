using static TorchSharp.torch;

namespace Pruning.Shared.Training;

/// <summary>Stochastic gradient descent with momentum μ and weight decay λ: g ← g + λ·w; b ← μ·b + g; w ← w − α·b.</summary>
public sealed record Sgd(double LearningRate, double Momentum = 0, double WeightDecay = 0) : OptimizerSettings
{
    /// <inheritdoc/>
    public override Optimizer Create(Tensor values, Tensor gradients) => new SgdOptimizer(this, values, gradients);

    private sealed class SgdOptimizer(Sgd settings, Tensor values, Tensor gradients) : Optimizer
    {
        private readonly Tensor? velocity = settings.Momentum == 0 ? null : Memory(values);

        public override void Step(Tensor? mask = null)
        {
            if (velocity is not null)
            {
                // From a velocity of zero the first step is b = g, as without momentum.
                velocity.mul_(settings.Momentum).add_(gradients);
                if (settings.WeightDecay > 0)
                {
                    velocity.add_(values, settings.WeightDecay);
                }

                Move(velocity);
            }
            else if (settings.WeightDecay > 0)
            {
                // The gradients stay as they are: they may be added up from step to step.
                using var decayed = gradients.add(values, settings.WeightDecay);
                Move(decayed);
            }
            else
            {
                Move(gradients);
            }

            Apply(mask, values);
        }

        protected override void Dispose(bool disposing) => velocity?.Dispose();

        private void Move(Tensor direction) => values.add_(direction, -settings.LearningRate);
    }
}
