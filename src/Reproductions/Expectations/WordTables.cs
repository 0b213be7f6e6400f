using Pruning.Reproductions.Reporting;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Expectations;

/// <summary>
/// The claims' tables of words in the project's pages: in README.md what is short, and the whole of that of
/// <c>document/claim</c> in <c>docs/claim.md</c>.
/// </summary>
public static class WordTables
{
    /// <summary>The pages as they should be, by path.</summary>
    /// <exception cref="AuditException">A page lacks the marks of its table.</exception>
    public static IReadOnlyDictionary<string, string> Render(ExpectedFolder folder)
    {
        var readme = ReadmeTable.PathOf(folder);
        var pages = new Dictionary<string, string> { [readme] = File.ReadAllText(readme) };
        foreach (var claim in Catalogue.Claims)
        {
            if (claim.Words is { } table)
            {
                var page = Path.Combine(folder.Root, "..", "docs", $"{claim.Id.Split('/')[1]}.md");
                pages[readme] = Update(readme, pages[readme], claim, WordsText.Of(table, c => c.Short));
                pages[page] = Update(page, File.ReadAllText(page), claim, WordsText.Of(table, c => c.ToString()));
            }
        }

        return pages;
    }

    /// <summary>Brings the pages up to date.</summary>
    public static void Write(ExpectedFolder folder)
    {
        foreach (var (path, text) in Render(folder))
        {
            AtomicFile.Write(path, text);
        }
    }

    private static string Update(string path, string text, Claim claim, string table) => MarkedTable.Update(
        Path.GetFileName(path), text, $"<!-- {claim.Id}: written by accept -->", $"<!-- /{claim.Id} -->", table);
}
