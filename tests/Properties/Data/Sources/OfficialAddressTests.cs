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
        using var server = new LoopbackServer(path =>
        {
            asked.Add(path);
            return Answer(path);
        });
        Assert.Equal(
            LettersFixture.Content["beta"], letters.Store().Load(LettersFixture.Describe(Origin(server)))["beta"]);
        Assert.Equal(["/letters/alpha.gz", "/letters/beta.gz"], asked);
    }

    [Fact]
    public void Load_ServerWithoutTheFiles_SaysItsAnswer()
    {
        using var server = new LoopbackServer(
            _ => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        Fails(server, "/letters/alpha.gz: the answer is 404 Not Found.");
    }

    [Fact]
    public void Load_ServerThatHangsUp_IsTruncated()
    {
        using var server = new LoopbackServer(
            path => Answer(path)[..3000]);
        Fails(server, "/letters/alpha.gz: cannot be read to its end: ");
    }

    [Fact]
    public void Load_ServerThatFallsSilent_IsGivenUp()
    {
        using var server = new LoopbackServer(
            path => Answer(path)[..3000],
            hold: true);
        Fails(server, "/letters/alpha.gz: cannot be read to its end: nothing has arrived for ");
    }

    [Fact]
    public void Load_ServerThatNeverAnswers_IsGivenUp()
    {
        using var server = new LoopbackServer(_ => [], hold: true);
        Fails(server, "/letters/alpha.gz: no answer.");
    }

    [Fact]
    public void Load_NoServer_IsRefused()
    {
        Uri address;
        using (var server = new LoopbackServer(_ => []))
        {
            address = server.Address;
        }

        Assert.Contains(
            $"{address}alpha.gz: Connection refused", Failure(new OfficialAddress(address)), StringComparison.Ordinal);
    }

    private static byte[] Answer(string path) =>
        LoopbackServer.Ok(LettersFixture.Gzip(LettersFixture.Content[Path.GetFileNameWithoutExtension(path)]));

    private static OfficialAddress Origin(LoopbackServer server) =>
        new(server.Address) { ReadTimeout = Short, ConnectTimeout = Short };

    private void Fails(LoopbackServer server, string words)
    {
        Assert.Contains(words, Failure(Origin(server)), StringComparison.Ordinal);
        Assert.Empty(letters.Cached());
    }

    private string Failure(OfficialAddress origin) =>
        Assert.Throws<DataException>(() => letters.Store().Load(LettersFixture.Describe(origin))).Message;
}
