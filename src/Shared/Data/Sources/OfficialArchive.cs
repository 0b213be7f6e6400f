namespace Pruning.Shared.Data.Sources;

/// <summary>A gzipped tar archive on the web that holds the files somewhere in it.</summary>
/// <param name="address">Its address.</param>
public sealed class OfficialArchive(Uri address) : IDataOrigin
{
    /// <summary>No archive of a data set here is larger; an endless answer must not fill the disk.</summary>
    private const long LongestArchive = 1L << 32;

    public string Name => address.AbsoluteUri;

    /// <summary>How long connecting may take: not long, as a closed network often swallows packets.</summary>
    public TimeSpan ConnectTimeout { get; init; } = WebDownload.UsualConnectTimeout;

    /// <summary>How long nothing may arrive.</summary>
    public TimeSpan ReadTimeout { get; init; } = WebDownload.UsualReadTimeout;

    public void Fetch(IReadOnlyList<DataFile> files, CacheFolder cache)
    {
        // Whole before it is read: an archive may be larger than memory should be for it, and the line may break.
        using var archive = new FileStream(
            Path.Combine(cache.WorkFolder, "archive"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using (var web = new WebDownload(ConnectTimeout, ReadTimeout))
        {
            web.Fetch(address, LongestArchive, archive);
        }

        archive.Position = 0;
        TarArchive.Save(archive, address.AbsoluteUri, files, cache);
    }
}
