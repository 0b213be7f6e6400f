namespace Pruning.Shared.Files;

/// <summary>Opens files to read that must have an end: pipes, terminals and other devices may have none.</summary>
public static class OrdinaryFile
{
    /// <summary>Opens a file to read.</summary>
    /// <exception cref="IOException">It is a device, or cannot be read; the message names it.</exception>
    /// <exception cref="UnauthorizedAccessException">It is a folder, or may not be read.</exception>
    public static FileStream OpenRead(string path)
    {
        DemandNoDevice(path);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    /// <summary>Checks that a path, if anything is there, leads to no device.</summary>
    /// <exception cref="IOException">It leads to one. Nothing is opened, which could wait for ever.</exception>
    public static void DemandNoDevice(string path)
    {
        if (IsDevice(path))
        {
            throw new IOException($"'{path}' is a pipe or another device; save what it gives to a file first.");
        }
    }

    /// <summary>Whether a path leads to what is neither a file nor a folder; outside Linux not known.</summary>
    internal static bool IsDevice(string path) => OperatingSystem.IsLinux() && UnixStat.IsDevice(path);

    /// <summary>Whether two paths lead to one file; outside Linux links to it are not seen.</summary>
    internal static bool AreSame(string path, string other) => OperatingSystem.IsLinux()
        ? UnixStat.Identity(path) is { } file && file == UnixStat.Identity(other)
        : Path.GetFullPath(path).Equals(Path.GetFullPath(other), StringComparison.OrdinalIgnoreCase);
}
