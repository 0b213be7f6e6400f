using System.Globalization;
using Pruning.Shared.Engine;
using Pruning.Shared.Kernels;

namespace Pruning.Reproductions.Auditing;

/// <summary>Environment of an audit: device, numerics, versions.</summary>
public sealed class RunEnvironment
{
    private const string Time = "time";

    private readonly IReadOnlyDictionary<string, string>? elsewhere;
    private readonly Func<Study, string>? numericsElsewhere;

    /// <param name="engine">The engine's parts on that device, by name.</param>
    public RunEnvironment(Device device, IReadOnlyDictionary<string, string> engine)
    {
        Device = device;
        Engine = engine;
        Numerics = Auditing.Numerics.Of(device, engine);
    }

    private RunEnvironment(IReadOnlyDictionary<string, string> facts, Func<Study, string> numericsOf)
    {
        (elsewhere, numericsElsewhere) = (facts, numericsOf);
        Device = facts["device"] == "cpu" ? Device.Cpu : Device.Cuda;
        Numerics = facts["numerics"];
        Engine = new Dictionary<string, string>();
    }

    public Device Device { get; }

    /// <summary>The engine's parts, by name.</summary>
    public IReadOnlyDictionary<string, string> Engine { get; }

    /// <summary>What bits depend on, in words; equal numerics promise equal bits.</summary>
    public string Numerics { get; }

    /// <summary>Numerics of a study; timings also depend on the machine, its cores and the runtime.</summary>
    public string NumericsOf(Study experiment) => numericsElsewhere?.Invoke(experiment) ?? (experiment.OneAtATime
        ? TimesOn(Numerics) + $"{Processor.Name}, {Environment.ProcessorCount} cores, .NET {Environment.Version}"
        : Numerics);

    /// <summary>What the numerics of timings begin with.</summary>
    public static string TimesOn(string numerics) => $"{numerics}, times of ";

    /// <summary>Whether equal bits are promised, as on any CPU.</summary>
    public bool IsExact => Auditing.Numerics.IsExact(Device);

    /// <summary>Entry of an expected file for results of this environment.</summary>
    public string Entry => IsExact ? Auditing.Numerics.ExactEntry : Numerics;

    /// <summary>Facts for the report.</summary>
    public IReadOnlyDictionary<string, string> Facts
    {
        get
        {
            if (elsewhere is not null)
            {
                return elsewhere.ToDictionary(f => f.Key, f => f.Key == Time ? Now : f.Value);
            }

            var facts = new Dictionary<string, string>
            {
                ["version"] = typeof(RunEnvironment).Assembly.GetName().Version?.ToString(3) ?? "0",
                [Time] = Now,
                ["device"] = Device == Device.Cpu ? "cpu" : "cuda",
                ["numerics"] = Numerics,
                ["fingerprint"] = LedgerKey.Short(Numerics),
                // The numerics in 16 digits, kept for readers of earlier reports.
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

    private static string Now => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The environment of replicates that were run elsewhere and are judged here.</summary>
    /// <param name="facts">Its facts; the time is that of asking for them.</param>
    /// <param name="numericsOf">The numerics under which a study's replicates are in the ledger.</param>
    public static RunEnvironment Elsewhere(
        IReadOnlyDictionary<string, string> facts, Func<Study, string> numericsOf) => new(facts, numericsOf);

    /// <summary>Starts the engine on a device.</summary>
    /// <param name="device">
    /// <c>auto</c>, <c>cpu</c> or <c>cuda</c>; null: the value of PRUNING_DEVICE, else <c>auto</c>.
    /// </param>
    /// <exception cref="AuditException">The device is unknown or not available.</exception>
    /// <exception cref="LibTorchException">LIBTORCH names a folder without a libtorch.</exception>
    public static RunEnvironment Start(string? device = null)
    {
        var wanted = device ?? Environment.GetEnvironmentVariable("PRUNING_DEVICE");
        if (wanted != "cpu")
        {
            // A libtorch that is named must be usable, even where no GPU needs it.
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
