namespace Pruning.Shared.Files;

/// <summary>The user's cache folder.</summary>
public static class UserCache
{
    /// <summary>
    /// Gets a folder of this project: in <c>$XDG_CACHE_HOME/pruning</c>, else in <c>~/.cache/pruning</c>; without a
    /// home,
    /// in the temporary folder.
    /// </summary>
    /// <returns>A full path; the folder need not exist.</returns>
    public static string PathOf(string name)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
            ? named
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
                ? Path.Combine(home, ".cache")
                : Path.GetTempPath();
        return Path.Combine(Path.GetFullPath(cache), "pruning", name);
    }
}
