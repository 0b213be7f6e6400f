using Pruning.Reproductions.Auditing.Shards;
using Pruning.Reproductions.Reporting;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Commands;

/// <summary><c>audit --shard</c>: runs a share of the replicates into a folder of its own, for <c>merge</c>.</summary>
internal static class ShardRun
{
    /// <param name="selection">The claims as the command line named them.</param>
    /// <param name="output">Folder of the whole audit, in which the shard gets its own.</param>
    public static int Run(AuditOptions options, Shard shard, string selection, string? device, string output,
        bool fresh, double keepGib)
    {
        var environment = RunEnvironment.Start(device);
        AtomicFile.CheckFolder(output);
        if (options.SaveWeights is { } weights)
        {
            AtomicFile.CheckFolder(weights);
        }

        using var interruption = new Interruption(
            $"Interrupted. Finished replicates are kept in {Path.Combine(output, shard.FolderName)}; the same command"
            + $"{(fresh ? " without --fresh" : string.Empty)} goes on from there.");
        return interruption.Around(() =>
        {
            var (folder, ledger) = ShardFolder.Open(
                output, shard, ShardFile.Of(shard, options, selection, environment), fresh, AuditCommand.Warn);
            using var held = ledger;
            var merged = fresh ? LedgerSnapshot.Empty : LedgerSnapshot.Read(output, AuditCommand.Warn);
            Console.WriteLine($"Shard {shard.Index} of {shard.Count}: {CountText.Of(options.Claims.Count, "claim")} on "
                + $"{environment.Facts["device"]}, numerics {environment.Numerics}.");
            Progress.Around(observer =>
            {
                new Auditor(ledger, environment, observer) { Merged = merged }.RunShard(options with
                {
                    Nets = AuditCommand.KeptNets(environment, fresh, keepGib),
                    Cancel = interruption.Token,
                }, shard);
                return true;
            });
            interruption.Token.ThrowIfCancellationRequested();
            Console.WriteLine($"Shard {shard.Index} of {shard.Count} has ended: {folder.Path}. When all have, merge "
                + "them: merge DIR --out DIR, where DIR holds the shards' folders.");
            return CommandLine.Ran;
        });
    }
}
