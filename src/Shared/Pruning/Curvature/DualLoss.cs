using System.Runtime.Intrinsics;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>The cross-entropy of the softmax of z / T, z being a net's outputs and T a temperature.</summary>
internal static class DualLoss
{
    /// <summary>Computes (p − [label]) / T with p the softmax, and its tangent.</summary>
    /// <param name="outputs">z, one dual a class.</param>
    /// <param name="labels">The examples' classes, at most eight; lanes beyond get 0.</param>
    /// <param name="gradient">∂loss/∂z, one dual a class.</param>
    public static void Gradient(Dual[] outputs, ReadOnlySpan<int> labels, double temperature, Dual[] gradient)
    {
        var (t, largest) = (Vector512.Create(temperature), outputs[0].Value);
        foreach (var z in outputs)
        {
            largest = Vector512.ConditionalSelect(Vector512.GreaterThan(z.Value, largest), z.Value, largest);
        }

        var sum = default(Dual);
        for (var c = 0; c < outputs.Length; c++)
        {
            var e = DualMath.Exp((outputs[c].Value - largest) / t);
            gradient[c] = new(e, e * (outputs[c].Tangent / t));
            sum += gradient[c];
        }

        Span<double> classes = stackalloc double[Dual.Lanes];
        classes.Fill(-1);
        for (var lane = 0; lane < labels.Length; lane++)
        {
            classes[lane] = labels[lane];
        }

        var label = Vector512.Create<double>(classes);
        var within = Vector512.GreaterThanOrEqual(label, Vector512<double>.Zero);
        for (var c = 0; c < outputs.Length; c++)
        {
            // The tangent of e / S is (e′ − p·S′) / S.
            var p = gradient[c].Value / sum.Value;
            var along = Vector512.FusedMultiplyAdd(-p, sum.Tangent, gradient[c].Tangent) / sum.Value;
            var one = Vector512.Equals(label, Vector512.Create((double)c)) & Vector512<double>.One;
            gradient[c] = Dual.Select(within, new((p - one) / t, along / t), default);
        }
    }
}
