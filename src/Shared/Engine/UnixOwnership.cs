using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pruning.Shared.Engine;

/// <summary>Checks that a folder is safe to load code from: only the user can write to it.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class UnixOwnership
{
    /// <summary>Offset of the owner in struct stat on 64-bit x86 Linux; below, more than its whole length.</summary>
    private const int OwnerOffset = 28;
    private const int StatLength = 512;

    private const UnixFileMode ByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The user's numeric id.</summary>
    public static uint Me => EffectiveUser();

    /// <exception cref="UnauthorizedAccessException">
    /// The folder is a link, another user's, or writable by others; or one above it is another user's (not root's), or
    /// writable by others without being sticky.
    /// </exception>
    public static void DemandPrivate(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (new DirectoryInfo(full).LinkTarget is not null)
        {
            throw new UnauthorizedAccessException($"{full} is a link; expected a folder.");
        }

        if (Owner(full) != Me)
        {
            throw new UnauthorizedAccessException($"{full} belongs to another user.");
        }

        if ((File.GetUnixFileMode(full) & ByOthers) != UnixFileMode.None)
        {
            throw new UnauthorizedAccessException($"Other users may write to {full}.");
        }

        // Links are resolved, to check the parents of the target, not of the link.
        for (var above = Path.GetDirectoryName(Real(full)); above is not null; above = Path.GetDirectoryName(above))
        {
            var mode = File.GetUnixFileMode(above);
            var open = (mode & ByOthers) != UnixFileMode.None && !mode.HasFlag(UnixFileMode.StickyBit);
            if (open || (Owner(above) is var owner && owner != Me && owner != 0))
            {
                throw new UnauthorizedAccessException($"Other users may replace {full} by writing "
                    + $"to {above}.");
            }
        }
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

    private static uint Owner(string path)
    {
        var stat = stackalloc byte[StatLength];
        return Stat(path, stat) == 0
            ? *(uint*)(stat + OwnerOffset)
            : throw new UnauthorizedAccessException($"The owner of {path} cannot be read.");
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(byte* memory);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, byte* result);
}
