using Pruning.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class LedgerFolderTests : IDisposable
{
    private static readonly LedgerKey Key = new("e", "primary", "", "f", "s");

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Open_Twice_TheSecondSaysSoAndNamesTheFolder()
    {
        using var first = place.Open();
        first.Append(Key, [LedgerTests.Small(1)]);
        var error = Assert.Throws<AuditException>(() => place.Open());
        Assert.Contains("another audit", error.Message);
        Assert.Contains(place.Folder, error.Message);
        Assert.Contains("--out", error.Message);
        Assert.NotNull(first.Find(Key, 1));
    }

    [Fact]
    public void Open_FreshWhileAnotherHoldsIt_MovesNothing()
    {
        using var first = place.Open();
        first.Append(Key, [LedgerTests.Small(1)]);
        Assert.Throws<AuditException>(() => place.Open(fresh: true));
        Assert.Equal([place.LedgerFile], Directory.GetFiles(place.Folder));
    }

    [Fact]
    public void Open_AfterTheFirstIsClosed_Works()
    {
        place.Open().Dispose();
        place.Open().Dispose();
    }

    [Fact]
    public void Open_FolderMissing_IsMade()
    {
        var deep = Path.Combine(place.Folder, "deep", "er");
        Ledger.Open(deep, fresh: false, _ => { }).Dispose();
        Assert.True(File.Exists(Path.Combine(deep, Ledger.FileName)));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    [InlineData("taken")]
    public void Open_FolderThatCannotBe_NamesItAndTheWayOut(string name)
    {
        File.WriteAllText(Path.Combine(place.Folder, "file"), "in the way");
        Directory.CreateDirectory(Path.Combine(place.Folder, "taken", Ledger.FileName));
        var folder = Path.Combine(place.Folder, name);
        var error = Assert.Throws<AuditException>(() => Ledger.Open(folder, fresh: false, _ => { }));
        Assert.Contains(folder, error.Message);
        Assert.Contains("cannot be written", error.Message);
        Assert.Contains("--out", error.Message);
    }

    [Fact]
    public void Open_FolderThatTakesNoFiles_NamesIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It takes /proc, in which nobody can make a file.");
        Assert.Contains("/proc/self", Assert.Throws<AuditException>(() =>
            Ledger.Open("/proc/self", fresh: false, _ => { })).Message);
    }

    [Fact]
    public void Open_PipeInItsPlace_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It takes a pipe with a name.");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [place.LedgerFile]))
        {
            make.WaitForExit();
        }

        Assert.Contains("is a pipe", Assert.Throws<AuditException>(() => place.Open()).Message);
    }

    [Fact]
    public void Append_DiskFull_SaysSoAndStaysUsable()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "It takes /dev/full, a device without room.");
        File.CreateSymbolicLink(place.LedgerFile, "/dev/full");
        using var ledger = place.Open();
        for (var time = 0; time < 2; time++)
        {
            var error = Assert.Throws<AuditException>(() => ledger.Append(Key, [LedgerTests.Small(1)]));
            Assert.Contains(place.LedgerFile, error.Message);
            Assert.Contains("No space left", error.Message);
            Assert.Contains("--out", error.Message);
        }

        Assert.Null(ledger.Find(Key, 1));
    }
}
