using System.CommandLine;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Comparing;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>The option <c>--baseline</c>: an earlier audit that a new one's verdicts are compared with.</summary>
internal static class Baseline
{
    private const int FewClaims = 3;

    public static Option<string?> Option()
    {
        var option = new Option<string?>("--baseline")
        {
            Description = $"Former {AuditFile.Name}, or its folder, to compare with; exit code "
                + $"{CommandLine.Moved} where a verdict moved",
            HelpName = "FILE"
        };
        PathArguments.DemandName(option, "a file");
        return option;
    }

    /// <summary>Reads a baseline, before work begins.</summary>
    /// <param name="path">The option's value; null: none is given.</param>
    /// <param name="claims">Ids of the claims that will be judged.</param>
    /// <exception cref="AuditException">It cannot be read, or has none of the claims.</exception>
    public static AuditResult? Read(string? path, IEnumerable<string> claims)
    {
        if (path is null)
        {
            return null;
        }

        var file = AuditFile.PathOf(path);
        InputFile.Check(file, "baseline");
        var baseline = AuditFile.Read(file);
        string[] ids = [.. baseline.Claims.Select(c => c.Id)];
        if (ids.Intersect(claims).Any())
        {
            return baseline;
        }

        var has = ids.Length == 0 ? "no claim at all"
            : $"{string.Join(", ", ids.Take(FewClaims))}{(ids.Length > FewClaims ? ", …" : string.Empty)}";
        throw new AuditException($"The baseline '{file}' has none of the claims to judge, so nothing could move; it "
            + $"has {has}. Name the report of an audit of the same claims.");
    }

    /// <summary>Prints what moved, and what was not compared.</summary>
    public static void Print(AuditComparison comparison)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{ComparisonText.Summary(comparison)}[/]");
        if (comparison.Moved.Count > 0)
        {
            var table = TerminalTable.Of(ComparisonText.Heads);
            foreach (var moved in comparison.Moved)
            {
                table.AddRow([.. ComparisonText.Cells(moved).Select(c => Markup.Escape(c.ReplaceLineEndings(" ")))]);
            }

            AnsiConsole.Write(table);
        }

        foreach (var sentence in ComparisonText.NotCounted(comparison))
        {
            AnsiConsole.MarkupLineInterpolated($"{sentence}");
        }
    }
}
