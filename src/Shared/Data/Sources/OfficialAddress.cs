namespace Pruning.Shared.Data.Sources;

/// <summary>A folder of gzipped files on the web.</summary>
/// <param name="folder">Its address, with a slash at the end.</param>
public sealed class OfficialAddress(Uri folder) : IDataOrigin
{
    public string Name => folder.AbsoluteUri;

    /// <summary>How long connecting may take: not long, as a closed network often swallows packets.</summary>
    public TimeSpan ConnectTimeout { get; init; } = WebDownload.UsualConnectTimeout;

    /// <summary>How long nothing may arrive.</summary>
    public TimeSpan ReadTimeout { get; init; } = WebDownload.UsualReadTimeout;

    public void Fetch(IReadOnlyList<DataFile> files, CacheFolder cache)
    {
        using var web = new WebDownload(ConnectTimeout, ReadTimeout);
        foreach (var file in files)
        {
            var address = new Uri(folder, file.Name + DataFile.Compressed);
            using var content = new MemoryStream();
            web.Fetch(address, file.LongestGzip, content);
            content.Position = 0;
            cache.Save(file, file.Read(address.AbsoluteUri, content));
        }
    }
}
