using Pruning.Shared.Kernels;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>
/// The optimizers one float at a time, in the documented order, and in double by their papers; with drawn weights,
/// gradients and masks.
/// </summary>
internal static class PlainOptimizer
{
    private const double Lambda = 0.01;

    public enum Kind
    {
        Sgd,
        Momentum,
        Adam,
        RmsProp,
        Adadelta,
    }

    public static OptimizerStep Create(Kind kind, bool decay)
    {
        var lambda = decay ? Lambda : 0;
        return kind switch
        {
            Kind.Sgd => new SgdStep(0.01, 0, lambda),
            Kind.Momentum => new SgdStep(0.01, 0.9, lambda),
            Kind.Adam => new AdamStep(0.001, weightDecay: lambda),
            Kind.RmsProp => new RmsPropStep(0.001, weightDecay: lambda),
            _ => new AdadeltaStep(weightDecay: lambda),
        };
    }

    public static float[] Weights(int n, int seed) => Bits.Draw(new Random(seed), n);

    // An offset keeps gradients away from 0, where a quotient by their own size would amplify rounding.
    public static float[] Gradients(int n, int seed, int step) =>
        Array.ConvertAll(Bits.Draw(new Random(seed ^ (step * 7919)), n), g => g + (g < 0 ? -0.1f : 0.1f));

    public static float[] Mask(int n, int seed)
    {
        var random = new Random(seed + 1);
        return [.. Enumerable.Range(0, n).Select(_ => (float)random.Next(2))];
    }

    public static float[] Train(Kind kind, int n, bool decay, int seed, int steps, bool masked)
    {
        var (w, mask) = (Weights(n, seed), Mask(n, seed));
        var (first, second) = (new float[n], new float[n]);
        double power1 = 1, power2 = 1;
        for (var step = 0; step < steps; step++)
        {
            var gradients = Gradients(n, seed, step);
            power1 *= 0.9;
            power2 *= 0.999;
            for (var i = 0; i < n; i++)
            {
                var g = decay ? Fma((float)Lambda, w[i], gradients[i]) : gradients[i];
                w[i] = Step(kind, w[i], g, ref first[i], ref second[i], power1, power2);
                w[i] = masked && mask[i] == 0 ? 0 : w[i];
            }
        }

        return w;
    }

    public static double[] TrainInDouble(Kind kind, int n, bool decay, int seed, int steps)
    {
        var w = Array.ConvertAll(Weights(n, seed), v => (double)v);
        var (first, second) = (new double[n], new double[n]);
        for (var step = 0; step < steps; step++)
        {
            var gradients = Gradients(n, seed, step);
            for (var i = 0; i < n; i++)
            {
                var g = gradients[i] + (decay ? Lambda * w[i] : 0);
                w[i] -= kind switch
                {
                    Kind.Sgd => 0.01 * g,
                    Kind.Momentum => 0.01 * (first[i] = (0.9 * first[i]) + g),
                    Kind.Adam => 0.001 / (1 - Math.Pow(0.9, step + 1)) * (first[i] = (0.9 * first[i]) + (0.1 * g))
                        / (Math.Sqrt((second[i] = (0.999 * second[i]) + (0.001 * g * g)) / (1
                            - Math.Pow(0.999, step + 1))) + 1e-8),
                    Kind.RmsProp => 0.001 * g / (Math.Sqrt(first[i] = (0.99 * first[i]) + (0.01 * g * g)) + 1e-8),
                    _ => AdadeltaInDouble(g, ref first[i], ref second[i]),
                };
            }
        }

        return w;
    }

    private static double AdadeltaInDouble(double g, ref double square, ref double movement)
    {
        square = (0.9 * square) + (0.1 * g * g);
        var d = Math.Sqrt(movement + 1e-6) / Math.Sqrt(square + 1e-6) * g;
        movement = (0.9 * movement) + (0.1 * d * d);
        return d;
    }

    private static float Step(Kind kind, float w, float g, ref float first, ref float second, double power1,
        double power2)
    {
        switch (kind)
        {
            case Kind.Sgd:
                return Fma((float)-0.01, g, w);
            case Kind.Momentum:
                first = Mean(Fma((float)0.9, first, g));
                return Fma((float)-0.01, first, w);
            case Kind.Adam:
                first = Mean(Fma((float)(1 - 0.9), g, (float)0.9 * first));
                second = Square(Fma((float)(1 - 0.999) * g, g, (float)0.999 * second));
                var denominator = Fma(MathF.Sqrt(second), (float)(1 / Math.Sqrt(1 - power2)), (float)1e-8);
                return Fma((float)(-0.001 / (1 - power1)), first / denominator, w);
            case Kind.RmsProp:
                first = Square(Fma((float)(1 - 0.99) * g, g, (float)0.99 * first));
                return Fma((float)-0.001, g / (MathF.Sqrt(first) + (float)1e-8), w);
            default:
                first = Square(Fma((float)(1 - 0.9) * g, g, (float)0.9 * first));
                var d = MathF.Sqrt((second + (float)1e-6) / (first + (float)1e-6)) * g;
                second = Square(Fma((float)(1 - 0.9) * d, d, (float)0.9 * second));
                return Fma(-1f, d, w);
        }
    }

    private static float Mean(float m) => MathF.Abs(m) < MathF.ScaleB(1, -100) ? 0 : m;

    private static float Square(float v) => v < MathF.ScaleB(1, -126) ? 0 : v;

    private static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);
}
