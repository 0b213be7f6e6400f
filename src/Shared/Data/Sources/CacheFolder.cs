namespace Pruning.Shared.Data.Sources;

/// <summary>
/// Takes what an origin hands over into the cache: written beside, checked, brought to the disk and only then renamed into place. What a killed
/// process left beside is swept away by the next one, which the lock lets in alone.
/// </summary>
public sealed class Intake : IDisposable
{
    private readonly string folder;
    private readonly FetchLog log;
    private readonly long total;
    private readonly Func<string, Stream> create;
    private long accepted;

    /// <summary>Sweeps up what an earlier process may have left, and opens the intake.</summary>
    /// <param name="folder">The set's folder in the cache; this process holds its lock.</param>
    /// <param name="total">Bytes that are to arrive.</param>
    /// <param name="create">Creates a file; another than the file system's only in tests.</param>
    /// <exception cref="CacheException">The folder cannot be written to.</exception>
    internal Intake(string folder, long total, FetchLog log, Func<string, Stream>? create = null)
    {
        (this.folder, this.total, this.log) = (folder, total, log);
        this.create = create ?? File.Create;
        WorkFolder = Path.Combine(folder, ".unfinished");
        Clear();
    }

    /// <summary>An empty folder, which goes with this intake.</summary>
    public string WorkFolder { get; }

    /// <summary>Empties <see cref="WorkFolder"/>, for the next origin.</summary>
    internal void Clear() => CacheException.Around(folder, () =>
    {
        Sweep();
        Directory.CreateDirectory(WorkFolder);
    });

    /// <summary>Copies a file into the cache if it is the right one.</summary>
    /// <param name="from">Its path or address, for error messages; ending in <c>.gz</c> when the source is compressed.</param>
    /// <exception cref="DataException">It is not the right one, or cannot be read to its end.</exception>
    public void Accept(DataFile file, string from, Stream source) => CacheException.Around(folder, () =>
    {
        var unfinished = Path.Combine(WorkFolder, file.Name + ".part");
        using (var target = create(unfinished))
        {
            CheckedContent.Copy(file, from, source, target, bytes => log.Advanced?.Invoke(accepted + bytes, total));
            target.Flush();
            (target as FileStream)?.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(folder, file.Name), overwrite: true);
        accepted += file.Length;
    });

    public void Dispose()
    {
        try
        {
            Sweep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left for the next intake, whose first act it is.
        }
    }

    private void Sweep()
    {
        if (Directory.Exists(WorkFolder))
        {
            Directory.Delete(WorkFolder, recursive: true);
        }
    }
}
