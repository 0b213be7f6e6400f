using System.Text;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Comparing;
using Pruning.Reproductions.Reporting.GitHub;
using Spectre.Console;

namespace Pruning.Reproductions.Commands;

/// <summary>What a job of GitHub Actions is told beside the report: its summary, and annotations.</summary>
internal static class GitHubActions
{
    private static bool IsHere => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    /// <summary>Root of the repository that the job works on.</summary>
    private static string Workspace => Environment.GetEnvironmentVariable("GITHUB_WORKSPACE") is { Length: > 0 } root
        ? root
        : Environment.CurrentDirectory;

    /// <summary>
    /// Appends to the job's summary and prints annotations; elsewhere nothing. A summary that cannot be written is
    /// told, and is no failure.
    /// </summary>
    /// <param name="comparison">The audit beside its baseline; null: it has none.</param>
    /// <param name="report">The report's folder.</param>
    /// <param name="stated">The claims file, and each claim's line in it; null: the claims are this project's.</param>
    public static void Tell(
        AuditResult result,
        AuditComparison? comparison,
        string report,
        (string File, IReadOnlyDictionary<string, long> Lines)? stated)
    {
        if (!IsHere)
        {
            return;
        }

        foreach (var annotation in Annotations.Of(result, comparison, PlaceOf(stated)))
        {
            // Without the console's wrapping: a workflow command is one line.
            Console.WriteLine(annotation);
        }

        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } path)
        {
            return;
        }

        try
        {
            var ofRuns = stated is not null;
            var frame = ofRuns ? ReportFrame.OfRuns : ReportFrame.OfAudit;
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
            // Begun on a line of its own, whatever the step wrote before.
            var start = file.Length > 0 ? "\n" : string.Empty;
            file.Write(Encoding.UTF8.GetBytes(start + JobSummary.Render(result, frame.Title, comparison, !ofRuns,
                InWorkspace(report) ?? report, JobSummary.Limit - file.Length - start.Length)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]warning:[/] The job's summary cannot be written: {e.Message}");
        }
    }

    /// <summary>Prints what stopped a command as an annotation of the job; elsewhere nothing.</summary>
    public static void TellError(string command, string message)
    {
        if (IsHere)
        {
            Console.WriteLine(new Annotation("error", $"{command} failed", ErrorOutput.Shown(message), null));
        }
    }

    private static Func<string, ClaimPlace?> PlaceOf((string File, IReadOnlyDictionary<string, long> Lines)? stated)
    {
        if (stated is not var (file, lines))
        {
            return new DocumentSources(Workspace).PlaceOf;
        }

        return InWorkspace(file) is { } path
            ? id => lines.TryGetValue(id, out var line) ? new ClaimPlace(path, line) : null
            : _ => null;
    }

    /// <summary>A path from the repository's root, with slashes; null: it lies elsewhere.</summary>
    private static string? InWorkspace(string path)
    {
        var relative = Path.GetRelativePath(Workspace, Path.GetFullPath(path)).Replace('\\', '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? null
            : relative;
    }
}
