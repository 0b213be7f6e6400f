namespace Pruning.Shared.Data.Sources;

/// <summary>Fetches what lies at addresses on the web.</summary>
/// <param name="connectTimeout">How long connecting may take.</param>
/// <param name="readTimeout">How long nothing may arrive.</param>
internal sealed class WebDownload(TimeSpan connectTimeout, TimeSpan readTimeout) : IDisposable
{
    private readonly HttpClient client =
        new(new SocketsHttpHandler { ConnectTimeout = connectTimeout }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Not long, as a closed network often swallows packets.</summary>
    public static TimeSpan UsualConnectTimeout { get; } = TimeSpan.FromSeconds(5);

    public static TimeSpan UsualReadTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Copies what lies at an address, as far as a little beyond <paramref name="most"/> bytes.</summary>
    /// <exception cref="DataException">There is no answer, or not all of it; the message says why.</exception>
    /// <exception cref="IOException"><paramref name="target"/> cannot be written to.</exception>
    public void Fetch(Uri address, long most, Stream target) => Copy(address, most, target).GetAwaiter().GetResult();

    public void Dispose() => client.Dispose();

    // An error of the web, not of the target.
    private static async Task<int> Read(Stream body, byte[] buffer, Uri address, CancellationToken stop)
    {
        try
        {
            return await body.ReadAsync(buffer, stop);
        }
        catch (IOException e)
        {
            throw new DataException($"{address}: cannot be read to its end: {e.Message}", e);
        }
    }

    private async Task Copy(Uri address, long most, Stream target)
    {
        using var timeout = new CancellationTokenSource(connectTimeout + readTimeout);
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
            var buffer = new byte[1 << 16];
            var count = 1;
            for (long length = 0; count > 0 && length <= most; length += count)
            {
                timeout.CancelAfter(readTimeout);
                count = await Read(body, buffer, address, timeout.Token);
                target.Write(buffer, 0, count);
            }
        }
        catch (HttpRequestException e)
        {
            // Of a failed handshake the outer message says nothing.
            var tls = e.HttpRequestError == HttpRequestError.SecureConnectionError;
            throw new DataException($"{address}: {(tls ? e.GetBaseException() : e).Message}", e);
        }
        catch (OperationCanceledException e)
        {
            var why = !timeout.IsCancellationRequested ? $"no connection within {connectTimeout.TotalSeconds:0.#} s"
                : answered ? $"cannot be read to its end: nothing has arrived for {readTimeout.TotalSeconds:0.#} s"
                : "no answer";
            throw new DataException($"{address}: {why}.", e);
        }
    }
}
