using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;

namespace Pruning.Reproductions.Auditing;

/// <summary>What a run's bits depend on besides its seed and the code: equal numerics promise equal bits.</summary>
public static class Numerics
{
    /// <summary>Under which name an expected file keeps what the kernels give, on any processor.</summary>
    public const string ExactEntry = "exact";

    /// <summary>
    /// On a CPU the kernels' version, whatever the processor; on a GPU its model and the versions of libtorch, CUDA and
    /// cuDNN.
    /// </summary>
    /// <param name="engine">The engine's parts under its own names; what it does not name is unknown.</param>
    public static string Of(Device device, IReadOnlyDictionary<string, string> engine)
    {
        return IsExact(device) ? Exact.Version : string.Join(", ", Part("device", "device "),
            "libtorch " + Part("libtorch"), Part("cuda", "cuda "), Part("cudnn", "cudnn "))
            + (engine.TryGetValue("unpromised", out var missing) ? $", without {missing}" : "");

        string Part(string name, string what = "") => engine.GetValueOrDefault(name, what + "unknown");
    }

    /// <summary>Whether runs on a device promise their bits.</summary>
    public static bool IsExact(Device device) => device == Device.Cpu;
}
