using System.Diagnostics;
using Pruning.Shared.Files;

namespace Pruning.Shared.Data.Sources;

/// <summary>
/// A data set's folder in the cache, while this process alone fetches into it. Other processes wait, and then find the
/// set. A killed process loses its hold; the next one sweeps up what it left.
/// </summary>
public sealed class CacheFolder : IDisposable
{
    internal const string LockName = ".lock";

    /// <summary>Longer than all origins together may take.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    private readonly string folder;
    private readonly FileStream hold;

    /// <summary>Waits for the hold on <paramref name="folder"/>, which is created if need be.</summary>
    /// <exception cref="IOException">The folder cannot be written to, or is held for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    internal CacheFolder(string folder, Action<string> log)
    {
        this.folder = folder;
        WorkFolder = Path.Combine(folder, ".unfinished");
        hold = Take(folder, log);
    }

    /// <summary>A folder for what an origin needs on the way, empty when its turn comes.</summary>
    public string WorkFolder { get; }

    /// <summary>Saves a file, whole or not at all.</summary>
    /// <param name="content">What <see cref="DataFile.Read(string, Stream)"/> gave, and so checked.</param>
    /// <exception cref="IOException">The cache cannot be written to, for instance because the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The cache may not be written to.</exception>
    public void Save(DataFile file, byte[] content) => AtomicFile.Write(Path.Combine(folder, file.Name), content);

    /// <summary>Gives up the hold.</summary>
    public void Dispose()
    {
        try
        {
            Sweep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left to the next process, which sweeps first.
        }

        hold.Dispose();
    }

    /// <summary>Sweeps up what an earlier origin or a killed process left, and makes the work folder.</summary>
    internal void Clear()
    {
        Sweep();
        Directory.CreateDirectory(WorkFolder);
    }

    private static FileStream Take(string folder, Action<string> log)
    {
        UserCache.Create(folder);
        var clock = Stopwatch.StartNew();
        for (var told = false; ; told = true)
        {
            try
            {
                var path = Path.Combine(folder, LockName);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeldElsewhere(e) && clock.Elapsed < LongestWait)
            {
                if (!told)
                {
                    log($"waiting for another process that is fetching into {folder} …");
                }

                Thread.Sleep(100);
            }
        }
    }

    // EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.
    private static bool IsHeldElsewhere(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private void Sweep()
    {
        if (Directory.Exists(WorkFolder))
        {
            Directory.Delete(WorkFolder, recursive: true);
        }

        foreach (var left in Directory.GetFiles(folder, "*" + AtomicFile.TemporaryEnding))
        {
            File.Delete(left);
        }
    }
}
