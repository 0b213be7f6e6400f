namespace Pruning.Reproductions.Auditing.Shards;

/// <summary>What is merged: the folders of shards, and ledgers of merged audits beside them.</summary>
/// <param name="Shards">Shards of one audit, at least one; the same shard may be there twice.</param>
/// <param name="Merged">Paths of further ledgers.</param>
public sealed record ShardSources(IReadOnlyList<ShardFolder> Shards, IReadOnlyList<string> Merged)
{
    /// <summary>What the shards were asked for.</summary>
    public ShardFile Asked => Shards[0].File;

    /// <summary>Number of shards; where it was changed on the way, the largest.</summary>
    public int Count => Shards.Max(s => s.Shard.Count);

    /// <summary>
    /// Finds shards: a folder is one, or holds some and perhaps what was merged of them, or holds a merged ledger
    /// alone. The order of the folders does not matter, nor does it if one is named twice.
    /// </summary>
    /// <exception cref="AuditException">
    /// There is no shard in a folder, or the shards are not of one audit; the message names the folders.
    /// </exception>
    public static ShardSources Find(IReadOnlyList<string> folders)
    {
        var shards = new SortedDictionary<string, ShardFolder>(StringComparer.Ordinal);
        var merged = new HashSet<string>();
        foreach (var folder in folders.Select(f => Path.TrimEndingDirectorySeparator(Path.GetFullPath(f))))
        {
            DemandFolder(folder);
            var ledger = Path.Combine(folder, Ledger.FileName);
            ShardFolder[] found = ShardFolder.Read(folder) is { } itself ? [itself]
                : [.. Directory.EnumerateDirectories(folder).Select(ShardFolder.Read).OfType<ShardFolder>()];
            Array.ForEach(found, s => shards[s.Path] = s);
            if (File.Exists(ledger) && !shards.ContainsKey(folder))
            {
                merged.Add(ledger);
            }
            else if (found.Length == 0)
            {
                throw new AuditException($"{folder} holds no shard and no ledger. 'audit --shard I/N --out DIR' writes "
                    + "shards into DIR; merge takes DIR, or the folders in it.");
            }
        }

        if (shards.Count == 0)
        {
            throw new AuditException($"{folders[0]} holds a ledger, but none of the folders holds a shard, whose "
                + $"{ShardFile.FileName} says what is to be judged. 'audit --out {folders[0]}' judges that ledger.");
        }

        var ordered = shards.Values.OrderBy(s => s.Shard.Index).ToList();
        ordered.Skip(1).ToList().ForEach(s => DemandOneAudit(ordered[0], s));
        return new(ordered, [.. merged.Order(StringComparer.Ordinal)]);
    }

    private static void DemandFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new AuditException(File.Exists(folder) ? $"{folder} is a file; expected the folder of a shard."
                : $"There is no folder {folder}.");
        }
    }

    private static void DemandOneAudit(ShardFolder one, ShardFolder other)
    {
        if (one.File.DifferenceTo(other.File) is { } difference)
        {
            throw new AuditException($"{one.Path} and {other.Path} are shards of different audits: they differ in the "
                + $"{difference}. Merge those of one audit.");
        }

        if (one.File.Science != other.File.Science)
        {
            throw new AuditException($"{one.Path} and {other.Path} were run by different versions of this program "
                + $"(science {one.File.Science}; {other.File.Science}). Run one of them again with the other's.");
        }

        if (one.File.Numerics != other.File.Numerics)
        {
            throw new AuditException($"{one.Path} and {other.Path} have different numerics ({one.File.Numerics}; "
                + $"{other.File.Numerics}), and figures of different numerics are not mixed. Run one of them again "
                + "with the other's --device.");
        }
    }
}
