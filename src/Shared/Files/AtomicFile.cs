using System.Text;

namespace Pruning.Shared.Files;

/// <summary>
/// Writes files atomically: each is written beside its target, flushed to disk and then renamed. A failed write leaves
/// the old file unchanged and no temporary file. A link stays one, a replaced file's permissions stay, and what is no
/// file on a disk, such as a pipe or <c>/dev/null</c>, is written to directly.
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
                DemandNoFolder(path);
                if (OrdinaryFile.IsDevice(path))
                {
                    using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                    write(device);
                    continue;
                }

                var target = Target(path);
                var temporary = TemporaryPath(target);
                pending.Add((temporary, target));
                using var stream =
                    new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
                }

                Fill(stream, target, write);
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

    private static void Fill(FileStream stream, string path, Action<Stream> write)
    {
        try
        {
            // The file has no buffer of its own, which it would write once more when it is closed after a failure.
            var buffer = new BufferedStream(stream, 1 << 16);
            write(buffer);
            buffer.Flush();
            stream.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // .NET's answer where a file would exceed its file system's or another limit.
            throw new IOException($"'{path}' would be longer than the system allows.", e);
        }
    }

    /// <summary>Checks before long work that a file can be written after it. Nothing is left behind.</summary>
    /// <param name="path">The file to be written.</param>
    /// <param name="inputs">Files that are read, and so must not be overwritten.</param>
    /// <exception cref="IOException">It cannot, or is one of them; the message names the file.</exception>
    public static void Check(string path, params IEnumerable<string> inputs)
    {
        DemandNoFolder(path);
        if (OrdinaryFile.IsDevice(path))
        {
            return;
        }

        if (inputs.FirstOrDefault(input => OrdinaryFile.AreSame(path, input)) is { } overwritten)
        {
            throw new IOException($"'{path}' would overwrite what is read from '{overwritten}'; name another file.");
        }

        var target = Path.GetFullPath(Target(path));
        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new IOException($"'{path}' cannot be written: there is no folder '{Path.GetDirectoryName(target)}'.");
        }

        DemandWritable(target);
        Probe(path, target);
    }

    /// <summary>
    /// Checks before long work that files can be written to a folder after it, which is not created yet. Nothing is
    /// left behind.
    /// </summary>
    /// <exception cref="IOException">They cannot; the message names the folder.</exception>
    public static void CheckFolder(string folder)
    {
        var there = Path.GetFullPath(folder);
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        if (!Directory.Exists(there))
        {
            throw new IOException($"'{folder}' cannot be written to: '{there}' is no folder.");
        }

        Probe(folder, Path.Combine(there, "probe"));
    }

    private static void Probe(string named, string target)
    {
        try
        {
            new FileStream(TemporaryPath(target), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0,
                FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{named}' cannot be written: no file can be made in "
                + $"'{Path.GetDirectoryName(target)}': {Reason(e)}.", e);
        }
    }

    /// <summary>Why a file cannot be made, without the temporary name, which would tell the user nothing.</summary>
    private static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "access is denied",
        FileNotFoundException or DirectoryNotFoundException => "it takes none",
        _ => e.Message.Split(" : ")[0].TrimEnd('.'),
    };

    private static void DemandNoFolder(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder; expected a file name.");
        }
    }

    /// <summary>What a link leads to, which need not exist; the path itself where it is no link.</summary>
    private static string Target(string path) => new FileInfo(path) is { LinkTarget: not null } link
        ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
        : path;

    /// <summary>A renaming would replace even a file that its owner has protected against writing.</summary>
    /// <exception cref="IOException">The file is there and may not be written to.</exception>
    private static void DemandWritable(string target)
    {
        try
        {
            new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0).Dispose();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{target}' may not be written to; change its permissions, or name another file.",
                e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Nothing is replaced.
        }
    }

    // The target's own name may be as long as names can be.
    private static string TemporaryPath(string path) => Path.Combine(
        Path.GetDirectoryName(path) ?? string.Empty, $".pruning-{Guid.NewGuid():N}{TemporaryEnding}");

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
