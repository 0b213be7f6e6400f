namespace Pruning.Reproductions.Auditing;

/// <summary>The replicates of a ledger as it was when it was read; the ledger is neither held nor changed.</summary>
public sealed class LedgerSnapshot
{
    private readonly Dictionary<(string Key, int Seed), LedgerLine> lines;

    private LedgerSnapshot(IEnumerable<LedgerLine> lines) => this.lines = lines.ToDictionary(l => (l.Key, l.Seed));

    /// <summary>A snapshot without replicates.</summary>
    public static LedgerSnapshot Empty { get; } = new([]);

    /// <summary>Reads the ledger of a folder; where there is none, the snapshot is empty.</summary>
    /// <param name="warn">Receives a sentence on each line that is skipped.</param>
    /// <exception cref="AuditException">Another process writes to it.</exception>
    public static LedgerSnapshot Read(string directory, Action<string> warn)
    {
        var path = Path.Combine(directory, Ledger.FileName);
        try
        {
            return File.Exists(path) ? new(LedgerLines.Read(path, warn)) : Empty;
        }
        catch (IOException e) when (Ledger.IsHeld(e))
        {
            throw new AuditException($"{path} is in use: an audit or a merge writes to {directory}. Wait for it, or "
                + "choose another folder with --out.", e);
        }
    }

    /// <summary>The replicate of a key and seed; null if it has not run.</summary>
    public Replicate? Find(LedgerKey key, int seed) => lines.GetValueOrDefault((key.Hash, seed))?.ToReplicate();
}
