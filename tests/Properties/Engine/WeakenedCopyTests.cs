using System.Diagnostics;
using System.Runtime.Versioning;
using Pruning.Shared.Engine;
using Pruning.Shared.Files;
using Xunit;

namespace Pruning.Tests.Properties.Engine;

[SupportedOSPlatform("linux")]
public sealed class WeakenedCopyTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string folder;
    private readonly string library;
    private readonly byte[] expected;

    public WeakenedCopyTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Copies are made on Linux only.");
        folder = Directory.CreateTempSubdirectory("copies-").FullName;
        library = Path.Combine(folder, "libx.so");
        var (content, flags) = ElfBytes.Of([["GLIBC_2.34"], [ElfBytes.Wanted]]);
        File.WriteAllBytes(library, content);
        expected = content;
        expected[flags[ElfBytes.Wanted]] |= 2;
    }

    private string Cache => Path.Combine(folder, "cache", "torchsharp");

    [Fact]
    public void Of_NoneYet_MakesItInAFolderForTheUserAlone()
    {
        var copy = WeakenedCopy.Of(library, Cache);
        Assert.Equal(Cache, Path.GetDirectoryName(copy));
        Assert.Matches("^libx-[0-9a-f]{16}\\.so$", Path.GetFileName(copy));
        Assert.Equal(expected, File.ReadAllBytes(copy));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Cache));
        Assert.Single(Directory.GetFiles(Cache));
    }

    [Fact]
    public void Of_Whole_IsNotWrittenAgain()
    {
        var copy = WeakenedCopy.Of(library, Cache);
        File.SetLastWriteTimeUtc(copy, DateTime.UnixEpoch);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(WeakenedCopy.Of(library, Cache)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-1)]
    public void Of_DamagedOrHalfWritten_IsMadeAgain(int length)
    {
        var copy = WeakenedCopy.Of(library, Cache);
        var content = File.ReadAllBytes(copy);
        content[^1] ^= 1;
        File.WriteAllBytes(copy, length < 0 ? content : content[..length]);
        Assert.Equal(expected, File.ReadAllBytes(WeakenedCopy.Of(library, Cache)));
    }

    [Fact]
    public void Of_ManyAtOnce_AllGetTheWholeAndNothingIsLeftBehind()
    {
        Parallel.For(0, 32, _ => Assert.Equal(expected, File.ReadAllBytes(WeakenedCopy.Of(library, Cache))));
        Assert.Single(Directory.GetFiles(Cache));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherWrite | UnixFileMode.StickyBit)]
    public void Of_FolderThatOthersMayWriteTo_IsRefusedEvenWithACopy(UnixFileMode also)
    {
        WeakenedCopy.Of(library, Cache);
        File.SetUnixFileMode(Cache, OwnerOnly | also);
        AssertRefused("Other users may write");
    }

    [Fact]
    public void Of_FolderBelowOneThatAnyoneMayWriteTo_IsRefused()
    {
        WeakenedCopy.Of(library, Cache);
        File.SetUnixFileMode(Path.GetDirectoryName(Cache)!, OwnerOnly | UnixFileMode.OtherWrite);
        AssertRefused("Other users may replace");
    }

    [Fact]
    public void Of_Link_IsRefused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Cache)!);
        Directory.CreateSymbolicLink(Cache, Directory.CreateDirectory(Path.Combine(folder, "elsewhere"),
            OwnerOnly).FullName);
        AssertRefused("is a link");
    }

    [Fact]
    public void Of_AnothersFolder_IsRefused()
    {
        Assert.SkipUnless(UnixOwnership.Me == 0, "Only root can give a folder away.");
        Directory.CreateDirectory(Cache, OwnerOnly);
        using var chown = Process.Start("chown", ["12345", Cache]);
        chown.WaitForExit();
        AssertRefused("belongs to another user");
    }

    [Fact]
    public void Of_FolderThatCannotBeMade_NamesItAndTheWaysOut()
    {
        var error = Assert.Throws<LibTorchException>(() =>
            WeakenedCopy.Of(library, Path.Combine(library, "under-a-file")));
        Assert.All(["under-a-file", "XDG_CACHE_HOME", "libstdc++", "--device cpu"],
            said => Assert.Contains(said, error.Message));
    }

    [Fact]
    public void Of_LibraryOfAnotherKind_IsAnError()
    {
        File.WriteAllText(library, "nothing");
        AssertRefused("ELF");
    }

    [Fact]
    public void Refused_CopyThatDoesNotLoad_NamesItAndTheWaysOut()
    {
        var error = WeakenedCopy.Refused("/cache/libx.so", new DllNotFoundException("failed to map segment"));
        Assert.All(["/cache/libx.so", "failed to map segment", "XDG_CACHE_HOME", "programs may run", "--device cpu"],
            said => Assert.Contains(said, error.Message));
    }

    [Fact]
    public void Helps_OnlyWhereThatVersionIsMissing()
    {
        Assert.True(WeakenedCopy.Helps("libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by "
            + "libLibTorchSharp.so)"));
        Assert.False(WeakenedCopy.Helps("libc10.so: cannot open shared object file: No such file or directory"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void AssertRefused(string reason) =>
        Assert.Contains(reason, Assert.Throws<LibTorchException>(() => WeakenedCopy.Of(library, Cache)).Message);
}
