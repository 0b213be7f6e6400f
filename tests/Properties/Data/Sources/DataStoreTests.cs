using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Data.Sources;

public sealed class DataStoreTests : IDisposable
{
    private readonly LettersFixture letters = new();

    public void Dispose() => letters.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("", ".gz")]
    [InlineData(LettersFixture.Set, "")]
    [InlineData(LettersFixture.Set, ".gz")]
    public void Load_FilesInTheOwnFolder_AreFoundAndNothingFetched(string folder, string ending)
    {
        Directory.CreateDirectory(Path.Combine(letters.Own, folder));
        foreach (var (name, content) in LettersFixture.Content)
        {
            File.WriteAllBytes(
                Path.Combine(letters.Own, folder, name + ending),
                ending.Length > 0 ? LettersFixture.Gzip(content) : content);
        }

        IsWhole(letters.Store().Load(LettersFixture.Describe()));
        Assert.Empty(letters.Said);
        Assert.False(Directory.Exists(letters.Cache));
    }

    [Fact]
    public void Load_NothingThere_FetchesOnceAndKeeps()
    {
        var origin = FakeOrigin.Good();
        IsWhole(letters.Store().Load(LettersFixture.Describe(origin)));
        IsWhole(letters.Store().Load(LettersFixture.Describe(origin)));
        Assert.Equal(["alpha", "beta"], origin.Asked);
        Assert.Equal(
            [Path.Combine(LettersFixture.Set, "alpha"), Path.Combine(LettersFixture.Set, "beta")], letters.Cached());
        Assert.Equal("fetching letters from good origin …", letters.Said[0]);
        Assert.StartsWith("fetched letters: 0.2 MB in ", letters.Said[1], StringComparison.Ordinal);
        Assert.Equal(2, letters.Said.Length);
    }

    [Fact]
    public void Load_ALittleHereAndALittleThere_IsPutTogether()
    {
        File.WriteAllBytes(Path.Combine(letters.Own, "alpha"), LettersFixture.Content["alpha"]);
        var origin = FakeOrigin.Good();
        IsWhole(letters.Store().Load(LettersFixture.Describe(origin)));
        Assert.Equal(["beta"], origin.Asked);
    }

    [Fact]
    public void Load_DamagedFileInTheOwnFolder_IsToldAndPassedOver()
    {
        File.WriteAllBytes(Path.Combine(letters.Own, "alpha"), new byte[5000]);
        IsWhole(letters.Store().Load(LettersFixture.Describe(FakeOrigin.Good())));
        Assert.Contains(
            letters.Said,
            line => line.Contains(Path.Combine(letters.Own, "alpha")) && line.Contains("SHA-256"));
        Assert.Equal(new byte[5000], File.ReadAllBytes(Path.Combine(letters.Own, "alpha")));
    }

    [Fact]
    public void Load_DamagedFileInTheCache_IsFetchedAnew()
    {
        letters.Store().Load(LettersFixture.Describe(FakeOrigin.Good()));
        File.WriteAllBytes(Path.Combine(letters.Kept, "beta"), LettersFixture.Content["beta"][..^1]);
        var origin = FakeOrigin.Good();
        IsWhole(letters.Store().Load(LettersFixture.Describe(origin)));
        Assert.Equal(["beta"], origin.Asked);
        Assert.Single(letters.Said, line => line.Contains("truncated: its content ends after 199999 of 200000 bytes"));
        Assert.Equal(LettersFixture.Content["beta"], File.ReadAllBytes(Path.Combine(letters.Kept, "beta")));
    }

    [Fact]
    public void Load_AnOriginThatFailsHalfway_IsFollowedByTheNextForTheRest()
    {
        var first = new FakeOrigin("first origin", (files, cache) =>
        {
            FakeOrigin.Save(cache, files[0], LettersFixture.Content["alpha"]);
            File.WriteAllText(Path.Combine(cache.WorkFolder, "rubbish"), "rubbish");
            throw new DataException("the line went dead.");
        });
        var second = new FakeOrigin("second origin", (files, cache) =>
        {
            Assert.Empty(Directory.GetFileSystemEntries(cache.WorkFolder));
            FakeOrigin.Save(cache, files[0], LettersFixture.Gzip(LettersFixture.Content["beta"]), ".gz");
        });
        var third = FakeOrigin.Good("third origin");
        IsWhole(letters.Store().Load(LettersFixture.Describe(first, second, third)));
        Assert.Equal(["beta"], second.Asked);
        Assert.Empty(third.Asked);
        Assert.Contains("first origin: the line went dead.", letters.Said);
        Assert.Equal(2, letters.Cached().Length);
    }

    [Fact]
    public void Load_EverythingFails_ListsEveryWayAndTheWaysOut()
    {
        var wrong = new FakeOrigin("wrong origin", (files, cache) => FakeOrigin.Save(cache, files[0], new byte[5000]));
        var empty = new FakeOrigin("empty origin", (_, _) => { });
        var set = LettersFixture.Describe(wrong, empty);
        var message = Assert.Throws<DataException>(() => letters.Store().Load(set)).Message;
        Assert.Contains($"PRUNING_DATA ({letters.Own}): holds none of its files.", message, StringComparison.Ordinal);
        Assert.Contains($"the cache ({letters.Kept}): holds none of its files.", message, StringComparison.Ordinal);
        Assert.Contains(
            "wrong origin: fake://alpha: not letters's alpha, or damaged: its SHA-256 is ",
            message,
            StringComparison.Ordinal);
        Assert.Contains("empty origin: it holds none of its files.", message, StringComparison.Ordinal);
        Assert.Contains(
            "set PRUNING_DATA to a folder that holds alpha, beta (or each with .gz), "
            + "itself or in a folder named letters.",
            message,
            StringComparison.Ordinal);
        Assert.Empty(letters.Cached());
    }

    [Fact]
    public void Load_OriginThatSavesUncheckedContent_IsNotBelieved()
    {
        var careless = new FakeOrigin("careless origin", (files, cache) =>
        {
            foreach (var file in files)
            {
                cache.Save(file, new byte[file.Length]);
            }
        });
        var next = FakeOrigin.Good("next origin");
        IsWhole(letters.Store().Load(LettersFixture.Describe(careless, next)));
        Assert.Equal(["alpha", "beta"], next.Asked);
        Assert.Contains(letters.Said, line => line.Contains("not letters's alpha, or damaged"));
        Assert.Equal(LettersFixture.Content["beta"], File.ReadAllBytes(Path.Combine(letters.Kept, "beta")));
    }

    [Fact]
    public void Load_OwnFolderMissing_IsToldEvenWhenTheCacheHasTheSet()
    {
        Directory.Delete(letters.Own);
        IsWhole(letters.Store().Load(LettersFixture.Describe(FakeOrigin.Good())));
        Assert.Equal($"PRUNING_DATA ({letters.Own}): there is no such folder.", letters.Said[0]);
    }

    [Fact]
    public void Describe_BeforeAndAfter_SaysFromWhereAndWhere()
    {
        var set = LettersFixture.Describe(FakeOrigin.Good(), FakeOrigin.Good("other origin"));
        Assert.Equal(
            "not here; it would be fetched at first use from good origin, else from other origin.",
            letters.Store().Describe(set));
        letters.Store().Load(set);
        Assert.Equal($"found in the cache ({letters.Kept}), SHA-256 as expected.", letters.Store().Describe(set));
        File.WriteAllText(Path.Combine(letters.Kept, "alpha"), "damaged");
        Assert.Matches(
            "not here.*alpha: truncated: its content ends after 7 of 5000 bytes", letters.Store().Describe(set));
    }

    [Fact]
    public void DataSets_AllOfThem_NameFilesThatCanBeChecked() => Assert.All(DataSets.All, set =>
    {
        Assert.All(set.Files, file => Assert.Equal(set.Name, file.Set));
        Assert.All(set.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
        Assert.Equal(set.Files.Count, set.Files.Select(file => file.Sha256).Distinct().Count());
        Assert.StartsWith("https://", set.Origins[0].Name, StringComparison.Ordinal);
    });

    private static void IsWhole(IReadOnlyDictionary<string, byte[]> found)
    {
        Assert.Equal(LettersFixture.Content.Keys.Order(), found.Keys.Order());
        Assert.All(found, f => Assert.True(LettersFixture.Content[f.Key].AsSpan().SequenceEqual(f.Value)));
    }
}
