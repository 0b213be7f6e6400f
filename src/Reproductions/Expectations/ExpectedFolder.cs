namespace Pruning.Reproductions.Expectations;

/// <summary>The folder <c>expected</c> of the project.</summary>
public sealed class ExpectedFolder(string path)
{
    private const string Verified = ".verified.json";

    public string Root => path;

    /// <summary>Finds it upwards from the program's folder and from the current one, beside the solution.</summary>
    /// <exception cref="AuditException">The program does not run from within the project.</exception>
    public static ExpectedFolder Find()
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

        throw new AuditException("The folder 'expected' was not found: run this within a checkout of the project.");
    }

    /// <summary>Where a claim's expected file is.</summary>
    public string PathOf(string claim) => Path.Combine(path, claim + Verified);

    /// <summary>Where a failing test writes what it found instead.</summary>
    public string ReceivedOf(string claim) => Path.Combine(path, claim + ".received.json");

    /// <summary>The ids of all claims that have an expected file.</summary>
    public IReadOnlyList<string> Claims => !Directory.Exists(path) ? [] :
        [.. Directory.EnumerateFiles(path, "*" + Verified, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(path, f).Replace('\\', '/')[..^Verified.Length])
            .Order(StringComparer.Ordinal)];
}
