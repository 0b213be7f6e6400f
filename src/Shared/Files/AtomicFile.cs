using System.Text;

namespace Pruning.Shared.Files;

/// <summary>
/// Writes files atomically: each is written beside its target, flushed to disk and then renamed. A failed write leaves
/// the old file unchanged and no temporary file.
/// </summary>
public static class AtomicFile
{
    /// <summary>The extension of a temporary file; only a killed process leaves one behind.</summary>
    public const string TemporaryEnding = ".tmp";

    /// <summary>Writes <paramref name="text"/> to a file, as UTF-8 without a byte order mark.</summary>
    /// <exception cref="IOException">The file cannot be written, for instance because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes <paramref name="content"/> to a file.</summary>
    /// <exception cref="IOException">The file cannot be written, for instance because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>Writes what <paramref name="write"/> puts into the stream to a file.</summary>
    /// <param name="write">Its exceptions are passed on.</param>
    /// <exception cref="IOException">The file cannot be written, for instance because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write) => WriteTogether((path, write));

    /// <summary>Writes several files; none is renamed before all are complete on disk.</summary>
    /// <exception cref="IOException">A file cannot be written, for instance because a folder has its name.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be written to.</exception>
    public static void WriteTogether(params IReadOnlyList<(string Path, Action<Stream> Write)> files)
    {
        var pending = new List<(string Temporary, string Path)>();
        try
        {
            foreach (var (path, write) in files)
            {
                if (Directory.Exists(path))
                {
                    throw new IOException($"'{path}' is a folder; expected a file name.");
                }

                var temporary = TemporaryPath(path);
                pending.Add((temporary, path));
                using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            foreach (var (temporary, path) in pending)
            {
                File.Move(temporary, path, overwrite: true);
            }
        }
        finally
        {
            pending.ForEach(file => TryDelete(file.Temporary));
        }
    }

    private static string TemporaryPath(string path) => Path.Combine(
        Path.GetDirectoryName(path) ?? string.Empty,
        $".{Path.GetFileName(path)}.{Guid.NewGuid():N}{TemporaryEnding}");

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The earlier error is the one to report.
        }
    }
}
