using System.Runtime.Intrinsics;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>tanh on duals.</summary>
internal sealed class DualTanh(int features) : DualLayer(features)
{
    public override void Forward(Dual[] input)
    {
        for (var i = 0; i < input.Length; i++)
        {
            var y = DualMath.Tanh(input[i].Value);
            Output[i] = new(y, Slope(y) * input[i].Tangent);
        }
    }

    public override void Backward(Dual[] input, Dual[] gradient, Dual[]? before)
    {
        for (var i = 0; i < before?.Length; i++)
        {
            var y = Output[i];
            before[i] = gradient[i] * new Dual(Slope(y.Value), Vector512.Create(-2.0) * y.Value * y.Tangent);
        }
    }

    /// <summary>1 − y².</summary>
    private static Vector512<double> Slope(Vector512<double> y) =>
        Vector512.FusedMultiplyAdd(-y, y, Vector512<double>.One);
}
