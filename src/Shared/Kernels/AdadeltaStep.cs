using System.Numerics;

namespace Pruning.Shared.Kernels;

/// <summary>
/// Adadelta (Zeiler 2012) in PyTorch's form: g′ = fma(λ, w, g), or g without decay; v = fma((1 − ρ)·g′, g′, ρ·v);
/// d = √((u + ε) / (v + ε))·g′; u = fma((1 − ρ)·d, d, ρ·u); w = fma(−lr, d, w).
/// </summary>
internal sealed unsafe class AdadeltaStep(
    double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0) : OptimizerStep
{
    /// <summary>lr, from the next step on.</summary>
    public double LearningRate { get; set; } = learningRate;

    /// <param name="weights">[n], changed.</param>
    /// <param name="gradients">[n].</param>
    /// <param name="square">v, the mean square of the gradients, [n], zero before the first step.</param>
    /// <param name="movement">u, the mean square of the updates, [n], zero before the first step.</param>
    /// <param name="mask">[n], 0 or 1; null: none.</param>
    public new void Run(float* weights, float* gradients, float* square, float* movement, float* mask, long n) =>
        base.Run(weights, gradients, square, movement, mask, n);

    protected override void Registers(float* weights, float* gradients, float* first, float* second, float* mask,
        long n)
    {
        Vector<float> rate = new((float)-LearningRate), small = new((float)epsilon), decay = new((float)weightDecay);
        Vector<float> keep = new((float)rho), take = new((float)(1 - rho));
        var decays = weightDecay != 0;
        for (long i = 0; i < n; i += Vector<float>.Count)
        {
            var w = Vector.Load(weights + i);
            var g = Decayed(gradients + i, w, decay, decays);

            var v = SettledSquare(Vector.FusedMultiplyAdd(take * g, g, keep * Vector.Load(first + i)));
            var u = Vector.Load(second + i);
            var d = Vector.SquareRoot((u + small) / (v + small)) * g;
            Vector.Store(v, first + i);
            Vector.Store(SettledSquare(Vector.FusedMultiplyAdd(take * d, d, keep * u)), second + i);
            Store(Vector.FusedMultiplyAdd(rate, d, w), weights, mask, i);
        }
    }
}
