using System.Runtime.Intrinsics;
using Pruning.Shared.Kernels;

namespace Pruning.Tests.Properties.Kernels;

/// <summary>
/// The kernels for registers of every width; those that this processor lacks are computed in software.
/// </summary>
internal static class Widths
{
    public static readonly string[] All = ["1", "128", "256", "512"];

    public static PanelMultiplier Multiplier(string width) => width switch
    {
        "1" => new PanelMultiplier<Lanes1, float>(),
        "128" => new PanelMultiplier<Lanes128, Vector128<float>>(),
        "256" => new PanelMultiplier<Lanes256, Vector256<float>>(),
        _ => new PanelMultiplier<Lanes512, Vector512<float>>(),
    };

    public static SparseLinear Sparse(
        string width, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, int inputs, int outputs) => width switch
        {
            "1" => new SparseLinear<Lanes1, float>(weight, bias, inputs, outputs),
            "128" => new SparseLinear<Lanes128, Vector128<float>>(weight, bias, inputs, outputs),
            "256" => new SparseLinear<Lanes256, Vector256<float>>(weight, bias, inputs, outputs),
            _ => new SparseLinear<Lanes512, Vector512<float>>(weight, bias, inputs, outputs),
        };
}
