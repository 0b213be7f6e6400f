namespace Pruning.Reproductions.Commands;

/// <summary>Checks folders for reports that are named on the command line.</summary>
internal static class OutputFolder
{
    /// <summary>Checks that a folder can be written to, and leaves it as it was.</summary>
    /// <exception cref="AuditException">It cannot be; the message says why.</exception>
    public static void Check(string folder)
    {
        var missing = !Directory.Exists(folder);
        try
        {
            Directory.CreateDirectory(folder);
            var trial = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            File.Create(trial, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AuditException($"'{folder}' cannot be written to: {e.Message.TrimEnd('.')}. Name another folder "
                + "with --out.", e);
        }

        if (missing)
        {
            Directory.Delete(folder);
        }
    }
}
