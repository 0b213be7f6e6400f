using System.Numerics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// RMSprop (Tieleman and Hinton 2012, lecture 6.5) in PyTorch's form: g′ = fma(λ, w, g), or g without decay;
/// v = fma((1 − α)·g′, g′, α·v); w = fma(−lr, g′ / (√v + ε), w).
/// </summary>
internal sealed unsafe class RmsPropStep(
    double learningRate, double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0) : OptimizerStep
{
    /// <summary>lr, from the next step on.</summary>
    public double LearningRate { get; set; } = learningRate;

    /// <param name="weights">[n], changed.</param>
    /// <param name="gradients">[n].</param>
    /// <param name="square">v, [n], zero before the first step.</param>
    /// <param name="mask">[n], 0 or 1; null: none.</param>
    public void Run(float* weights, float* gradients, float* square, float* mask, long n) =>
        Run(weights, gradients, square, null, mask, n);

    protected override void Registers(float* weights, float* gradients, float* first, float* second, float* mask,
        long n)
    {
        Vector<float> rate = new((float)-LearningRate), small = new((float)epsilon), decay = new((float)weightDecay);
        Vector<float> keep = new((float)alpha), take = new((float)(1 - alpha));
        var decays = weightDecay != 0;
        for (long i = 0; i < n; i += Vector<float>.Count)
        {
            var w = Vector.Load(weights + i);
            var g = Decayed(gradients + i, w, decay, decays);

            var v = SettledSquare(Vector.FusedMultiplyAdd(take * g, g, keep * Vector.Load(first + i)));
            Vector.Store(v, first + i);
            Store(Vector.FusedMultiplyAdd(rate, g / (Vector.SquareRoot(v) + small), w), weights, mask, i);
        }
    }
}
