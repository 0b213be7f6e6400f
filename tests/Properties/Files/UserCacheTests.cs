using System.Diagnostics;
using System.Runtime.Versioning;
using Pruning.Shared.Files;
using Xunit;

namespace Pruning.Tests.Properties.Files;

[UnsupportedOSPlatform("windows")]
public sealed class UserCacheTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string folder;

    public UserCacheTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes the permissions of Unix.");
        folder = Directory.CreateTempSubdirectory("cache-").FullName;
    }

    private string Deep => Path.Combine(folder, "a", "b", "c");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("/x", "/h", "/x/pruning/nets")]
    [InlineData("/x/../y", "/h", "/y/pruning/nets")]
    [InlineData("relative", "/h", "/h/.cache/pruning/nets")]
    [InlineData("", "/h", "/h/.cache/pruning/nets")]
    [InlineData(null, "/", "/.cache/pruning/nets")]
    [InlineData(null, "", null)]
    [InlineData("relative", "", null)]
    [InlineData(null, "relative", null)]
    public void PathOf_VariableAndHome_IsAFullPathOrNone(string? variable, string home, string? expected) =>
        Assert.Equal(expected, UserCache.PathOf("nets", name => name == "XDG_CACHE_HOME" ? variable : null, home));

    [Fact]
    public void CreatePrivate_NoneYet_MakesAllForTheUserAlone()
    {
        UserCache.CreatePrivate(Deep);
        for (var path = Deep; path != folder; path = Path.GetDirectoryName(path)!)
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
        }
    }

    /// <summary>What is used is what was checked, wherever the link leads to later.</summary>
    [Fact]
    public void CreatePrivate_ThroughALink_GivesTheFolderThatItLeadsTo()
    {
        UserCache.Create(Deep);
        var link = Path.Combine(folder, "link");
        Directory.CreateSymbolicLink(link, Path.Combine(folder, "a"));
        Assert.Equal(UserCache.CreatePrivate(Deep), UserCache.CreatePrivate(Path.Combine(link, "b", "c")));
        Assert.EndsWith("/a/b/c", UserCache.CreatePrivate(Path.Combine(link, "b", "c")), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_FileInTheWay_NamesIt()
    {
        File.WriteAllText(Path.Combine(folder, "a"), "mine");
        Assert.Contains($"'{Path.Combine(folder, "a")}' is no folder",
            Assert.Throws<IOException>(() => UserCache.Create(Deep)).Message);
    }

    [Fact]
    public void Create_ThereAlready_LeavesItAsItIs()
    {
        UserCache.Create(Deep);
        File.SetUnixFileMode(Deep, OwnerOnly | UnixFileMode.GroupRead);
        UserCache.Create(Deep);
        Assert.Equal(OwnerOnly | UnixFileMode.GroupRead, File.GetUnixFileMode(Deep));
    }

    [Theory]
    [InlineData("a/b/c", UnixFileMode.GroupWrite, "Other users may write to")]
    [InlineData("a/b/c", UnixFileMode.OtherWrite | UnixFileMode.StickyBit, "Other users may write to")]
    [InlineData("a/b", UnixFileMode.OtherWrite, "Other users may replace")]
    [InlineData("a", UnixFileMode.GroupWrite, "Other users may replace")]
    public void CreatePrivate_OthersMayWriteThereOrAbove_IsRefused(string open, UnixFileMode also, string reason)
    {
        UserCache.Create(Deep);
        File.SetUnixFileMode(Path.Combine(folder, open), OwnerOnly | also);
        Refuses(reason);
    }

    [Theory]
    [InlineData("a/b/c", "belongs to another user")]
    [InlineData("a/b", "Other users may replace")]
    public void CreatePrivate_AnothersFolder_IsRefused(string given, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && UnixOwnership.Me == 0, "Only root can give a folder away.");
        UserCache.Create(Deep);
        using var chown = Process.Start("chown", ["12345", Path.Combine(folder, given)]);
        chown.WaitForExit();
        Refuses(reason);
    }

    [Fact]
    public void CreatePrivate_Link_IsRefused()
    {
        UserCache.Create(Path.GetDirectoryName(Deep)!);
        Directory.CreateSymbolicLink(Deep, Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName);
        Refuses("is a link");
    }

    [Fact]
    public void Create_UnderAFile_IsAnIOException()
    {
        File.WriteAllText(Path.Combine(folder, "a"), "in the way");
        Assert.ThrowsAny<IOException>(() => UserCache.CreatePrivate(Deep));
    }

    private void Refuses(string reason) => Assert.Contains(
        reason, Assert.Throws<UnauthorizedAccessException>(() => UserCache.CreatePrivate(Deep)).Message,
        StringComparison.Ordinal);
}
