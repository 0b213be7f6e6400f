using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;

namespace Pruning.Reproductions.Auditing;

/// <summary>What a run's bits depend on besides seed and code; equal numerics promise equal bits.</summary>
public static class Numerics
{
    /// <summary>Entry of an expected file for results of the exact kernels, on any processor.</summary>
    public const string ExactEntry = "exact";

    /// <summary>
    /// Numerics of a device: on any CPU the kernels' version; on a GPU its model and the versions of libtorch, CUDA and
    /// cuDNN.
    /// </summary>
    /// <param name="engine">The engine's parts by name; missing ones are unknown.</param>
    public static string Of(Device device, IReadOnlyDictionary<string, string> engine)
    {
        return IsExact(device) ? Exact.Version : string.Join(", ", Part("device", "device "),
            "libtorch " + Part("libtorch"), Part("cuda", "cuda "), Part("cudnn", "cudnn "))
            + (engine.TryGetValue("unpromised", out var missing) ? $", without {missing}" : "");

        string Part(string name, string what = "") => engine.GetValueOrDefault(name, what + "unknown");
    }

    /// <summary>Whether a device promises equal bits.</summary>
    public static bool IsExact(Device device) => device == Device.Cpu;
}
