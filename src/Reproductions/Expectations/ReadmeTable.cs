using System.Text;
using Pruning.Reproductions.Reporting;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Expectations;

/// <summary>The README's table of verdicts, from the audit parts of the expected files.</summary>
public static class ReadmeTable
{
    private const string Begin = "<!-- verdicts: written by accept -->";
    private const string End = "<!-- /verdicts -->";

    /// <summary>
    /// The table of all claims with an accepted audit, in the catalogue's order, and of those that are judged on the spot.
    /// </summary>
    public static string Render(ExpectedFolder folder)
    {
        var text =
            new StringBuilder("| Claim | Published | Measured | n | Verdict |\n| --- | --- | --- | --: | --- |\n");
        foreach (var claim in Catalogue.Claims)
        {
            if (ExpectedFile.Read(folder.PathOf(claim.Id))?.Audit is { } audit)
            {
                text.Append($"| `{claim.Id}`: {Escape(claim.Statement)} | {Escape(audit.Published)} | "
                    + $"{Escape(audit.Measured)} | {audit.N} | "
                    + $"**{Escape(audit.Headline)}**{Escape(audit.Words[audit.Headline.Length..])} |\n");
            }
            else if (claim.IsOnTheSpot)
            {
                text.Append($"| `{claim.Id}`: {Escape(claim.Statement)} | {Escape(FigureText.Published(claim.Published))} | "
                    + "a time of the machine at hand | | *judged on the spot* |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Replaces the table between the two marks in a README's text.</summary>
    /// <exception cref="AuditException">The marks are missing.</exception>
    public static string Update(string readme, string table) =>
        MarkedTable.Update("README.md", readme, Begin, End, table);

    /// <summary>Updates the README beside the expected folder.</summary>
    public static void Write(ExpectedFolder folder)
    {
        var path = PathOf(folder);
        AtomicFile.Write(path, Update(File.ReadAllText(path), Render(folder)));
    }

    public static string PathOf(ExpectedFolder folder) => Path.Combine(folder.Root, "..", "README.md");

    private static string Escape(string text) => text.Replace("|", "\\|");
}
