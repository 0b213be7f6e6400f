using Pruning.Shared.Files;

namespace Pruning.Shared.Data.Sources;

/// <summary>One search for the files of a set: what is found, what is missing, and what went wrong.</summary>
/// <param name="log">Takes a line whenever something goes wrong.</param>
internal sealed class DataSearch(DataDescription set, DataFolders folders, Action<string> log)
{
    private readonly Dictionary<string, byte[]> found = [];
    private readonly List<string> places = [];
    private readonly List<string> failures = [];

    /// <summary>Content by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> Found => found;

    /// <summary>The places in which files were found.</summary>
    public IReadOnlyList<string> Places => places;

    public IReadOnlyList<DataFile> Missing => [.. set.Files.Where(file => !found.ContainsKey(file.Name))];

    /// <summary>What is missing, as the end of a sentence.</summary>
    public string Lack => found.Count == 0 ? "holds none of its files" : $"lacks {Names(Missing)}";

    /// <summary>What the user can do without any origin, as the end of a sentence.</summary>
    public string WayOut =>
        $"set {DataFolders.Variable} to a folder that holds {Names(set.Files)} (or each with {DataFile.Compressed}), "
        + $"itself or in a folder named {set.Name}.";

    /// <summary>Looks into the user's own folder, or one of the set's name in it, and then into the cache.</summary>
    public void LookIntoFolders()
    {
        var own = $"{DataFolders.Variable} ({folders.Own})";
        if (folders.Own is null)
        {
            Note($"{DataFolders.Variable}: not set.");
        }
        else if (Directory.Exists(folders.Own))
        {
            LookInto(own, Path.Combine(folders.Own, set.Name), folders.Own);
        }
        else
        {
            Fail(own, "there is no such folder.");
        }

        LookIntoCache();
    }

    public void LookIntoCache()
    {
        if (folders.CachePath(set) is { } cache)
        {
            LookInto($"the cache ({cache})", cache);
        }
        else
        {
            Note($"the cache: {UserCache.None}.");
        }
    }

    /// <summary>Notes and logs that something failed, once.</summary>
    public void Fail(string what, string why)
    {
        // Most complaints begin with what they are about.
        var failure = why.StartsWith(what, StringComparison.Ordinal) ? why : $"{what}: {why}";
        if (Note(failure))
        {
            log(failure);
        }
    }

    /// <summary>Everything that was tried, each with why it failed, and the ways out.</summary>
    public DataException Failure() => new(
        $"{set.Name} is neither on this machine nor could it be fetched:\n"
        + string.Concat(failures.Select(failure => $"  {failure}\n"))
        + $"Connect this machine to the network, or install the client that is missing, and start again; or {WayOut}");

    private static string Names(IEnumerable<DataFile> files) => string.Join(", ", files.Select(file => file.Name));

    private void LookInto(string place, params string[] inFolders)
    {
        var before = found.Count;
        foreach (var file in Missing)
        {
            var paths = inFolders.SelectMany(folder => file.Spellings.Select(name => Path.Combine(folder, name)));
            var contents = paths.Where(File.Exists).Select(path => Read(place, file, path));
            if (contents.FirstOrDefault(content => content is not null) is { } content)
            {
                found.Add(file.Name, content);
            }
        }

        if (found.Count > before)
        {
            places.Add(place);
        }

        if (Missing.Count > 0)
        {
            Note($"{place}: {Lack}.");
        }
    }

    private byte[]? Read(string place, DataFile file, string path)
    {
        try
        {
            return file.Read(path);
        }
        catch (DataException e)
        {
            Fail(place, e.Message);
            return null;
        }
    }

    /// <returns>Whether it is new.</returns>
    private bool Note(string failure)
    {
        var isNew = !failures.Contains(failure);
        failures.AddRange(isNew ? [failure] : []);
        return isNew;
    }
}
