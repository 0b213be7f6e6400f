using System.Diagnostics;

namespace Pruning.Shared.Data.Sources;

/// <summary>Lets one process at a time fetch a data set; the others wait, and then find it. A killed process loses its hold.</summary>
internal static class FetchLock
{
    public const string FileName = ".lock";

    /// <summary>Longer than every origin together may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the hold on a folder of the cache, which is created if need be. Disposing of the result gives it up.</summary>
    /// <exception cref="CacheException">The folder cannot be written to, or another process holds it for too long.</exception>
    public static FileStream Take(string folder, FetchLog log)
    {
        CacheException.Around(folder, () => Directory.CreateDirectory(folder));
        var path = Path.Combine(folder, FileName);
        var clock = Stopwatch.StartNew();
        var told = false;
        while (true)
        {
            FileStream? held = null;
            CacheException.Around(folder, () => held = TryTake(path, last: clock.Elapsed > Patience));
            if (held is not null)
            {
                return held;
            }

            if (!told)
            {
                log.Say($"waiting for another process that is fetching into {folder} …");
                told = true;
            }

            Thread.Sleep(Pause);
        }
    }

    private static FileStream? TryTake(string path, bool last)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (!last && IsHeldElsewhere(e))
        {
            return null;
        }
    }

    // EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.
    private static bool IsHeldElsewhere(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
