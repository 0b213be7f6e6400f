using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Sources;

public sealed class DataStoreTests : IDisposable
{
    private readonly Shelf shelf = new();

    public void Dispose() => shelf.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("", ".gz")]
    [InlineData(Shelf.Set, "")]
    [InlineData(Shelf.Set, ".gz")]
    public void Load_FilesInTheOwnFolder_AreFoundAndNothingFetched(string folder, string ending)
    {
        Directory.CreateDirectory(Path.Combine(shelf.Own, folder));
        foreach (var (name, content) in Shelf.Content)
        {
            File.WriteAllBytes(Path.Combine(shelf.Own, folder, name + ending), ending.Length > 0 ? Shelf.Gzip(content) : content);
        }

        IsWhole(shelf.Store().Load(Shelf.Describe()));
        Assert.Empty(shelf.Said);
        Assert.False(Directory.Exists(shelf.Cache));
    }

    [Fact]
    public void Load_NothingThere_FetchesOnceAndKeeps()
    {
        var origin = FakeOrigin.Good();
        IsWhole(shelf.Store().Load(Shelf.Describe(origin)));
        IsWhole(shelf.Store().Load(Shelf.Describe(origin)));
        Assert.Equal(["alpha", "beta"], origin.Asked);
        Assert.Equal([Path.Combine(Shelf.Set, "alpha"), Path.Combine(Shelf.Set, "beta")], shelf.Cached());
        Assert.Equal("fetching letters from good origin …", shelf.Said[0]);
        Assert.StartsWith("fetched letters: 0.2 MB in ", shelf.Said[1], StringComparison.Ordinal);
        Assert.Equal(2, shelf.Said.Length);
    }

    [Fact]
    public void Load_ALittleHereAndALittleThere_IsPutTogether()
    {
        File.WriteAllBytes(Path.Combine(shelf.Own, "alpha"), Shelf.Content["alpha"]);
        var origin = FakeOrigin.Good();
        IsWhole(shelf.Store().Load(Shelf.Describe(origin)));
        Assert.Equal(["beta"], origin.Asked);
    }

    [Fact]
    public void Load_DamagedFileInTheOwnFolder_IsToldAndPassedOver()
    {
        File.WriteAllBytes(Path.Combine(shelf.Own, "alpha"), new byte[5000]);
        IsWhole(shelf.Store().Load(Shelf.Describe(FakeOrigin.Good())));
        Assert.Contains(shelf.Said, line => line.Contains(Path.Combine(shelf.Own, "alpha")) && line.Contains("SHA-256"));
        Assert.Equal(new byte[5000], File.ReadAllBytes(Path.Combine(shelf.Own, "alpha")));
    }

    [Fact]
    public void Load_DamagedFileInTheCache_IsFetchedAnew()
    {
        shelf.Store().Load(Shelf.Describe(FakeOrigin.Good()));
        File.WriteAllBytes(Path.Combine(shelf.Kept, "beta"), Shelf.Content["beta"][..^1]);
        var origin = FakeOrigin.Good();
        IsWhole(shelf.Store().Load(Shelf.Describe(origin)));
        Assert.Equal(["beta"], origin.Asked);
        Assert.Single(shelf.Said, line => line.Contains("truncated: its content ends after 199999 of 200000 bytes"));
        Assert.Equal(Shelf.Content["beta"], File.ReadAllBytes(Path.Combine(shelf.Kept, "beta")));
    }

    [Fact]
    public void Load_AnOriginThatFailsHalfway_IsFollowedByTheNextForTheRest()
    {
        var first = new FakeOrigin("first origin", (files, intake) =>
        {
            FakeOrigin.Hand(intake, files[0], Shelf.Content["alpha"]);
            File.WriteAllText(Path.Combine(intake.WorkFolder, "rubbish"), "rubbish");
            throw new DataException("the line went dead.");
        });
        var second = new FakeOrigin("second origin", (files, intake) =>
        {
            Assert.Empty(Directory.GetFileSystemEntries(intake.WorkFolder));
            FakeOrigin.Hand(intake, files[0], Shelf.Gzip(Shelf.Content["beta"]), ".gz");
        });
        var third = FakeOrigin.Good("third origin");
        IsWhole(shelf.Store().Load(Shelf.Describe(first, second, third)));
        Assert.Equal(["beta"], second.Asked);
        Assert.Empty(third.Asked);
        Assert.Contains("first origin: the line went dead.", shelf.Said);
        Assert.Equal(2, shelf.Cached().Length);
    }

    [Fact]
    public void Load_EverythingFails_ListsEveryWayAndTheWaysOut()
    {
        var wrong = new FakeOrigin("wrong origin", (files, intake) => FakeOrigin.Hand(intake, files[0], new byte[5000]));
        var empty = new FakeOrigin("empty origin", (_, _) => { });
        var message = Assert.Throws<DataException>(() => shelf.Store().Load(Shelf.Describe(wrong, empty))).Message;
        Assert.Contains($"PRUNING_DATA ({shelf.Own}): holds none of its files.", message, StringComparison.Ordinal);
        Assert.Contains($"the cache ({shelf.Kept}): holds none of its files.", message, StringComparison.Ordinal);
        Assert.Contains("wrong origin: fake://alpha: not letters's alpha, or damaged: its SHA-256 is ", message, StringComparison.Ordinal);
        Assert.Contains("empty origin: it holds none of its files.", message, StringComparison.Ordinal);
        Assert.Contains("set PRUNING_DATA to a folder that holds alpha, beta (or each with .gz), itself or in a folder named letters.", message, StringComparison.Ordinal);
        Assert.Empty(shelf.Cached());
    }

    [Fact]
    public void Load_OwnFolderMissing_IsToldEvenWhenTheCacheHasTheSet()
    {
        Directory.Delete(shelf.Own);
        IsWhole(shelf.Store().Load(Shelf.Describe(FakeOrigin.Good())));
        Assert.Equal($"PRUNING_DATA ({shelf.Own}): there is no such folder.", shelf.Said[0]);
    }

    [Fact]
    public void Load_WhileItFetches_TellsHowFarItIs()
    {
        var progress = new List<(long Bytes, long Total)>();
        shelf.Store((bytes, total) => progress.Add((bytes, total))).Load(Shelf.Describe(FakeOrigin.Good()));
        Assert.All(progress, p => Assert.Equal(205_000, p.Total));
        Assert.Equal(progress.Select(p => p.Bytes).Order(), progress.Select(p => p.Bytes));
        Assert.Equal(205_000, progress[^1].Bytes);
    }

    [Fact]
    public void Describe_BeforeAndAfter_SaysFromWhereAndWhere()
    {
        var set = Shelf.Describe(FakeOrigin.Good(), FakeOrigin.Good("other origin"));
        Assert.Equal("not here; it would be fetched at first use from good origin, else from other origin.", shelf.Store().Describe(set));
        shelf.Store().Load(set);
        Assert.Equal($"found in the cache ({shelf.Kept}), SHA-256 as expected.", shelf.Store().Describe(set));
        File.WriteAllText(Path.Combine(shelf.Kept, "alpha"), "damaged");
        Assert.Matches("not here.*alpha: truncated: its content ends after 7 of 5000 bytes", shelf.Store().Describe(set));
    }

    [Fact]
    public void DataSets_AllOfThem_NameFilesThatCanBeChecked() => Assert.All(DataSets.All, set =>
    {
        Assert.All(set.Files, file => Assert.Equal((set.Name, 64, true), (file.Set, file.Sha256.Length, file.Sha256.All(char.IsAsciiHexDigitLower))));
        Assert.Equal(4, set.Files.Select(file => file.Sha256).Distinct().Count());
        Assert.StartsWith("https://", set.Origins[0].Name, StringComparison.Ordinal);
    });

    private static void IsWhole(IReadOnlyDictionary<string, byte[]> found)
    {
        Assert.Equal(Shelf.Content.Keys.Order(), found.Keys.Order());
        Assert.All(found, f => Assert.True(Shelf.Content[f.Key].AsSpan().SequenceEqual(f.Value)));
    }
}
