using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Shards;

namespace Pruning.Tests.Reproductions.Auditing.Shards;

/// <summary>A folder in which shards are run and merged.</summary>
internal sealed class ShardPlace : IDisposable
{
    private readonly Workplace place = new();

    /// <summary>Holds the shards' folders, and what is merged of them.</summary>
    public string Folder => place.Folder;

    public List<string> Warnings => place.Warnings;

    /// <summary>Runs a shard as <c>audit --shard</c> does.</summary>
    /// <returns>Its folder.</returns>
    public string Run(AuditOptions options, int index, int count, string? into = null)
    {
        var directory = into ?? Folder;
        var shard = new Shard(index, count);
        var (folder, ledger) = ShardFolder.Open(directory, shard,
            ShardFile.Of(shard, options, "some", Workplace.Machine), fresh: false, Warnings.Add);
        using (ledger)
        {
            new Auditor(ledger, Workplace.Machine, new RecordingObserver())
            {
                Merged = LedgerSnapshot.Read(directory, Warnings.Add),
            }.RunShard(options, shard);
        }

        return folder.Path;
    }

    /// <summary>Runs all shards.</summary>
    /// <returns>Their folders.</returns>
    public string[] RunAll(AuditOptions options, int count) =>
        [.. Enumerable.Range(1, count).Select(i => Run(options, i, count))];

    /// <summary>Merges folders; by default those of this place.</summary>
    public Merge Merge(IReadOnlyList<Claim> claims, params string[] folders) =>
        Pruning.Reproductions.Auditing.Shards.Merge.Of(ShardSources.Find(folders.Length == 0 ? [Folder] : folders),
            claims, Folder, new RecordingObserver(), Warnings.Add);

    /// <summary>Changes a text in a file.</summary>
    public static void Edit(string folder, string file, string old, string changed)
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        Xunit.Assert.Contains(old, text);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
    }

    public void Dispose() => place.Dispose();
}
