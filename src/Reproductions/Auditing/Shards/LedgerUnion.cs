using Pruning.Shared.Kernels;

namespace Pruning.Reproductions.Auditing.Shards;

/// <summary>The replicates of several ledgers; which of two is taken does not depend on their order.</summary>
/// <param name="warn">Receives a sentence on each line that is skipped.</param>
internal sealed class LedgerUnion(Action<string> warn)
{
    private readonly Dictionary<(string Key, int Seed), (LedgerLine Line, string Path)> all = [];

    /// <summary>Adds the replicates of this program's version in a ledger.</summary>
    /// <exception cref="AuditException">
    /// The ledger is in use, or has other figures for a replicate of exact arithmetic than an earlier one.
    /// </exception>
    public void Add(string path)
    {
        foreach (var line in Read(path).Where(l => l.Science == ScienceVersion.Current))
        {
            if (!all.TryAdd((line.Key, line.Seed), (line, path)))
            {
                Choose(line, path);
            }
        }
    }

    /// <summary>The replicates that come from another ledger than this one.</summary>
    public IEnumerable<LedgerLine> NotIn(string path) => all.Values.Where(l => l.Path != path).Select(l => l.Line);

    /// <summary>
    /// The numerics of a study's times: those of the machine that has most replicates, should several have run it.
    /// </summary>
    /// <param name="numerics">The numerics of all that is no time.</param>
    public string TimesOf(Study study, string numerics) => all.Values.Select(l => l.Line)
        .Where(l => l.Study == study.Id
            && l.Numerics.StartsWith(RunEnvironment.TimesOn(numerics), StringComparison.Ordinal))
        .GroupBy(l => l.Numerics)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key ?? RunEnvironment.TimesOn(numerics);

    private IReadOnlyList<LedgerLine> Read(string path)
    {
        try
        {
            return LedgerLines.Read(path, warn);
        }
        catch (IOException e) when (Ledger.IsHeld(e))
        {
            throw new AuditException($"{path} is in use: the shard is still running. Wait for it, and merge again.", e);
        }
    }

    private void Choose(LedgerLine line, string path)
    {
        var id = (line.Key, line.Seed);
        var (known, from) = all[id];
        var (one, other) = (Text(known), Text(line));
        if (one == other)
        {
            return;
        }

        if (line.Numerics == Exact.Version)
        {
            throw new AuditException($"{from} and {path} disagree on seed {line.Seed} of {line.Study} {line.Reading}, "
                + "whose bits every processor should give. Run 'doctor' on both machines, and leave out the folder "
                + "that is wrong.");
        }

        // Times, and whatever a GPU does not promise: one of them, by lot.
        if (string.CompareOrdinal(LedgerKey.Short(other), LedgerKey.Short(one)) < 0)
        {
            all[id] = (line, path);
        }
    }

    private static string Text(LedgerLine line) => (line with { Seconds = 0 }).ToJson();
}
