using System.CommandLine;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Comparing;
using Pruning.Shared.Files;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary><c>compare</c>: sets two audits side by side, whatever moved.</summary>
internal static class CompareCommand
{
    public static readonly string DefaultOutput = Path.Combine("artifacts", "compare");

    private const string PageName = "index.html";

    public static Command Create()
    {
        var then = new Argument<string>("THEN")
        {
            Description = $"The earlier report: its folder, or its {AuditFile.Name}"
        };
        var now = new Argument<string>("NOW") { Description = "The later report, likewise" };
        var output = PathArguments.Output("Folder for the page", DefaultOutput);
        PathArguments.DemandName(then, "a file or a folder");
        PathArguments.DemandName(now, "a file or a folder");
        var command = new Command("compare", "Set the reports of two audits side by side") { then, now, output };
        command.SetAction(parsed => Run(
            parsed.GetValue(then)!, parsed.GetValue(now)!, Path.GetFullPath(parsed.GetValue(output)!)));
        return command;
    }

    private static int Run(string then, string now, string output)
    {
        var page = Path.Combine(output, PageName);
        AtomicFile.CheckFolder(output);
        if (Directory.Exists(output))
        {
            // The page has the name of that of a report, which it must not replace in the folder of one.
            AtomicFile.Check(page, PageBeside(then), PageBeside(now));
        }

        var (before, after) = (Read(then, "earlier report"), Read(now, "later report"));
        Directory.CreateDirectory(output);
        AtomicFile.Write(page, ComparisonPage.Render(before, after));
        Print(AuditComparison.Of(before.Audit, after.Audit));
        Console.WriteLine($"Page: {page}");
        return CommandLine.Ran;
    }

    private static string PageBeside(string report) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(AuditFile.PathOf(report)))!, PageName);

    private static (string Name, AuditResult Audit) Read(string path, string what)
    {
        var file = AuditFile.PathOf(path);
        InputFile.Check(file, what);
        return (file, AuditFile.Read(file));
    }

    private static void Print(AuditComparison comparison)
    {
        var table = TerminalTable.Of(["Claim", "Then", "Now", "Estimate then", "Estimate now", "Change"]);
        foreach (var claim in comparison.Claims)
        {
            table.AddRow(claim.Id.EscapeMarkup(), Verdict(claim.Then), Verdict(claim.Now), Estimate(claim.Then),
                Estimate(claim.Now), ComparisonText.Of(claim.Change));
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"[bold]{ComparisonText.Summary(comparison, "before")}[/]");
        foreach (var claim in comparison.Claims)
        {
            foreach (var move in ComparisonText.Moves(claim))
            {
                AnsiConsole.MarkupLineInterpolated($"[bold]{claim.Id}[/] {move}");
            }
        }

        static string Verdict(ClaimResult? claim) => claim is null ? "–"
            : $"[{ResultTable.ColorOf(claim.Verdict)}]{VerdictText.Of(claim).EscapeMarkup()}[/]";

        static string Estimate(ClaimResult? claim) =>
            claim is null ? "–" : ComparisonText.Estimate(claim).EscapeMarkup();
    }
}
