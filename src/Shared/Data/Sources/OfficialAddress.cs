namespace Pruning.Shared.Data.Sources;

/// <summary>A folder of gzipped files on the web.</summary>
/// <param name="folder">Its address, with a slash at the end.</param>
public sealed class OfficialAddress(Uri folder) : IDataOrigin
{
    public string Name => folder.AbsoluteUri;

    /// <summary>How long connecting may take: not long, as a closed network often swallows packets.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long nothing may arrive.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public void Fetch(IReadOnlyList<DataFile> files, CacheFolder cache)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = ConnectTimeout };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        foreach (var file in files)
        {
            var address = new Uri(folder, file.Name + DataFile.Compressed);
            using var content = Download(client, address, file.LongestGzip).GetAwaiter().GetResult();
            cache.Save(file, file.Read(address.AbsoluteUri, content));
        }
    }

    /// <summary>What lies at an address, as far as a little beyond <paramref name="most"/> bytes.</summary>
    private async Task<MemoryStream> Download(HttpClient client, Uri address, int most)
    {
        using var timeout = new CancellationTokenSource(ConnectTimeout + ReadTimeout);
        var answered = false;
        try
        {
            using var response =
                await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new DataException(
                    $"{address}: the answer is {(int)response.StatusCode} {response.ReasonPhrase}.");
            }

            answered = true;
            using var body = await response.Content.ReadAsStreamAsync(timeout.Token);
            var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (var count = 1; count > 0 && content.Length <= most; content.Write(buffer, 0, count))
            {
                timeout.CancelAfter(ReadTimeout);
                count = await body.ReadAsync(buffer, timeout.Token);
            }

            content.Position = 0;
            return content;
        }
        catch (HttpRequestException e)
        {
            // Of a failed handshake the outer message says nothing.
            var tls = e.HttpRequestError == HttpRequestError.SecureConnectionError;
            throw new DataException($"{address}: {(tls ? e.GetBaseException() : e).Message}", e);
        }
        catch (IOException e)
        {
            throw new DataException($"{address}: cannot be read to its end: {e.Message}", e);
        }
        catch (OperationCanceledException e)
        {
            var why = !timeout.IsCancellationRequested ? $"no connection within {ConnectTimeout.TotalSeconds:0.#} s"
                : answered ? $"cannot be read to its end: nothing has arrived for {ReadTimeout.TotalSeconds:0.#} s"
                : "no answer";
            throw new DataException($"{address}: {why}.", e);
        }
    }
}
