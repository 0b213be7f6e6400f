namespace Pruning.Reproductions.Reporting;

/// <summary>Reads the <c>audit.json</c> of an earlier audit from disk.</summary>
internal static class AuditFile
{
    public const string Name = "audit.json";

    /// <summary>The file that a path means: itself, or the <c>audit.json</c> of the folder that it names.</summary>
    public static string PathOf(string fileOrFolder) =>
        Directory.Exists(fileOrFolder) ? Path.Combine(fileOrFolder, Name) : fileOrFolder;

    /// <summary>Reads a file.</summary>
    /// <exception cref="AuditException">
    /// It is no report that this program reads; the message names the file, the reason and the way out.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static AuditResult Read(string path)
    {
        try
        {
            return AuditJson.Parse(File.ReadAllText(path));
        }
        catch (InvalidDataException e)
        {
            throw new AuditException($"'{path}' is no report to read: {e.Message}", e);
        }
    }
}
