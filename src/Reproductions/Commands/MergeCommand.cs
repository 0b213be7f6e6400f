using System.CommandLine;
using Pruning.Reproductions.Auditing.Shards;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Reporting;

namespace Pruning.Reproductions.Commands;

/// <summary><c>merge</c>: unites the ledgers of shards, judges the claims and writes the report.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("DIR")
        {
            Description = "Folders of shards, or folders that hold them",
            Arity = ArgumentArity.OneOrMore
        };
        PathArguments.DemandName(folders, "a folder");
        var output = PathArguments.Output("Folder for the report and the united ledger", AuditCommand.DefaultOutput);
        var figures = FigureOption.Create();
        var baseline = Baseline.Option();
        var command = new Command("merge", "Unite the shards of an audit, judge the claims and write the report")
        {
            folders, output, figures, baseline
        };
        command.SetAction(parsed => Run(parsed.GetValue(folders)!, Path.TrimEndingDirectorySeparator(
            Path.GetFullPath(parsed.GetValue(output)!)), parsed.GetValue(figures), parsed.GetValue(baseline)));
        return command;
    }

    private static int Run(string[] folders, string output, string? figures, string? baseline)
    {
        var sources = ShardSources.Find(folders);
        Merge.Check(sources, output);
        var claims = ClaimsOf(sources);
        ReportWriter.Check(output);
        FigureOption.Check(figures);
        var earlier = Baseline.Read(baseline, claims.Select(c => c.Id));
        using var interruption = new Interruption("Interrupted. The shards are as they were; merge them again.");
        return interruption.Around(() =>
        {
            var shards = sources.Shards.Select(s => $"{s.Shard}").Distinct();
            Console.WriteLine($"Merging {string.Join(", ", shards)}: "
                + $"{claims.Count} claims, numerics {sources.Asked.Numerics}.");
            var merged = Progress.Around(o => Merge.Of(sources, claims, output, o, AuditCommand.Warn));
            interruption.Token.ThrowIfCancellationRequested();
            if (merged.Result is not { } result)
            {
                throw new AuditException(ShardText.Missing(merged.Missing, sources, folders, output));
            }

            result = EarlierVerdicts.Beside(result, ExpectedFolder.FindOrNone(), AuditCommand.Warn);
            ReportWriter.Write(result, output);
            FigureOption.Write(result, figures);
            ResultTable.Print(result);
            Console.WriteLine($"Report: {Path.Combine(output, "index.html")}");
            if (merged.Next.Count > 0)
            {
                Console.WriteLine(ShardText.Next(merged.Next, sources, folders, output));
            }

            return Conclusion.Of(result, earlier, output);
        });
    }

    /// <summary>The claims that the shards were asked for, in the catalogue's order.</summary>
    private static IReadOnlyList<Claim> ClaimsOf(ShardSources sources)
    {
        var ids = sources.Asked.Claims.ToHashSet();
        IReadOnlyList<Claim> claims = [.. Catalogue.Claims.Where(c => ids.Contains(c.Id))];
        return claims.Count == ids.Count ? claims : throw new AuditException(
            $"{sources.Shards[0].Path} is a shard of claims that this program has not: "
            + $"{string.Join(", ", ids.Except(claims.Select(c => c.Id)).Order(StringComparer.Ordinal))}. "
            + "Merge with the program that ran the shards.");
    }
}
