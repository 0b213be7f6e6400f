using System.Text;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Data.Sources;

/// <summary>Against a server of this process on the loopback address.</summary>
public sealed class OfficialArchiveTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(700);

    private readonly LettersFixture letters = new();
    private readonly FakeClients fake;

    public OfficialArchiveTests()
    {
        fake = new(letters.Root);
        fake.Pack(
            ("some-folder/readme", [1]),
            ("some-folder/alpha", LettersFixture.Content["alpha"]),
            ("some-folder/beta", LettersFixture.Content["beta"]));
    }

    private byte[] Archive => File.ReadAllBytes(fake.Package);

    public void Dispose() => letters.Dispose();

    [Fact]
    public void Load_ServerWithTheArchive_FetchesItOnceAndKeepsTheFilesAlone()
    {
        var asked = new List<string>();
        using var server = new LoopbackServer(path =>
        {
            asked.Add(path);
            return LoopbackServer.Ok(Archive);
        });
        var content = letters.Store().Load(LettersFixture.Describe(Origin(server)));
        Assert.Equal(LettersFixture.Content["alpha"], content["alpha"]);
        Assert.Equal(LettersFixture.Content["beta"], content["beta"]);
        Assert.Equal(["/letters/set.tar.gz"], asked);
        Assert.Equal(
            [Path.Combine(LettersFixture.Set, "alpha"), Path.Combine(LettersFixture.Set, "beta")], letters.Cached());
    }

    [Fact]
    public void Load_ServerWithoutTheArchive_SaysItsAnswer()
    {
        using var server = new LoopbackServer(
            _ => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        Fails(server, "/letters/set.tar.gz: the answer is 404 Not Found.");
        Assert.Empty(letters.Cached());
    }

    [Fact]
    public void Load_ServerThatHangsUp_IsTruncated()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(Archive)[..3000]);
        Fails(server, "/letters/set.tar.gz: cannot be read to its end: ");
        Assert.Empty(letters.Cached());
    }

    [Fact]
    public void Load_ArchiveTornOnTheServer_KeepsWholeFilesOnly()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(Archive[..^5000]));
        Fails(server, "/letters/set.tar.gz/some-folder/beta: ");
        Assert.Equal([Path.Combine(LettersFixture.Set, "alpha")], letters.Cached());
    }

    [Fact]
    public void Load_SomethingElseAtTheAddress_IsNoArchive()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok("<html>moved</html>"u8.ToArray()));
        Fails(server, "/letters/set.tar.gz: not a whole archive: ");
        Assert.Empty(letters.Cached());
    }

    private static OfficialArchive Origin(LoopbackServer server) =>
        new(new Uri(server.Address, "set.tar.gz")) { ReadTimeout = Short, ConnectTimeout = Short };

    private void Fails(LoopbackServer server, string words) => Assert.Contains(
        words,
        Assert.Throws<DataException>(() => letters.Store().Load(LettersFixture.Describe(Origin(server)))).Message,
        StringComparison.Ordinal);
}
