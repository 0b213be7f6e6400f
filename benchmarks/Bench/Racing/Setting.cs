namespace Pruning.Benchmarks.Racing;

/// <summary>How a peer is started.</summary>
/// <param name="Processes">Processes side by side, among which the nets are shared out.</param>
/// <param name="Threads">Threads of each, in PyTorch and in BLAS.</param>
/// <param name="Passive">Whether idle OpenMP threads sleep at once (<c>OMP_WAIT_POLICY=passive</c>) instead of spinning first.</param>
/// <param name="Optimizer">PyTorch's variant: <c>loop</c>, <c>foreach</c> or <c>fused</c>; null: it has none.</param>
internal sealed record Setting(int Processes, int Threads, bool Passive, string? Optimizer)
{
    private static readonly string?[] Variants = ["foreach", "loop", "fused"];
    private static readonly string?[] None = [null];

    /// <summary>All that may be the best for PyTorch and so many nets.</summary>
    /// <param name="optimizer">Whether the optimizer's variants matter.</param>
    public static IEnumerable<Setting> OfTorch(int nets, bool optimizer = true)
    {
        var cores = Environment.ProcessorCount;
        List<(int Processes, int Threads, bool Passive)> machine = [(1, 1, false)];
        if (cores > 1)
        {
            machine.AddRange([(1, cores, true), (1, cores, false)]);
        }

        // More nets than one: a process a core instead of one on a single core.
        if (nets > 1 && cores > 1)
        {
            machine[0] = (Math.Min(cores, nets), 1, false);
        }

        return machine.SelectMany(m => (optimizer ? Variants : None).Select(v => new Setting(m.Processes, m.Threads, m.Passive, v)));
    }

    /// <summary>A process a core, one thread each.</summary>
    public static Setting Native(int nets) => new(Math.Min(Environment.ProcessorCount, nets), 1, false, null);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[]
    {
        $"{Processes} × {Threads} {(Processes * Threads == 1 ? "thread" : "threads")}",
        Passive ? "passive" : "",
        Optimizer ?? "",
    }.Where(s => s.Length > 0));
}
