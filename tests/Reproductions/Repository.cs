using Pruning.Reproductions.Expectations;

namespace Pruning.Tests.Reproductions;

/// <summary>The project's own files.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Path.GetDirectoryName(ExpectedFolder.Find().Root)!;

    /// <summary>The C# sources below some folders, as paths from the root with slashes.</summary>
    public static IEnumerable<string> Sources(params IEnumerable<string> folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)
            && !path.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>The lines of a file.</summary>
    /// <param name="path">From the root.</param>
    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));
}
