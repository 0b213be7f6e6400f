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

    private string In(string name) => Path.Combine(folder, name);
}
