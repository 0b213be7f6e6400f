namespace Pruning.Shared.Data.Sources;

/// <summary>Where data may already lie on this machine.</summary>
/// <param name="Own">The folder that the user keeps data in, if one is named. Nothing is written to it.</param>
/// <param name="Cache">The folder in which fetched sets are kept, each in a folder of its name.</param>
public sealed record DataFolders(string? Own, string Cache)
{
    /// <summary>The environment variable that names <see cref="Own"/>.</summary>
    public const string Variable = "PRUNING_DATA";

    /// <summary><c>PRUNING_DATA</c>, and <c>$XDG_CACHE_HOME/pruning/data</c> or the same under <c>~/.cache</c>; without a home, under the temporary folder.</summary>
    public static DataFolders OfMachine()
    {
        var home = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } user
                ? Path.Combine(user, ".cache")
                : Path.GetTempPath();
        var own = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? Path.GetFullPath(named) : null;
        return new(own, Path.Combine(Path.GetFullPath(home), "pruning", "data"));
    }

    /// <summary>The user's own folder as a place to look for a set, in a folder of the set's name before the folder itself; null if none is named.</summary>
    internal DataPlace? OwnPlace(DataDescription set) => Own is null ? null : new($"{Variable} ({Own})", [Path.Combine(Own, set.Name), Own]);

    /// <summary>The cache as a place to look for a set.</summary>
    internal DataPlace CachePlace(DataDescription set) => new($"the cache ({CacheFolder(set)})", [CacheFolder(set)]);

    internal string CacheFolder(DataDescription set) => Path.Combine(Cache, set.Name);
}
