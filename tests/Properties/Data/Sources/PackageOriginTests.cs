using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Sources;

/// <summary>With clients that are shell scripts of the test's own.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly Shelf shelf = new();

    public PackageTests() => Directory.CreateDirectory(Clients);

    private string Clients => Path.Combine(shelf.Root, "clients");

    private string Package => Path.Combine(shelf.Root, "package");

    public void Dispose() => shelf.Dispose();

    [Fact]
    public void Npm_PackageWithTheFiles_IsUnpackedAndNothingElseOfIt()
    {
        Pack(("package/../../../evil", [1]), ("package/data/alpha", Shelf.Content["alpha"]), ("package/beta.gz", Shelf.Gzip(Shelf.Content["beta"])));
        Script("npm", $"test \"$1 $2 $3\" = 'pack some-letters@1.0.0 --ignore-scripts' && cp '{Package}' some-letters-1.0.0.tgz");
        Assert.Equal(Shelf.Content["beta"], shelf.Store().Load(Npm())["beta"]);
        Assert.Equal(2, shelf.Cached().Length);
        Assert.Equal(["cache", "clients", "own", "package"], Directory.GetFileSystemEntries(shelf.Root).Select(Path.GetFileName).Order());
        Assert.Equal("fetching letters from npm package some-letters@1.0.0 …", shelf.Said[0]);
    }

    [Fact]
    public void Npm_NotInstalled_SaysSo() => Fails(Npm(), "npm package some-letters@1.0.0: npm is not installed.");

    [Fact]
    public void Npm_Failing_HasItsWords()
    {
        Script("npm", "echo 'npm error code E404' >&2; exit 1");
        Fails(Npm(), "failed (exit code 1): npm error code E404");
    }

    [Fact]
    public void Npm_WithoutAnArchive_SaysSo()
    {
        Script("npm", "true");
        Fails(Npm(), "'npm pack some-letters@1.0.0' left no archive.");
    }

    [Fact]
    public void Npm_ArchiveWithOtherContent_NamesTheFile()
    {
        Pack(("package/alpha", Shelf.Content["alpha"][..100]));
        Script("npm", $"cp '{Package}' p.tgz");
        Fails(Npm(), "some-letters@1.0.0/package/alpha: truncated: its content ends after 100 of 5000 bytes.");
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.99)]
    public void Npm_TornArchive_IsRefusedAndTheCacheIsClean(double share)
    {
        Pack(("package/beta", Shelf.Content["beta"]), ("package/alpha", Shelf.Content["alpha"]));
        var whole = File.ReadAllBytes(Package);
        File.WriteAllBytes(Package, whole[..(int)(share * whole.Length)]);
        Script("npm", $"cp '{Package}' p.tgz");
        Assert.Throws<DataException>(() => shelf.Store().Load(Npm()));
        Assert.DoesNotContain(shelf.Cached(), path => Path.GetFileName(path) is not "beta");
    }

    [Fact]
    public void Debian_PackageNotInstalled_IsFetchedAndUnpacked()
    {
        Directory.CreateDirectory(Path.Combine(Package, "usr", "share"));
        WriteFiles(Path.Combine(Package, "usr", "share"));
        Script("dpkg-query", "echo 'package is not installed' >&2; exit 1");
        Script("apt-get", "test \"$1 $3\" = 'download letters-data' && touch letters-data.deb");
        Script("dpkg-deb", $"test -f \"$2\" && cp -r '{Package}' \"$3\"");
        Assert.Equal(Shelf.Content["beta"], shelf.Store().Load(Debian())["beta"]);
        Assert.Equal(2, shelf.Cached().Length);
    }

    [Fact]
    public void Debian_PackageInstalled_IsUsedAsItIs()
    {
        Directory.CreateDirectory(Package);
        WriteFiles(Package);
        Script("dpkg-query", $"echo /.; ls -d '{Package}'; ls '{Package}'/*");
        Assert.Equal(Shelf.Content["beta"], shelf.Store().Load(Debian())["beta"]);
    }

    [Fact]
    public void Debian_AnotherSystem_SaysWhatItLacks() => Fails(Debian(), "Debian package letters-data: apt-get is not installed.");

    private static void WriteFiles(string folder)
    {
        foreach (var (name, content) in Shelf.Content)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".gz"), Shelf.Gzip(content));
        }
    }

    private DataDescription Npm() => Shelf.Describe(new NpmPackage("some-letters@1.0.0", Clients));

    private DataDescription Debian() => Shelf.Describe(new DebianPackage("letters-data", Clients));

    private void Fails(DataDescription set, string words)
    {
        Assert.Contains(words, Assert.Throws<DataException>(() => shelf.Store().Load(set)).Message, StringComparison.Ordinal);
        Assert.Empty(shelf.Cached());
    }

    private void Pack(params (string Path, byte[] Content)[] entries)
    {
        using var file = new GZipStream(File.Create(Package), CompressionLevel.Fastest);
        using var tar = new TarWriter(file);
        foreach (var (path, content) in entries)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
        }
    }

    /// <summary>Written by a shell, not by this process: a file that another thread's new child still holds open for writing could not be run.</summary>
    private void Script(string name, string commands)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "cat > \"$0\" && chmod +x \"$0\"", Path.Combine(Clients, name)]) { RedirectStandardInput = true })!;
        shell.StandardInput.Write($"#!/bin/sh\n{commands}\n");
        shell.StandardInput.Close();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}
