using System.Globalization;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;

namespace Pruning.Reproductions.Auditing;

/// <summary>With what an audit runs: device, numerics, versions.</summary>
public sealed class RunEnvironment
{
    /// <param name="engine">What the engine says of itself on that device, part by part.</param>
    public RunEnvironment(Device device, IReadOnlyDictionary<string, string> engine)
    {
        Device = device;
        Engine = engine;
        Numerics = Auditing.Numerics.Of(device, engine);
    }

    public Device Device { get; }

    /// <summary>The engine's own parts.</summary>
    public IReadOnlyDictionary<string, string> Engine { get; }

    /// <summary>What moves bits, in words; equal numerics promise equal bits.</summary>
    public string Numerics { get; }

    /// <summary>The same for one experiment: times hang on the machine, its cores and the runtime as well.</summary>
    public string NumericsOf(Study experiment) => experiment.OneAtATime
        ? $"{Numerics}, times of {Processor.Name}, {Environment.ProcessorCount} cores, .NET {Environment.Version}"
        : Numerics;

    /// <summary>Whether every bit is promised, as it is on any CPU.</summary>
    public bool IsExact => Auditing.Numerics.IsExact(Device);

    /// <summary>Under which name an expected file keeps what is measured here.</summary>
    public string Entry => IsExact ? Auditing.Numerics.ExactEntry : Numerics;

    /// <summary>What goes into the report.</summary>
    public IReadOnlyDictionary<string, string> Facts
    {
        get
        {
            var facts = new Dictionary<string, string>
            {
                ["version"] = typeof(RunEnvironment).Assembly.GetName().Version?.ToString(3) ?? "0",
                ["time"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                ["device"] = Device == Device.Cpu ? "cpu" : "cuda",
                ["numerics"] = Numerics,
                ["fingerprint"] = LedgerKey.Short(Numerics),
                    // the numerics in 16 digits, as reports have always had them
                ["science"] = ScienceVersion.Current,
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
    /// <param name="device">
    /// <c>auto</c>, <c>cpu</c> or <c>cuda</c>; null: what PRUNING_DEVICE says, else <c>auto</c>.
    /// </param>
    /// <exception cref="AuditException">There is no such device.</exception>
    /// <exception cref="LibTorchException">LIBTORCH names a folder without a libtorch.</exception>
    public static RunEnvironment Start(string? device = null)
    {
        var wanted = device ?? Environment.GetEnvironmentVariable("PRUNING_DEVICE");
        if (wanted != "cpu")
        {
            // Whoever names one means it to be used, even where there is no GPU and hence no need.
            LibTorch.CheckNamed();
        }

        return wanted switch
        {
            null or "" or "auto" => On(Gpu.IsAvailable ? Device.Cuda : Device.Cpu),
            "cpu" => On(Device.Cpu),
            "cuda" => On(Gpu.IsAvailable ? Device.Cuda : throw new AuditException(
                $"No CUDA device is available: {Gpu.Problem} Use --device cpu, or a libtorch with CUDA (LIBTORCH, or "
                    + "-p:TorchBackend=cuda).")),
            _ => throw new AuditException($"Unknown device '{wanted}' in PRUNING_DEVICE: auto, cpu or cuda is "
                + "expected."),
        };
    }

    private static RunEnvironment On(Device device)
    {
        if (device == Device.Cpu)
        {
            return new(device, new Dictionary<string, string> { ["kernels"] = $"{Exact.Version} by {Simd.Path}" });
        }

        var engine = new SortedDictionary<string, string>(EngineFingerprint.OfGpu().ToDictionary(),
            StringComparer.Ordinal);
        if (DeterministicMode.Set(on: true) is { Count: > 0 } missing)
        {
            engine["unpromised"] = string.Join("; ", missing);
        }

        return new(device, engine);
    }
}
