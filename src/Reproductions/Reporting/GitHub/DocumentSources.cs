namespace Pruning.Reproductions.Reporting.GitHub;

/// <summary>Finds audited claims in the documents' sources, where a checkout of this project is at hand.</summary>
internal sealed class DocumentSources
{
    private const string Folder = "src/Reproductions/Papers";

    private readonly List<(string File, string[] Lines)> sources = [];

    /// <param name="root">Root of a repository; where it is not this project's, nothing is found.</param>
    public DocumentSources(string root)
    {
        var papers = Path.Combine(root, Folder);
        if (Directory.Exists(papers))
        {
            sources = [.. Directory.EnumerateFiles(papers, "*Document*.cs", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => (Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllLines(f)))];
        }
    }

    /// <summary>The line with a claim's id; null: there is none.</summary>
    public ClaimPlace? PlaceOf(string claim)
    {
        foreach (var (file, lines) in sources)
        {
            var line = Array.FindIndex(lines, l => l.Contains($"\"{claim}\"", StringComparison.Ordinal));
            if (line >= 0)
            {
                return new(file, line + 1);
            }
        }

        return null;
    }
}
