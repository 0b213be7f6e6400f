using System.Runtime.Intrinsics;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>ReLU on duals: +0 with derivative 0 where x ≤ 0.</summary>
internal sealed class DualRelu(int features) : DualLayer(features)
{
    public override void Forward(Dual[] input)
    {
        for (var i = 0; i < input.Length; i++)
        {
            Output[i] = Dual.Select(NotAbove(input[i]), default, input[i]);
        }
    }

    public override void Backward(Dual[] input, Dual[] gradient, Dual[]? before)
    {
        for (var i = 0; i < before?.Length; i++)
        {
            before[i] = Dual.Select(NotAbove(input[i]), default, gradient[i]);
        }
    }

    private static Vector512<double> NotAbove(Dual x) =>
        Vector512.LessThanOrEqual(x.Value, Vector512<double>.Zero);
}
