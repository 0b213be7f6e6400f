using System.Diagnostics;

namespace Pruning.Shared.Data.Sources;

/// <summary>
/// Finds data sets: in the user's own folder, else in the cache, else fetched into the cache from the first origin that has them. Whatever the
/// way, content is used only with the SHA-256 that its description tells.
/// </summary>
public sealed class DataStore(DataFolders folders, FetchLog log)
{
    /// <summary>This machine's folders; lines to the standard error.</summary>
    public static DataStore OfMachine() => new(DataFolders.OfMachine(), FetchLog.ToStandardError);

    /// <summary>Creates files of the cache; another way than the file system's only in tests.</summary>
    internal Func<string, Stream>? CreateFile { get; init; }

    /// <summary>The content of every file of a set, by its name. May take minutes when the set has to be fetched.</summary>
    /// <exception cref="DataException">It can neither be found nor fetched; the message tells what was tried, why each way failed, and what to do.</exception>
    public IReadOnlyDictionary<string, byte[]> Load(DataDescription set)
    {
        var search = new DataSearch(set, folders, log.Say);
        search.LookIntoFolders();
        if (search.Missing.Count > 0)
        {
            try
            {
                Fetch(search);
            }
            catch (CacheException e)
            {
                throw new DataException($"{set.Name} cannot be fetched: {e.Message}\nFree some space, set XDG_CACHE_HOME to a folder that can be written to, or {search.WayOut}", e);
            }
        }

        return search.Found;
    }

    /// <summary>Where a set is found, or from where it would be fetched, in one sentence. Nothing is fetched.</summary>
    public string Describe(DataDescription set)
    {
        var complaints = new List<string>();
        var search = new DataSearch(set, folders, complaints.Add);
        search.LookIntoFolders();
        var state = search.Missing.Count == 0
            ? $"found in {string.Join(" and ", search.Places)}, SHA-256 as expected"
            : $"not here; it would be fetched at first use from {string.Join(", else from ", set.Origins.Select(origin => origin.Name))}";
        return string.Join(" ", complaints.Prepend(state + "."));
    }

    private void Fetch(DataSearch search)
    {
        var folder = folders.CacheFolder(search.Set);
        using var hold = FetchLock.Take(folder, log);
        search.LookIntoCache();
        if (search.Missing.Count == 0)
        {
            return;
        }

        using var intake = new Intake(folder, search.Missing.Sum(file => file.Length), log, CreateFile);
        foreach (var origin in search.Set.Origins)
        {
            if (Fetch(search, origin, intake))
            {
                return;
            }

            intake.Clear();
        }

        throw search.Failure();
    }

    private bool Fetch(DataSearch search, IDataOrigin origin, Intake intake)
    {
        var clock = Stopwatch.StartNew();
        var bytes = search.Missing.Sum(file => file.Length);
        log.Say($"fetching {search.Set.Name} from {origin.Name} …");
        try
        {
            origin.Fetch(search.Missing, intake);
            search.LookIntoCache();
            if (search.Missing.Count > 0)
            {
                throw new DataException($"it {search.Lack}.");
            }

            log.Say($"fetched {search.Set.Name}: {bytes / 1e6:0.0} MB in {clock.Elapsed.TotalSeconds:0.0} s, kept in {folders.CacheFolder(search.Set)}");
            return true;
        }
        catch (DataException e)
        {
            search.LookIntoCache();
            search.Fail(origin.Name, e.Message);
            return false;
        }
    }
}
