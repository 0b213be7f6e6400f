using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pruning.Shared.Files;

/// <summary>
/// Checks that a folder is safe to load code and nets from: only the user can write to it. Outside Linux the owner is
/// not read, only who may write.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class UnixOwnership
{
    private const UnixFileMode ByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The user's numeric id.</summary>
    public static uint Me => EffectiveUser();

    /// <returns>The folder's full path, all links resolved: what was checked.</returns>
    /// <exception cref="UnauthorizedAccessException">
    /// The folder is a link, another user's, or writable by others; or one above it is another user's (not root's), or
    /// writable by others without being sticky.
    /// </exception>
    public static string DemandPrivate(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (new DirectoryInfo(full).LinkTarget is not null)
        {
            throw new UnauthorizedAccessException($"{full} is a link; expected a folder.");
        }

        // Links on the way are resolved once, and the folders that they lead to are checked.
        var real = Real(full);
        if (Owner(real) is { } owner && owner != Me)
        {
            throw new UnauthorizedAccessException($"{full} belongs to another user.");
        }

        if ((File.GetUnixFileMode(real) & ByOthers) != UnixFileMode.None)
        {
            throw new UnauthorizedAccessException($"Other users may write to {full} (chmod go-w forbids it).");
        }

        for (var above = Path.GetDirectoryName(real); above is not null; above = Path.GetDirectoryName(above))
        {
            var mode = File.GetUnixFileMode(above);
            var open = (mode & ByOthers) != UnixFileMode.None && !mode.HasFlag(UnixFileMode.StickyBit);
            if (open || (Owner(above) is { } other && other != Me && other != 0))
            {
                throw new UnauthorizedAccessException($"Other users may replace {full} by writing "
                    + $"to {above}.");
            }
        }

        return real;
    }

    /// <summary>Resolves all links in a path.</summary>
    private static string Real(string path)
    {
        var resolved = RealPath(path, null);
        if (resolved is null)
        {
            throw new UnauthorizedAccessException($"The links in {path} cannot be resolved.");
        }

        var real = Marshal.PtrToStringUTF8((nint)resolved)!;
        Free(resolved);
        return real;
    }

    /// <summary>The numeric id of a file's owner; null: not known outside Linux.</summary>
    private static uint? Owner(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        return UnixStat.Owner(path)
            ?? throw new UnauthorizedAccessException($"The owner of {path} cannot be read.");
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(byte* memory);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
