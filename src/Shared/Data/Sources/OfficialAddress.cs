namespace Pruning.Shared.Data.Sources;

/// <summary>A folder of gzipped files on the web.</summary>
/// <param name="folder">Its address, with a slash at the end.</param>
public sealed class OfficialAddress(Uri folder) : IDataOrigin
{
    public string Name => folder.AbsoluteUri;

    /// <summary>How long a connection may take. Short, since a closed network often swallows packets instead of refusing them.</summary>
    public TimeSpan ConnectPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long nothing may arrive.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public void Fetch(IReadOnlyList<DataFile> files, Intake intake)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = ConnectPatience }) { Timeout = Timeout.InfiniteTimeSpan };
        foreach (var file in files)
        {
            var address = new Uri(folder, file.Name + DataFile.Compressed);
            using var response = Ask(client, address);
            using var content = new PatientStream(response.Content.ReadAsStream(), Patience);
            intake.Accept(file, address.AbsoluteUri, content);
        }
    }

    private HttpResponseMessage Ask(HttpClient client, Uri address)
    {
        using var giveUp = new CancellationTokenSource(ConnectPatience + Patience);
        try
        {
            var response = client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, giveUp.Token).GetAwaiter().GetResult();
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw new DataException($"{address}: the answer is {(int)response.StatusCode} {response.ReasonPhrase}.");
            }
        }
        catch (HttpRequestException e)
        {
            // Of a failed handshake the outer message says nothing.
            var why = e.HttpRequestError == HttpRequestError.SecureConnectionError ? e.GetBaseException().Message : e.Message;
            throw new DataException($"{address}: {why}", e);
        }
        catch (OperationCanceledException e)
        {
            var what = giveUp.IsCancellationRequested ? "no answer" : $"no connection within {ConnectPatience.TotalSeconds:0.#} s";
            throw new DataException($"{address}: {what}.", e);
        }
    }
}
