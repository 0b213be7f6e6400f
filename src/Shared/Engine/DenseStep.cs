using System.Runtime.InteropServices;

namespace Pruning.Shared.Engine;

/// <summary>
/// One layer of a dense net, as <see cref="FusedKernels.TryDenseForward"/> and <see
/// cref="FusedKernels.TryDenseBackward"/> read it.
/// </summary>
/// <param name="Kind">What it does.</param>
/// <param name="Inputs">Features that it takes.</param>
/// <param name="Outputs">Features that it gives.</param>
/// <param name="Weight">Where its weight [Outputs, Inputs] begins among a replicate's parameters.</param>
/// <param name="Bias">Where its bias [Outputs] begins; −1: it has none.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct DenseStep(DenseStepKind Kind, long Inputs, long Outputs, long Weight = 0, long Bias = -1);

/// <summary>What a layer of a dense net does.</summary>
public enum DenseStepKind : long
{
    /// <summary>y = W·x + b.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh(x).</summary>
    Tanh,
}
