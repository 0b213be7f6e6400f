using Pruning.Reproductions.Reporting;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Commands;

/// <summary>Checks files named on the command line.</summary>
internal static class InputFile
{
    /// <summary>Checks that a file can be read.</summary>
    /// <param name="what">What it is, for messages: <c>claims file</c>.</param>
    /// <exception cref="AuditException">It cannot be; the message says why.</exception>
    public static void Check(string path, string what)
    {
        if (!File.Exists(path))
        {
            throw new AuditException(Directory.Exists(path)
                ? $"'{path}' is a folder; expected a {what}."
                : $"The {what} '{path}' does not exist.{Instead(path)}");
        }

        try
        {
            OrdinaryFile.OpenRead(path).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuditException($"The {what} '{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>What to do about a report that a folder does not hold; empty where that is not the matter.</summary>
    private static string Instead(string path) =>
        Path.GetFileName(path) == AuditFile.Name && Directory.Exists(Path.GetDirectoryName(path))
            ? " Name the folder of a report, which audit, judge or merge wrote, or its audit.json."
            : string.Empty;
}
