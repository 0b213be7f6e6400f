using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pruning.Shared.Files;

/// <summary>
/// Reads what .NET does not tell of a file: its owner, its identity, and whether it is one on a disk. Links are
/// followed.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class UnixStat
{
    // struct statx, which is the same on every processor: a call for a path from the working folder, for type, owner
    // and inode alone; where these and the device lie; and the length.
    private const int WorkingFolder = -100;
    private const uint Wanted = 0x1 | 0x8 | 0x100;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;
    private const int StatLength = 256;

    private const int TypeBits = 0xF000;
    private const int Folder = 0x4000;
    private const int File = 0x8000;

    /// <summary>The numeric id of a file's owner; null: it cannot be read.</summary>
    public static uint? Owner(string path)
    {
        var stat = stackalloc byte[StatLength];
        return Stat(WorkingFolder, path, 0, Wanted, stat) == 0 ? *(uint*)(stat + OwnerOffset) : null;
    }

    /// <summary>Whether it is there and neither a file nor a folder: a pipe, a terminal, <c>/dev/null</c>.</summary>
    public static bool IsDevice(string path)
    {
        var stat = stackalloc byte[StatLength];
        return Stat(WorkingFolder, path, 0, Wanted, stat) == 0
            && (*(ushort*)(stat + ModeOffset) & TypeBits) is not (Folder or File);
    }

    /// <summary>What two paths have in common only if they lead to one file; null: there is none.</summary>
    public static (ulong Device, ulong Inode)? Identity(string path)
    {
        var stat = stackalloc byte[StatLength];
        return Stat(WorkingFolder, path, 0, Wanted, stat) == 0
            ? (*(ulong*)(stat + DeviceOffset), *(ulong*)(stat + InodeOffset))
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int folder, string path, int flags, uint wanted, byte* result);
}
