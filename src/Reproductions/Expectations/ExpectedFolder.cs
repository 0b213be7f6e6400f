namespace Pruning.Reproductions.Expectations;

/// <summary>The project's folder <c>expected</c>.</summary>
public sealed class ExpectedFolder(string path)
{
    private const string Verified = ".verified.json";

    public string Root => path;

    /// <summary>
    /// Finds the folder beside the solution, searching upwards from the current and the program's folder.
    /// </summary>
    /// <exception cref="AuditException">The program does not run within the project.</exception>
    public static ExpectedFolder Find() => FindOrNone()
        ?? throw new AuditException("This needs the project's folder 'expected', and neither the current folder nor "
            + "the program's lies in a checkout of it (where Pruning.sln is). Run it in one.");

    /// <summary>Finds the folder in the same way; null where the program does not run within the project.</summary>
    public static ExpectedFolder? FindOrNone()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Pruning.sln")))
                {
                    return new(Path.Combine(folder.FullName, "expected"));
                }
            }
        }

        return null;
    }

    /// <summary>Path of a claim's expected file.</summary>
    public string PathOf(string claim) => Path.Combine(path, claim + Verified);

    /// <summary>Path to which a failing test writes its results.</summary>
    public string ReceivedOf(string claim) => Path.Combine(path, claim + ".received.json");

    /// <summary>Ids of all claims that have an expected file.</summary>
    public IReadOnlyList<string> Claims => !Directory.Exists(path) ? [] :
        [.. Directory.EnumerateFiles(path, "*" + Verified, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(path, f).Replace('\\', '/')[..^Verified.Length])
            .Order(StringComparer.Ordinal)];
}
