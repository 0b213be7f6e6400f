using System.Diagnostics;
using Pruning.Shared.Files;

namespace Pruning.Shared.Data.Sources;

/// <summary>
/// Finds data sets: in the user's own folder, else in the cache, else fetched into the cache from the first origin that
/// has them. Whatever the way, content is used only with the SHA-256 that its description tells.
/// </summary>
/// <param name="log">Takes a line when fetching begins, ends or waits, and when something goes wrong.</param>
public sealed class DataStore(DataFolders folders, Action<string> log)
{
    /// <summary>This machine's folders; lines to the standard error, so that they do not mix with results.</summary>
    public static DataStore OfMachine() => new(DataFolders.OfMachine(), line => Console.Error.WriteLine(line));

    /// <summary>The content of every file of a set, by its name. Takes minutes if the set has to be fetched.</summary>
    /// <exception cref="DataException">
    /// The set can neither be found nor fetched; the message tells what was tried, why each way failed, and what to do.
    /// </exception>
    public IReadOnlyDictionary<string, byte[]> Load(DataDescription set)
    {
        var search = new DataSearch(set, folders, log);
        search.LookIntoFolders();
        if (search.Missing.Count > 0)
        {
            var cache = folders.CachePath(set) ?? throw new DataException(
                $"{set.Name} cannot be fetched, for there is no folder to keep it in: {UserCache.None}.\n"
                + $"To have one, {UserCache.WayOut}, or {search.WayOut}");
            try
            {
                Fetch(set, search, cache);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Of the cache: what an origin cannot read is a DataException. No other origin would help.
                throw new DataException(
                    $"{set.Name} cannot be fetched: {cache} cannot be written to: {e.Message}\n"
                    + $"Free some space, {UserCache.WayOut}, or {search.WayOut}",
                    e);
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
            ? $"found in {string.Join(" and ", search.Places)}, SHA-256 as expected."
            : "not here; it would be fetched at first use from "
                + $"{string.Join(", else from ", set.Origins.Select(origin => origin.Name))}.";
        return string.Join(" ", complaints.Prepend(state));
    }

    private void Fetch(DataDescription set, DataSearch search, string folder)
    {
        using var cache = new CacheFolder(folder, log);
        search.LookIntoCache();
        foreach (var origin in set.Origins)
        {
            if (search.Missing.Count > 0)
            {
                cache.Clear();
                Fetch(set, search, origin, cache);
            }
        }

        if (search.Missing.Count > 0)
        {
            throw search.Failure();
        }
    }

    private void Fetch(DataDescription set, DataSearch search, IDataOrigin origin, CacheFolder cache)
    {
        var clock = Stopwatch.StartNew();
        var megabytes = search.Missing.Sum(file => (long)file.Length) / 1e6;
        log($"fetching {set.Name} from {origin.Name} …");
        try
        {
            origin.Fetch(search.Missing, cache);
            search.LookIntoCache();
            if (search.Missing.Count > 0)
            {
                throw new DataException($"it {search.Lack}.");
            }

            log($"fetched {set.Name}: {megabytes:0.0} MB in {clock.Elapsed.TotalSeconds:0.0} s, "
                + $"kept in {folders.CachePath(set)}");
        }
        catch (DataException e)
        {
            search.LookIntoCache();
            search.Fail(origin.Name, e.Message);
        }
    }
}
