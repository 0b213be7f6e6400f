using System.Runtime.Versioning;
using System.Security.Cryptography;
using Pruning.Shared.Files;

namespace Pruning.Shared.Engine;

/// <summary>
/// TorchSharp's library for systems whose libstdc++ is older than GCC 13's (Debian 12, Ubuntu 22.04). It was built with
/// GCC 13 and asks for version GLIBCXX_3.4.32, of which it uses no symbol: only a mark of &lt;iostream&gt;'s. A copy in
/// the user's cache folder asks weakly, and loads.
/// </summary>
internal static class WeakenedCopy
{
    private const string Version = "GLIBCXX_3.4.32";

    private const string WaysOut =
        "Set XDG_CACHE_HOME to a folder of your own that nobody else may write to, or use a system with GCC 13's "
            + "libstdc++ "
        + "(Debian 13, Ubuntu 24.04); nothing on a CPU needs this library (--device cpu).";

    /// <summary>Whether this is why a library did not load.</summary>
    /// <param name="complaint">What the system's loader said, in whatever language; it names the version.</param>
    [SupportedOSPlatformGuard("linux")]
    public static bool Helps(string complaint) =>
        OperatingSystem.IsLinux() && complaint.Contains(Version, StringComparison.Ordinal);

    /// <summary>The user's folder for copies: under XDG_CACHE_HOME, else under .cache of HOME.</summary>
    /// <exception cref="LibTorchException">Neither is set to a full path.</exception>
    public static string UserFolder(Func<string, string?> variable)
    {
        var cache = variable("XDG_CACHE_HOME") is { } named && Path.IsPathRooted(named) ? named
            : variable("HOME") is { } home && Path.IsPathRooted(home) ? Path.Combine(home, ".cache")
            : throw new LibTorchException("This system needs a patched copy of TorchSharp's library, and has no HOME "
                + $"to keep it in. {WaysOut}");
        return Path.Combine(cache, "pruning", "torchsharp");
    }

    /// <summary>
    /// The copy of a library, made if it is not there or not as it should be to the byte. Other processes see all of it
    /// or nothing; its name has a digest of its content.
    /// </summary>
    /// <param name="library">The library's full path.</param>
    /// <param name="folder">Where copies are kept; it is created for the user alone.</param>
    /// <exception cref="LibTorchException">
    /// The folder is not the user's own, others may write to it, or it cannot be written: nothing is loaded from there.
    /// </exception>
    [SupportedOSPlatform("linux")]
    public static string Of(string library, string folder)
    {
        try
        {
            var content = ElfVersionNeeds.Weaken(File.ReadAllBytes(library), Version);
            Directory.CreateDirectory(folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            UnixOwnership.DemandPrivate(folder);
            var digest = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
            var copy =
                Path.Combine(folder,
                $"{Path.GetFileNameWithoutExtension(library)}-{digest}{Path.GetExtension(library)}");
            if (!File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(content))
            {
                AtomicFile.Write(copy, content);
            }

            return copy;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new LibTorchException(
                $"This system's libstdc++ is older than {library} asks for, and a copy of it that loads cannot be kept "
                    + $"in {folder}: {e.Message} {WaysOut}", e);
        }
    }
}
