using System.Globalization;
using System.Reflection;
using Pruning.Shared.Engine;
using TorchSharp;

namespace Pruning.Reproductions.Auditing;

/// <summary>With what an audit runs: device, numeric fingerprint, versions.</summary>
public sealed class RunEnvironment
{
    private RunEnvironment(torch.Device device)
    {
        Device = device;
        Engine = EngineFingerprint.Of(device);
        Fingerprint = LedgerKey.Short(string.Join('\n', Engine.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")));
        Science = Versions("ScienceVersion", typeof(Shared.Training.Trainer).Assembly, typeof(RunEnvironment).Assembly);
    }

    public torch.Device Device { get; }

    /// <summary>What moves bits, part by part.</summary>
    public IReadOnlyDictionary<string, string> Engine { get; }

    /// <summary>16 hexadecimal digits over what moves bits; equal fingerprints promise equal bits.</summary>
    public string Fingerprint { get; }

    /// <summary>Version of the science code: a digest of its sources.</summary>
    public string Science { get; }

    /// <summary>What goes into the report.</summary>
    public IReadOnlyDictionary<string, string> Facts
    {
        get
        {
            var facts = new Dictionary<string, string>
            {
                ["version"] = typeof(RunEnvironment).Assembly.GetName().Version?.ToString(3) ?? "0",
                ["time"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["device"] = Device.ToString(),
                ["fingerprint"] = Fingerprint,
                ["science"] = Science,
                ["dotnet"] = Environment.Version.ToString(),
                ["cores"] = Environment.ProcessorCount.ToString(),
            };
            foreach (var (key, value) in Engine)
            {
                facts[$"engine.{key}"] = value;
            }

            return facts;
        }
    }

    /// <summary>Starts the engine on a device.</summary>
    /// <param name="device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>; null: what PRUNING_DEVICE says, else <c>auto</c>.</param>
    /// <exception cref="AuditException">There is no such device.</exception>
    public static RunEnvironment Start(string? device = null)
    {
        var wanted = device ?? Environment.GetEnvironmentVariable("PRUNING_DEVICE");
        return wanted switch
        {
            null or "" or "auto" => new(LibTorch.HasCuda() && HasGpu() ? Gpu() : Cpu()),
            "cpu" => new(Cpu()),
            "cuda" => new(HasGpu() ? Gpu() : throw new AuditException(
                "No CUDA device is available to this libtorch. Use --device cpu, or a libtorch with CUDA (LIBTORCH, or -p:TorchBackend=cuda).")),
            _ => throw new AuditException($"Unknown device '{wanted}' in PRUNING_DEVICE: auto, cpu or cuda is expected."),
        };
    }

    private static bool HasGpu()
    {
        LibTorch.Load();
        return torch.cuda.is_available();
    }

    // Even torch.CPU needs it: TorchSharp looks for its native library when torch is first mentioned.
    private static torch.Device Cpu()
    {
        LibTorch.Load();
        return torch.CPU;
    }

    private static torch.Device Gpu()
    {
        DeterministicMode.Set(on: true);
        return torch.CUDA;
    }

    private static string Versions(string name, params Assembly[] assemblies) => LedgerKey.Short(string.Join('\n', assemblies.Select(a =>
        a.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(m => m.Key == name)?.Value ?? a.ManifestModule.ModuleVersionId.ToString())));
}
