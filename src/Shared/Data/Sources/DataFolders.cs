using Pruning.Shared.Files;

namespace Pruning.Shared.Data.Sources;

/// <summary>Where data may already lie on this machine.</summary>
/// <param name="Own">The folder that the user keeps data in, if one is named. Nothing is written to it.</param>
/// <param name="Cache">
/// The folder in which fetched sets are kept, each in a folder of its name; null: there is none.
/// </param>
public sealed record DataFolders(string? Own, string? Cache)
{
    /// <summary>The environment variable that names <see cref="Own"/>.</summary>
    public const string Variable = "PRUNING_DATA";

    /// <summary>
    /// The folder that <c>PRUNING_DATA</c> names, and <c>pruning/data</c> in <c>$XDG_CACHE_HOME</c>, else in
    /// <c>~/.cache</c>.
    /// </summary>
    public static DataFolders OfMachine()
    {
        var own = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : null;
        return new(own, UserCache.PathOf("data"));
    }

    /// <summary>
    /// Says what is missing, and the way out, where <see cref="Own"/> holds no folder of pictures of this name; null
    /// where it does.
    /// </summary>
    public string? MissingPictures(string name)
    {
        var path = Own is null ? null : Path.Combine(Own, name);
        var why = path is null ? $"{Variable} is not set" : $"there is no folder {path}";
        return Directory.Exists(path) ? null : $"The pictures '{name}' are missing: {why}. Set {Variable} to a folder "
            + $"that holds one named {name}, with a folder of pictures for each class.";
    }

    /// <summary>The set's folder in the cache; null: there is no cache.</summary>
    internal string? CachePath(DataDescription set) => Cache is null ? null : Path.Combine(Cache, set.Name);
}
