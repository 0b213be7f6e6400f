using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Shards;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing.Shards;

/// <summary>What cannot be merged is refused before any work, with its name and the way out.</summary>
public sealed class ShardSourcesTests : IDisposable
{
    private readonly ShardPlace place = new();
    private readonly FakeStudy study = new();

    private AuditOptions Options => new() { Claims = [study.Claim(), study.ClaimOnA()] };

    public void Dispose() => place.Dispose();

    [Fact]
    public void Find_EmptyFolder_SaysWhatMakesShards() => Refused("'audit --shard I/N --out DIR'", place.Folder);

    [Fact]
    public void Find_NoFolder_NamesIt()
    {
        var nowhere = Path.Combine(place.Folder, "nowhere");
        Assert.Contains($"There is no folder {nowhere}", Refused(nowhere, nowhere));
    }

    [Fact]
    public void Find_File_NamesIt()
    {
        var file = Path.Combine(place.Folder, "file");
        File.WriteAllText(file, string.Empty);
        Refused($"{file} is a file", file);
    }

    [Fact]
    public void Find_OneEmptyAmongShards_IsRefused()
    {
        var folder = place.Run(Options, 1, 2);
        var empty = Directory.CreateDirectory(Path.Combine(place.Folder, "empty")).FullName;
        Refused($"{empty} holds no shard", folder, empty);
    }

    [Fact]
    public void Find_LedgersAlone_SaysWhatIsMissing()
    {
        using var whole = new Workplace();
        whole.Audit(Options);
        Assert.Contains(ShardFile.FileName, Refused(whole.Folder, whole.Folder));
    }

    [Fact]
    public void Find_FolderOfShards_IsTheSameAsThemselves()
    {
        var folders = place.RunAll(Options, 3);
        Assert.Equal(folders.Order(), ShardSources.Find([place.Folder]).Shards.Select(s => s.Path).Order());
        Assert.Equal([1, 2, 3],
            ShardSources.Find([folders[1], place.Folder, folders[2] + "/"]).Shards.Select(s => s.Shard.Index));
        Assert.Empty(ShardSources.Find([place.Folder]).Merged);
        place.Merge(Options.Claims);
        Assert.Equal(Path.Combine(place.Folder, Ledger.FileName),
            Assert.Single(ShardSources.Find([place.Folder]).Merged));
    }

    [Fact]
    public void Find_OtherClaims_NamesBoth()
    {
        var one = place.Run(Options, 1, 2);
        using var elsewhere = new ShardPlace();
        var two = elsewhere.Run(Options with { Claims = [study.Claim()] }, 2, 2);
        Assert.Contains("claims", Refused(one, one, two));
        Refused(two, one, two);
    }

    [Fact]
    public void Find_OtherReadings_NamesThem()
    {
        var one = place.Run(Options, 1, 2);
        var two = place.Run(Options with { Readings = ReadingSet.Unstated }, 2, 2);
        Refused("readings (primary; unstated)", one, two);
    }

    [Fact]
    public void Find_OtherReplicates_NamesThem()
    {
        var one = place.Run(Options, 1, 2);
        var two = place.Run(Options with { Replicates = 6 }, 2, 2);
        Refused("replicates (as registered; 6)", one, two);
    }

    [Theory]
    [InlineData("\"science\": \"", "\"science\": \"0", "different versions of this program")]
    [InlineData("\"numerics\": \"", "\"numerics\": \"cuda ", "different numerics")]
    public void Find_OtherVersionOrDevice_NamesBoth(string old, string changed, string said)
    {
        var folders = place.RunAll(Options, 2);
        ShardPlace.Edit(folders[1], ShardFile.FileName, old, changed);
        Assert.Contains(folders[0], Refused(said, folders));
        Refused(folders[1], folders);
    }

    [Fact]
    public void Check_OtherVersionOfTheProgram_IsRefused()
    {
        var folder = place.Run(Options, 1, 1);
        ShardPlace.Edit(folder, ShardFile.FileName, "\"science\": \"", "\"science\": \"0");
        var error = Assert.Throws<AuditException>(() => place.Merge(Options.Claims)).Message;
        Assert.Contains("another version of this program", error);
        Assert.False(File.Exists(Path.Combine(place.Folder, Ledger.FileName)));
    }

    [Fact]
    public void Check_IntoAShardsFolder_IsRefused()
    {
        var folders = place.RunAll(Options, 2);
        var error = Assert.Throws<AuditException>(() => Merge.Check(ShardSources.Find(folders), folders[0])).Message;
        Assert.Contains(folders[0], error);
        Assert.Contains("--out", error);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void Find_DamagedFile_NamesItAndTheWayOut(string text)
    {
        var folder = place.Run(Options, 1, 1);
        File.WriteAllText(Path.Combine(folder, ShardFile.FileName), text);
        Assert.Contains("Delete it", Refused(Path.Combine(folder, ShardFile.FileName), folder));
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version 2")]
    [InlineData("\"shard\": \"1/1\"", "\"shard\": \"2/1\"", "'2/1' is no shard")]
    [InlineData("\"device\": \"cpu\"", "\"device\": null", "environment[\"device\"] is null")]
    [InlineData("\"device\": \"cpu\"", "\"divice\": \"cpu\"", "fact")]
    [InlineData("\"readings\": \"primary\"", "\"readings\": 0", "readings")]
    public void Find_ChangedFile_SaysWhatIsWrong(string old, string changed, string said)
    {
        var folder = place.Run(Options, 1, 1);
        ShardPlace.Edit(folder, ShardFile.FileName, old, changed);
        Refused(said, folder);
    }

    [Fact]
    public void Find_ShardWithoutItsLedger_NamesIt()
    {
        var folder = place.Run(Options, 1, 1);
        File.Delete(Path.Combine(folder, Ledger.FileName));
        Refused($"{folder} holds shard 1/1 without its ledger.jsonl", folder);
    }

    [Fact]
    public void Run_IntoAFolderOfOtherClaims_IsRefusedBeforeAnyWork()
    {
        var folder = place.Run(Options, 1, 2);
        var error = Assert.Throws<AuditException>(
            () => place.Run(Options with { Claims = [study.Claim()] }, 1, 2)).Message;
        Assert.Contains(folder, error);
        Assert.Contains("--fresh", error);
    }

    [Fact]
    public void Run_WhileTheAuditsFolderIsWrittenTo_IsRefused()
    {
        using var merging = Ledger.Open(place.Folder, fresh: false, Assert.Fail);
        var error = Assert.Throws<AuditException>(() => place.Run(Options, 1, 2)).Message;
        Assert.Contains($"{Path.Combine(place.Folder, Ledger.FileName)} is in use", error);
    }

    private static string Refused(string said, params string[] folders)
    {
        var error = Assert.Throws<AuditException>(() => ShardSources.Find(folders)).Message;
        Assert.Contains(said, error);
        return error;
    }
}
