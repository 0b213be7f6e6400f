using System.Net;
using System.Net.Sockets;
using System.Text;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Data.Sources;

/// <summary>Against a server of this process on the loopback address.</summary>
public sealed class OfficialAddressTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(700);

    private readonly LettersFixture letters = new();

    public void Dispose() => letters.Dispose();

    [Fact]
    public void Load_ServerWithTheFiles_FetchesThemCompressed()
    {
        var asked = new List<string>();
        using var server = new Server(path =>
        {
            asked.Add(path);
            return Ok(LettersFixture.Gzip(LettersFixture.Content[Path.GetFileNameWithoutExtension(path)]));
        });
        Assert.Equal(
            LettersFixture.Content["beta"], letters.Store().Load(LettersFixture.Describe(Origin(server)))["beta"]);
        Assert.Equal(["/letters/alpha.gz", "/letters/beta.gz"], asked);
    }

    [Fact]
    public void Load_ServerWithoutTheFiles_SaysItsAnswer()
    {
        using var server = new Server(
            _ => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        Fails(server, "/letters/alpha.gz: the answer is 404 Not Found.");
    }

    [Fact]
    public void Load_ServerThatHangsUp_IsTruncated()
    {
        using var server = new Server(
            path => Ok(LettersFixture.Gzip(LettersFixture.Content[Path.GetFileNameWithoutExtension(path)]))[..3000]);
        Fails(server, "/letters/alpha.gz: cannot be read to its end: ");
    }

    [Fact]
    public void Load_ServerThatFallsSilent_IsGivenUp()
    {
        using var server = new Server(
            path => Ok(LettersFixture.Gzip(LettersFixture.Content[Path.GetFileNameWithoutExtension(path)]))[..3000],
            hold: true);
        Fails(server, "/letters/alpha.gz: cannot be read to its end: nothing has arrived for ");
    }

    [Fact]
    public void Load_ServerThatNeverAnswers_IsGivenUp()
    {
        using var server = new Server(_ => [], hold: true);
        Fails(server, "/letters/alpha.gz: no answer.");
    }

    [Fact]
    public void Load_NoServer_IsRefused()
    {
        Uri address;
        using (var server = new Server(_ => []))
        {
            address = server.Address;
        }

        Assert.Contains(
            $"{address}alpha.gz: Connection refused", Failure(new OfficialAddress(address)), StringComparison.Ordinal);
    }

    private static byte[] Ok(byte[] content) =>
        [.. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n"), .. content];

    private static OfficialAddress Origin(Server server) =>
        new(server.Address) { ReadTimeout = Short, ConnectTimeout = Short };

    private void Fails(Server server, string words)
    {
        Assert.Contains(words, Failure(Origin(server)), StringComparison.Ordinal);
        Assert.Empty(letters.Cached());
    }

    private string Failure(OfficialAddress origin) =>
        Assert.Throws<DataException>(() => letters.Store().Load(LettersFixture.Describe(origin))).Message;

    /// <summary>Answers every request with the bytes that a test gives, and hangs up, or holds the line.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> held = [];
        private readonly Thread thread;

        public Server(Func<string, byte[]> answer, bool hold = false)
        {
            listener.Start();
            thread = new Thread(() => Serve(answer, hold)) { IsBackground = true };
            thread.Start();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/letters/");

        public void Dispose()
        {
            listener.Stop();
            thread.Join();
            held.ForEach(client => client.Dispose());
        }

        private void Serve(Func<string, byte[]> answer, bool hold)
        {
            try
            {
                while (true)
                {
                    var client = listener.AcceptTcpClient();
                    held.Add(client);
                    Reply(client.GetStream(), answer);
                    if (!hold)
                    {
                        client.Close();
                    }
                }
            }
            catch (SocketException)
            {
                // Stopped.
            }
        }

        private static void Reply(NetworkStream line, Func<string, byte[]> answer)
        {
            using var reader = new StreamReader(line, leaveOpen: true);
            var path = reader.ReadLine()!.Split(' ')[1];
            while (reader.ReadLine() is { Length: > 0 })
            {
            }

            line.Write(answer(path));
        }
    }
}
