using System.Reflection;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Judging;

/// <summary>A claims file and a table of runs to start from, which can be judged as they are.</summary>
internal static class ExampleFiles
{
    private static readonly string[] Names = ["claims.yaml", "runs.csv"];

    /// <summary>The text of one of the files.</summary>
    public static string Text(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"example/{name}")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    /// <summary>Writes both into a folder, which is created where it is missing.</summary>
    /// <returns>Their paths, the claims file first.</returns>
    /// <exception cref="AuditException">
    /// One is there already, or the folder cannot be written to; nothing is written.
    /// </exception>
    public static IReadOnlyList<string> Write(string folder)
    {
        if (File.Exists(folder))
        {
            throw new AuditException($"'{folder}' is a file; name a folder: judge --example DIR");
        }

        string[] paths = [.. Names.Select(n => Path.Combine(folder, n))];
        if (Array.Find(paths, Path.Exists) is { } taken)
        {
            throw new AuditException($"{taken} is there already; name another folder: judge --example DIR");
        }

        AtomicFile.CheckFolder(folder);
        Directory.CreateDirectory(folder);
        foreach (var (name, path) in Names.Zip(paths))
        {
            AtomicFile.Write(path, Text(name));
        }

        return paths;
    }
}
