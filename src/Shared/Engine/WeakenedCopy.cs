using System.Runtime.Versioning;
using System.Security.Cryptography;
using Pruning.Shared.Files;

namespace Pruning.Shared.Engine;

/// <summary>
/// Patches TorchSharp's library for systems whose libstdc++ is older than GCC 13's (Debian 12, Ubuntu 22.04). It was
/// built with GCC 13 and requires version GLIBCXX_3.4.32, though it uses no symbol of it, only a marker of
/// &lt;iostream&gt;. A copy in the user's cache folder makes the requirement weak, and loads.
/// </summary>
internal static class WeakenedCopy
{
    private const string Version = "GLIBCXX_3.4.32";

    private const string WaysOut =
        "To have a copy that loads, " + UserCache.WayOut + " and from which programs may run, or use a system with GCC "
            + "13's libstdc++ (Debian 13, Ubuntu 24.04); nothing on a CPU needs this library (--device cpu).";

    /// <summary>Gets whether a library failed to load for this reason.</summary>
    /// <param name="complaint">The system loader's message, in any language; it names the version.</param>
    [SupportedOSPlatformGuard("linux")]
    public static bool Helps(string complaint) =>
        OperatingSystem.IsLinux() && complaint.Contains(Version, StringComparison.Ordinal);

    /// <summary>The user's folder for copies.</summary>
    /// <exception cref="LibTorchException">The user has no cache.</exception>
    public static string UserFolder => UserCache.PathOf("torchsharp") ?? throw new LibTorchException(
        "This system needs a patched copy of TorchSharp's library, but there is no place to keep it: "
            + $"{UserCache.None}. {WaysOut}");

    /// <summary>The error where the patched copy itself does not load.</summary>
    public static LibTorchException Refused(string copy, Exception cause) => new(
        $"This system's libstdc++ is older than TorchSharp's library requires, and the patched copy {copy} does not "
            + $"load: {cause.Message.ReplaceLineEndings(" ")} {WaysOut}", cause);

    /// <summary>
    /// Gets the patched copy of a library, written if it is missing or differs from what is expected. The write is
    /// atomic; the name contains a digest of the content.
    /// </summary>
    /// <param name="library">The library's full path.</param>
    /// <param name="folder">The folder of copies, created for the user alone.</param>
    /// <exception cref="LibTorchException">
    /// The folder is another user's, others may write to it, or it cannot be written: nothing is loaded from it.
    /// </exception>
    [SupportedOSPlatform("linux")]
    public static string Of(string library, string folder)
    {
        try
        {
            var content = ElfVersionNeeds.Weaken(File.ReadAllBytes(library), Version);
            var own = UserCache.CreatePrivate(folder);
            var digest = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
            var copy =
                Path.Combine(own,
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
                $"This system's libstdc++ is older than {library} requires, and a patched copy cannot be kept "
                    + $"in {folder}: {e.Message.TrimEnd('.')}. {WaysOut}", e);
        }
    }
}
