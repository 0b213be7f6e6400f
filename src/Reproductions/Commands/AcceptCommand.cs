using System.CommandLine;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Reporting;

namespace Pruning.Reproductions.Commands;

/// <summary><c>accept</c>: writes this device's short runs and an audit's figures to <c>expected/</c>.</summary>
internal static class AcceptCommand
{
    public static Command Create()
    {
        var claims = new Option<string>("--claims")
        {
            Description = "Claims to accept: ids, with * and ?, comma-separated",
            DefaultValueFactory = _ =>
            "*",
            HelpName = "GLOB"
        };
        var from = new Option<string>("--from")
        {
            Description = "Folder of the audit to accept",
            DefaultValueFactory = _ => AuditCommand.DefaultOutput,
            HelpName = "DIR"
        };
        PathArguments.DemandName(from, "a folder");
        var device = AuditCommand.Device();
        var command =
            new Command("accept", "Write this device's results to expected/, after reviewing what changed") { claims,
            from, device };
        command.SetAction(parsed => Run(ClaimArguments.Find(parsed.GetValue(claims)!), parsed.GetValue(from)!,
            parsed.GetResult(from) is { Implicit: false }, parsed.GetValue(device)));
        return command;
    }

    /// <param name="named">Whether the user named the folder, which then has to hold an audit.</param>
    private static int Run(IReadOnlyList<Claim> claims, string from, bool named, string? device)
    {
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false")
        {
            throw new AuditException("accept does not run in CI: run it on your own machine, review the difference and "
                + "commit it.");
        }

        var environment = RunEnvironment.Start(device);
        var folder = ExpectedFolder.Find();
        var audit = ReadAudit(Path.Combine(from, AuditFile.Name), named);
        var acceptance = new Acceptance(folder, environment);
        foreach (var claim in claims.Where(c => c.Study.Missing(c.Study.Primary) is null))
        {
            // What is refused is refused before hours of short runs.
            _ = Acceptance.PartOf(claim, audit);
        }

        foreach (var claim in claims)
        {
            if (claim.Study.Missing(claim.Study.Primary) is { } missing)
            {
                Console.WriteLine($"{claim.Id}: nothing to accept. {missing}");
                continue;
            }

            var merged = acceptance.Merge(claim, CheckRun.Of(claim.Study, environment,
                CheckRun.AcceptedReplicates(claim.Study)), audit);
            merged.Write(folder.PathOf(claim.Id));
            File.Delete(folder.ReceivedOf(claim.Id));
            var words = claim.IsOnTheSpot ? "judged on the spot" : merged.Audit?.Words ?? "no audit accepted yet";
            Console.WriteLine($"{claim.Id}: {words}; short run: "
                + $"{VerdictText.Of(merged.Check.Entries[environment.Entry].Verdict)}");
        }

        ReadmeTable.Write(folder);
        WordTables.Write(folder);
        return CommandLine.Ran;
    }

    private static AuditResult? ReadAudit(string path, bool named)
    {
        if (!named && !File.Exists(path))
        {
            Console.WriteLine($"{path} does not exist: the audit parts stay as they are.");
            return null;
        }

        InputFile.Check(path, "audit");
        return AuditFile.Read(path);
    }
}
