using System.Numerics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Stochastic gradient descent with momentum μ and weight decay λ, PyTorch's definition: g′ = fma(λ, w, g); b = fma(μ,
/// b, g′); w = fma(−lr, b, w). Without decay g′ = g; without momentum g′ takes b's place. From b = 0 the first step has
/// b = g′.
/// </summary>
internal sealed unsafe class SgdStep(double learningRate, double momentum = 0, double weightDecay = 0) : OptimizerStep
{
    /// <summary>lr, from the next step on.</summary>
    public double LearningRate { get; set; } = learningRate;

    /// <param name="weights">[n], changed.</param>
    /// <param name="gradients">[n].</param>
    /// <param name="velocity">b, [n], zero before the first step; null without momentum.</param>
    /// <param name="mask">[n], 0 or 1; null: none.</param>
    public void Run(float* weights, float* gradients, float* velocity, float* mask, long n)
    {
        if (momentum != 0)
        {
            ArgumentNullException.ThrowIfNull(velocity);
        }

        Run(weights, gradients, momentum == 0 ? null : velocity, null, mask, n);
    }

    protected override void Registers(float* weights, float* gradients, float* first, float* second, float* mask,
        long n)
    {
        Vector<float> rate = new((float)-LearningRate), keep = new((float)momentum), decay = new((float)weightDecay);
        var decays = weightDecay != 0;
        for (long i = 0; i < n; i += Vector<float>.Count)
        {
            var w = Vector.Load(weights + i);
            var g = Decayed(gradients + i, w, decay, decays);

            if (first is not null)
            {
                g = Settled(Vector.FusedMultiplyAdd(keep, Vector.Load(first + i), g));
                Vector.Store(g, first + i);
            }

            Store(Vector.FusedMultiplyAdd(rate, g, w), weights, mask, i);
        }
    }
}
