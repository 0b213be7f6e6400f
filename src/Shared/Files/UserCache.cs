namespace Pruning.Shared.Files;

/// <summary>The user's cache folder.</summary>
public static class UserCache
{
    /// <summary>What to do where the cache cannot be used, as the end of a sentence.</summary>
    public const string WayOut = "set XDG_CACHE_HOME to a folder of your own that nobody else may write to";

    /// <summary>Why there may be no cache, as a part of a sentence.</summary>
    public const string None = "neither XDG_CACHE_HOME nor HOME names a folder by its full path";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Gets a folder of this project: in <c>$XDG_CACHE_HOME/pruning</c>, else in <c>~/.cache/pruning</c>.
    /// </summary>
    /// <returns>
    /// A full path; the folder need not exist. Null without a home: a folder that anyone may make, such as one in the
    /// temporary folder, is no cache.
    /// </returns>
    public static string? PathOf(string name) => PathOf(name, Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile,
            Environment.SpecialFolderOption.DoNotVerify));

    /// <inheritdoc cref="PathOf(string)"/>
    /// <param name="variable">Gets an environment variable. A path that is not full counts as not set.</param>
    /// <param name="home">The user's home.</param>
    internal static string? PathOf(string name, Func<string, string?> variable, string home)
    {
        var cache = variable("XDG_CACHE_HOME") is { } named && Path.IsPathFullyQualified(named) ? named
            : Path.IsPathFullyQualified(home) ? Path.Combine(home, ".cache")
            : null;
        return cache is null ? null : Path.Combine(Path.GetFullPath(cache), "pruning", name);
    }

    /// <summary>Creates a folder and those above it; new ones are for the user alone, whatever the umask.</summary>
    /// <exception cref="IOException">It cannot be created, for instance because a file has its name.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder above it may not be written to.</exception>
    public static void Create(string folder)
    {
        var missing = new Stack<string>();
        for (var path = Path.GetFullPath(folder); path is not null && !Directory.Exists(path);
            path = Path.GetDirectoryName(path))
        {
            missing.Push(path);
        }

        foreach (var path in missing)
        {
            if (File.Exists(path))
            {
                throw new IOException($"'{path}' is no folder.");
            }

            try
            {
                _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path)
                    : Directory.CreateDirectory(path, OwnerOnly);
            }
            catch (FileNotFoundException e)
            {
                throw new IOException($"'{Path.GetDirectoryName(path)}' takes no folders.", e);
            }
        }
    }

    /// <summary>
    /// Creates a folder if need be, and checks that nobody else can write to it: what is read from it may then be
    /// trusted as far as the user.
    /// </summary>
    /// <returns>
    /// The folder by its full path without links, for use from then on: a link on the way could be another's, who may
    /// turn it elsewhere after the check.
    /// </returns>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be created, or others may write to it.</exception>
    public static string CreatePrivate(string folder)
    {
        Create(folder);
        return OperatingSystem.IsWindows() ? Path.GetFullPath(folder) : UnixOwnership.DemandPrivate(folder);
    }
}
