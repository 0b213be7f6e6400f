using System.Text;
using Pruning.Reproductions.Reporting.Comparing;

namespace Pruning.Reproductions.Reporting.GitHub;

/// <summary>An audit as a summary of a job on GitHub: what moved, and the table of verdicts, in Markdown.</summary>
internal static class JobSummary
{
    /// <summary>GitHub takes no longer summary from a step, in bytes.</summary>
    public const int Limit = 1 << 20;

    private const string CutShort = "\nThe summary is cut short here; the report has the rest.\n";

    /// <summary>
    /// The summary in at most <paramref name="limit"/> bytes of UTF-8. One that is too long ends with a whole line and
    /// says so; where not even that has room it is empty.
    /// </summary>
    /// <param name="title">Its heading.</param>
    /// <param name="comparison">The audit beside its baseline; null: it has none.</param>
    /// <param name="readings">Whether the table says in how many readings a claim's verdict is the same.</param>
    /// <param name="report">The report's folder.</param>
    public static string Render(
        AuditResult result,
        string title,
        AuditComparison? comparison,
        bool readings,
        string report,
        long limit = Limit)
    {
        var text = new StringBuilder($"## {MarkdownText.Escape(title)}\n\n");
        if (comparison is not null)
        {
            text.Append($"### Beside the baseline\n\n{ComparisonText.Markdown(comparison)}### Verdicts\n\n");
        }

        text.Append($"{VerdictTable.Markdown(VerdictTable.Rows(result), readings)}\n");
        foreach (var sentence in readings ? UnfinishedText.Of(result) : [])
        {
            text.Append($"{MarkdownText.Escape(sentence)}\n\n");
        }

        text.Append($"The report: `{report.Replace('`', '\'')}`\n");
        return Fit(text.ToString(), limit);
    }

    private static string Fit(string text, long limit)
    {
        if (Encoding.UTF8.GetByteCount(text) <= limit)
        {
            return text;
        }

        var room = limit - Encoding.UTF8.GetByteCount(CutShort);
        if (room < 0)
        {
            return string.Empty;
        }

        var kept = new StringBuilder();
        foreach (var line in text.TrimEnd('\n').Split('\n').Select(l => l + "\n"))
        {
            room -= Encoding.UTF8.GetByteCount(line);
            if (room < 0)
            {
                break;
            }

            kept.Append(line);
        }

        return kept + CutShort;
    }
}
