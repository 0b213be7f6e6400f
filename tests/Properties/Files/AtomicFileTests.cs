using System.Diagnostics;
using System.Runtime.Versioning;
using Pruning.Shared.Files;
using Xunit;

namespace Pruning.Tests.Properties.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atomic-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_NewFileThenAgain_HoldsTheLastContentAndNothingElse()
    {
        var path = In("a.txt");
        AtomicFile.Write(path, "first, and longer");
        AtomicFile.Write(path, "µ");
        Assert.Equal([0xC2, 0xB5], File.ReadAllBytes(path));
        AtomicFile.Write(path, new byte[] { 1, 2, 3 });
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Write_WhileItIsWritten_TheOldFileStands()
    {
        var path = In("a.txt");
        AtomicFile.Write(path, "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
            Assert.EndsWith(
                AtomicFile.TemporaryEnding,
                Assert.Single(Directory.GetFiles(folder), file => file != path));
        });
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_ThatFailsHalfway_LeavesWhatWasThere(bool exists)
    {
        var path = In("a.txt");
        if (exists)
        {
            File.WriteAllText(path, "old");
        }

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("No space left on device");
        }));
        Assert.Equal("No space left on device", error.Message);
        Assert.Equal(exists ? [path] : [], Directory.GetFileSystemEntries(folder));
        Assert.True(!exists || File.ReadAllText(path) == "old");
    }

    [Theory]
    [InlineData('a', 255)]
    [InlineData('ü', 127)]
    public void Write_NameAsLongAsNamesCanBe_IsWritten(char letter, int length)
    {
        var path = In(new string(letter, length));
        AtomicFile.Check(path);
        AtomicFile.Write(path, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Check_FileThatIsRead_IsRefusedByWhateverName()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere links are not seen.");
        File.WriteAllText(In("read"), "mine");
        File.WriteAllText(In("other"), "mine");
        File.CreateSymbolicLink(In("link"), In("read"));
        Directory.CreateSymbolicLink(In("folder"), folder);
        using (var make = Process.Start("ln", [In("read"), In("hard")]))
        {
            make.WaitForExit();
        }

        foreach (var path in new[] { "read", "./read", "link", "folder/read", "hard" })
        {
            var error = Assert.Throws<IOException>(() => AtomicFile.Check(In(path), In("other"), In("read")));
            Assert.Contains(In(path), error.Message);
            Assert.Contains(In("read"), error.Message);
        }

        AtomicFile.Check(In("new"), In("other"), In("read"), In("nowhere"));
        AtomicFile.Check(In("other"), In("read"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Check_ProtectedFile_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess,
            "It takes Unix's permissions, and a user for whom they hold.");
        File.WriteAllText(In("a"), "mine");
        File.SetUnixFileMode(In("a"), UnixFileMode.UserRead);
        Assert.Contains(In("a"), Assert.Throws<IOException>(() => AtomicFile.Check(In("a"))).Message);
    }

    [Fact]
    public void Write_FolderThatIsNotThere_IsAnError() =>
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Path.Combine(In("no"), "a.txt"), "new"));

    [Fact]
    public void WriteTogether_SecondFails_LeavesTheFirstAsItWas()
    {
        File.WriteAllText(In("a"), "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.WriteTogether(
            (In("a"), stream => stream.Write("new"u8)),
            (In("b"), _ => throw new InvalidOperationException())));
        Assert.Equal("old", File.ReadAllText(In("a")));
        Assert.Equal([In("a")], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void WriteTogether_FolderWithTheNameOfTheSecond_LeavesTheFirstAsItWas()
    {
        File.WriteAllText(In("a"), "old");
        Directory.CreateDirectory(In("b"));
        var error = Assert.Throws<IOException>(() => AtomicFile.WriteTogether(
            (In("a"), stream => stream.Write("new"u8)),
            (In("b"), stream => stream.Write("new"u8))));
        Assert.Contains(In("b"), error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(In("a")));
        Assert.Equal([In("a"), In("b")], Directory.GetFileSystemEntries(folder).Order());
    }

    [Fact]
    public void Write_ManyAtOnce_OneOfThemIsThereWhole()
    {
        var path = In("a");
        Parallel.For(0, 32, i => AtomicFile.Write(path, Enumerable.Repeat((byte)i, 10_000).ToArray()));
        var content = File.ReadAllBytes(path);
        Assert.Equal(10_000, content.Length);
        Assert.Single(content.Distinct());
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Write_FilesOfTheUsersBeside_LeavesThem()
    {
        string[] mine = ["keep.tmp", "keep~", ".keep.tmp", "keep.bak", "keep.new"];
        foreach (var name in mine)
        {
            File.WriteAllText(In(name), name);
        }

        AtomicFile.Check(In("keep"));
        AtomicFile.Write(In("keep"), "new");
        Assert.All(mine, name => Assert.Equal(name, File.ReadAllText(In(name))));
        Assert.Equal(mine.Length + 1, Directory.GetFileSystemEntries(folder).Length);
    }

    [Fact]
    public void Write_ToALink_WritesItsTargetAndLeavesTheLink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links take a privilege there.");
        File.WriteAllText(In("target"), "old");
        File.CreateSymbolicLink(In("link"), In("target"));
        AtomicFile.Write(In("link"), "new");
        Assert.Equal("new", File.ReadAllText(In("target")));
        Assert.NotNull(new FileInfo(In("link")).LinkTarget);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Write_OverAFile_KeepsItsPermissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes the permissions of Unix.");
        const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(In("a"), "old");
        File.SetUnixFileMode(In("a"), Secret);
        AtomicFile.Write(In("a"), "new");
        Assert.Equal(Secret, File.GetUnixFileMode(In("a")));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task Write_ToAPipe_GoesThroughItAndLeavesItAPipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices are known on Linux.");
        using (var make = Process.Start("mkfifo", [In("pipe")]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        AtomicFile.Check(In("pipe"));
        var read = Task.Run(() => File.ReadAllText(In("pipe")), TestContext.Current.CancellationToken);
        AtomicFile.Write(In("pipe"), "new");
        Assert.Equal("new", await read);
        Assert.True(UnixStat.IsDevice(In("pipe")));
        Assert.True(UnixStat.IsDevice("/dev/null"));
        Assert.False(UnixStat.IsDevice(In("none")));
        Assert.False(UnixStat.IsDevice(folder));
    }

    [Fact]
    public void Check_WhatCanBeWritten_LeavesNothing()
    {
        File.WriteAllText(In("old"), "old");
        AtomicFile.Check(In("old"));
        AtomicFile.Check(In("new"));
        AtomicFile.CheckFolder(folder);
        AtomicFile.CheckFolder(In("deep/er"));
        Assert.Equal([In("old")], Directory.GetFileSystemEntries(folder));
        Assert.Equal("old", File.ReadAllText(In("old")));
    }

    [Fact]
    public void Check_WhatCannotBeWritten_NamesIt()
    {
        File.WriteAllText(In("file"), "in the way");
        Assert.Contains("is a folder", Refusal(() => AtomicFile.Check(folder)), StringComparison.Ordinal);
        Assert.Contains($"there is no folder '{In("no")}'", Refusal(() => AtomicFile.Check(In("no/x.json"))),
            StringComparison.Ordinal);
        Assert.Contains($"there is no folder '{In("file")}'", Refusal(() => AtomicFile.Check(In("file/x.json"))),
            StringComparison.Ordinal);
        Assert.Contains($"'{In("file")}' is no folder", Refusal(() => AtomicFile.CheckFolder(In("file/x"))),
            StringComparison.Ordinal);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It takes /proc, in which nobody can make a file.");
        var refusal = Refusal(() => AtomicFile.Check("/proc/self/x.json"));
        Assert.StartsWith("'/proc/self/x.json' cannot be written: no file can be made in '/proc/self'", refusal,
            StringComparison.Ordinal);
        Assert.DoesNotContain(AtomicFile.TemporaryEnding, refusal, StringComparison.Ordinal);

        static string Refusal(Action check) => Assert.Throws<IOException>(check).Message;
    }

    private string In(string name) => Path.Combine(folder, name);
}
