using System.Numerics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1) in PyTorch's form: g′ = fma(λ, w, g), or g without decay; m = fma(1 − β₁, g′,
/// β₁·m); v = fma((1 − β₂)·g′, g′, β₂·v); w = fma(−lr / (1 − β₁ᵗ), m / fma(√v, 1 / √(1 − β₂ᵗ), ε), w).
/// </summary>
/// <remarks>The factors are computed in double, powers by repeated multiplication, and rounded to float once.</remarks>
internal sealed unsafe class AdamStep(
    double learningRate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : OptimizerStep
{
    private double power1 = 1;
    private double power2 = 1;
    private float rate;
    private float root;

    /// <summary>lr, from the next step on.</summary>
    public double LearningRate { get; set; } = learningRate;

    /// <summary>
    /// Starts the next step, the first included; then call <see cref="Run(float*, float*, float*, float*, float*,
    /// long)"/> for any number of nets.
    /// </summary>
    public void Next()
    {
        power1 *= beta1;
        power2 *= beta2;
        rate = (float)(-LearningRate / (1 - power1));
        root = (float)(1 / Math.Sqrt(1 - power2));
    }

    /// <param name="weights">[n], changed.</param>
    /// <param name="gradients">[n].</param>
    /// <param name="mean">m, [n], zero before the first step.</param>
    /// <param name="square">v, [n], zero before the first step.</param>
    /// <param name="mask">[n], 0 or 1; null: none.</param>
    public new void Run(float* weights, float* gradients, float* mean, float* square, float* mask, long n)
    {
        if (root == 0)
        {
            throw new InvalidOperationException("Adam's first step has not begun: call Next before Run.");
        }

        base.Run(weights, gradients, mean, square, mask, n);
    }

    protected override void Registers(float* weights, float* gradients, float* first, float* second, float* mask,
        long n)
    {
        Vector<float> down = new(rate), scale = new(root), small = new((float)epsilon), decay = new((float)weightDecay);
        Vector<float> keep1 = new((float)beta1), keep2 = new((float)beta2), take1 = new((float)(1 - beta1)),
            take2 = new((float)(1 - beta2));
        var decays = weightDecay != 0;
        for (long i = 0; i < n; i += Vector<float>.Count)
        {
            var w = Vector.Load(weights + i);
            var g = Decayed(gradients + i, w, decay, decays);

            var m = Settled(Vector.FusedMultiplyAdd(take1, g, keep1 * Vector.Load(first + i)));
            var v = SettledSquare(Vector.FusedMultiplyAdd(take2 * g, g, keep2 * Vector.Load(second + i)));
            Vector.Store(m, first + i);
            Vector.Store(v, second + i);
            var step = m / Vector.FusedMultiplyAdd(Vector.SquareRoot(v), scale, small);
            Store(Vector.FusedMultiplyAdd(down, step, w), weights, mask, i);
        }
    }
}
