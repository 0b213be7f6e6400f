namespace Pruning.Benchmarks.Racing;

/// <summary>How a peer is started.</summary>
/// <param name="Processes">Processes side by side, among which the nets are shared out.</param>
/// <param name="Threads">Threads of each, in PyTorch and in BLAS.</param>
/// <param name="Passive">
/// Whether idle OpenMP threads sleep at once (<c>OMP_WAIT_POLICY=passive</c>) instead of spinning first.
/// </param>
/// <param name="Optimizer">PyTorch's variant: <c>loop</c>, <c>foreach</c> or <c>fused</c>; null: it has none.</param>
internal sealed record Setting(int Processes, int Threads, bool Passive = false, string? Optimizer = null)
{
    /// <summary>The variable that names OpenBLAS's kernels: what is set for other programs may slow this one.</summary>
    public const string CoreType = "OPENBLAS_CORETYPE";

    private static readonly string?[] Variants = ["foreach", "loop", "fused"];

    /// <summary>Whether <see cref="CoreType"/> is taken from the peer's environment.</summary>
    public bool WithoutCoreType { get; init; }

    /// <summary>All that may be the best for so many nets: processes and threads that fill the cores.</summary>
    public static IReadOnlyList<Setting> OfThreads(int nets)
    {
        var cores = Environment.ProcessorCount;
        if (cores == 1)
        {
            return [new(1, 1)];
        }

        // More nets than one: a process a core instead of one on a single core.
        return [new(Math.Min(cores, nets), 1), new(1, cores, Passive: true), new(1, cores)];
    }

    /// <summary>The same with every variant of PyTorch's optimizer, with and without a core type that is set.</summary>
    public static IReadOnlyList<Setting> OfPyTorch(int nets, bool optimizer = true) =>
    [
        .. OfThreads(nets)
            .SelectMany(s => optimizer ? Variants.Select(v => s with { Optimizer = v }) : [s])
            .SelectMany(s => HasCoreType ? [s, s with { WithoutCoreType = true }] : (Setting[])[s]),
    ];

    /// <summary>A process a core, one thread each.</summary>
    public static Setting Native(int nets) => new(Math.Min(Environment.ProcessorCount, nets), 1);

    private static bool HasCoreType => Environment.GetEnvironmentVariable(CoreType) is { Length: > 0 };

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[]
    {
        $"{Processes} × {Threads} {(Processes * Threads == 1 ? "thread" : "threads")}",
        Passive ? "passive" : "",
        Optimizer ?? "",
        WithoutCoreType ? $"no {CoreType}" : "",
    }.Where(s => s.Length > 0));
}
