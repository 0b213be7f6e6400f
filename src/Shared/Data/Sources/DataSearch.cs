namespace Pruning.Shared.Data.Sources;

/// <summary>One search for the files of a set: what is found, what is missing, and what went wrong on the way.</summary>
/// <param name="say">Takes a line whenever something goes wrong.</param>
internal sealed class DataSearch(DataDescription set, DataFolders folders, Action<string> say)
{
    private readonly Dictionary<string, byte[]> found = [];
    private readonly List<string> places = [];
    private readonly List<string> failures = [];

    public DataDescription Set => set;

    /// <summary>Content by file name.</summary>
    public IReadOnlyDictionary<string, byte[]> Found => found;

    /// <summary>The places in which the files were found.</summary>
    public IReadOnlyList<string> Places => places;

    public IReadOnlyList<DataFile> Missing => [.. set.Files.Where(file => !found.ContainsKey(file.Name))];

    /// <summary>What is missing, as the end of a sentence.</summary>
    public string Lack => Missing.Count == set.Files.Count ? "holds none of its files" : $"lacks {Names(Missing)}";

    public string WayOut => $"set {DataFolders.Variable} to a folder that holds {Names(set.Files)} (or each with {DataFile.Compressed}), itself or in a folder named {set.Name}.";

    public void LookIntoFolders()
    {
        if (folders.OwnPlace(set) is not { } own)
        {
            failures.Add($"{DataFolders.Variable}: not set.");
        }
        else if (Directory.Exists(folders.Own))
        {
            LookInto(own);
        }
        else
        {
            Fail(own.Name, "there is no such folder.");
        }

        LookIntoCache();
    }

    public void LookIntoCache() => LookInto(folders.CachePlace(set));

    /// <summary>Notes and tells that something failed, once.</summary>
    public void Fail(string what, string why)
    {
        // Most complaints begin with what they are about.
        var failure = why.StartsWith(what, StringComparison.Ordinal) ? why : $"{what}: {why}";
        if (!failures.Contains(failure))
        {
            failures.Add(failure);
            say(failure);
        }
    }

    /// <summary>Everything that was tried, each with why it failed, and the ways out.</summary>
    public DataException Failure() => new(
        $"{set.Name} is neither on this machine nor could it be fetched:\n"
        + string.Concat(failures.Select(failure => $"  {failure}\n"))
        + $"Connect this machine to the network, or install the client that is missing, and start again; or {WayOut}");

    private static string Names(IEnumerable<DataFile> files) => string.Join(", ", files.Select(file => file.Name));

    private void LookInto(DataPlace place)
    {
        var before = found.Count;
        foreach (var file in Missing)
        {
            if (place.Read(file, complaint => Fail(place.Name, complaint)) is { } content)
            {
                found.Add(file.Name, content);
            }
        }

        if (found.Count > before)
        {
            places.Add(place.Name);
        }

        if (Missing.Count > 0)
        {
            Note($"{place.Name}: {Lack}.");
        }
    }

    private void Note(string failure)
    {
        if (!failures.Contains(failure))
        {
            failures.Add(failure);
        }
    }
}
