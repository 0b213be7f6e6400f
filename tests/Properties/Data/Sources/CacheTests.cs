using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Pruning.Shared.Files;
using Xunit;

namespace Pruning.Tests.Properties.Data.Sources;

public sealed class CacheTests : IDisposable
{
    private readonly LettersFixture letters = new();

    public void Dispose() => letters.Dispose();

    [Fact]
    public async Task Load_SeveralAtOnce_FetchOnceAndAllFindIt()
    {
        var fetched = 0;
        using var waiting = new ManualResetEventSlim();
        var slow = new FakeOrigin("slow origin", (files, cache) =>
        {
            Interlocked.Increment(ref fetched);
            Assert.True(waiting.Wait(TimeSpan.FromMinutes(1)));
            foreach (var file in files)
            {
                FakeOrigin.Save(cache, file, LettersFixture.Content[file.Name]);
            }
        });
        var store = new DataStore(new(null, letters.Cache), line =>
        {
            if (line.StartsWith("waiting", StringComparison.Ordinal))
            {
                waiting.Set();
            }
        });
        var found = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => store.Load(LettersFixture.Describe(slow)))));
        Assert.Equal(1, fetched);
        Assert.All(found, f => Assert.Equal(LettersFixture.Content["beta"], f["beta"]));
    }

    [Fact]
    public void Load_AfterAnotherWasKilled_SweepsAndFetches()
    {
        var left = Path.Combine(letters.Kept, ".unfinished", "deep");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "alpha"), "half");
        File.WriteAllText(Path.Combine(letters.Kept, ".alpha.0" + AtomicFile.TemporaryEnding), "half");
        File.WriteAllText(Path.Combine(letters.Kept, CacheFolder.LockName), "");
        letters.Store().Load(LettersFixture.Describe(FakeOrigin.Good()));
        Assert.Equal(
            [Path.Combine(LettersFixture.Set, "alpha"), Path.Combine(LettersFixture.Set, "beta")], letters.Cached());
    }

    [Fact]
    public void Load_FileThatCannotBeWritten_SaysSoAndAsksNoOtherOrigin()
    {
        Directory.CreateDirectory(Path.Combine(letters.Kept, "beta"));
        var next = FakeOrigin.Good("next origin");
        var set = LettersFixture.Describe(FakeOrigin.Good(), next);
        var message = Assert.Throws<DataException>(() => letters.Store().Load(set)).Message;
        Assert.StartsWith(
            $"letters cannot be fetched: {letters.Kept} cannot be written to: ", message, StringComparison.Ordinal);
        Assert.Contains("Free some space", message, StringComparison.Ordinal);
        Assert.Empty(next.Asked);
        Assert.Equal(["alpha", "beta"], letters.Cached().Select(Path.GetFileName));
    }

    [Fact]
    public void Load_CacheUnderAFile_SaysThatItCannotBeWrittenTo()
    {
        var file = Path.Combine(letters.Root, "file");
        File.WriteAllText(file, "");
        var set = LettersFixture.Describe(FakeOrigin.Good());
        var message = Assert.Throws<DataException>(() => letters.Store(cache: file).Load(set)).Message;
        Assert.Contains(
            $"{Path.Combine(file, LettersFixture.Set)} cannot be written to", message, StringComparison.Ordinal);
        Assert.Contains("XDG_CACHE_HOME", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoCache_SaysSoBeforeAnythingIsFetchedUnlessTheUserHasTheFiles()
    {
        var origin = FakeOrigin.Good();
        var set = LettersFixture.Describe(origin);
        var none = new DataStore(new(null, null), _ => { });
        var message = Assert.Throws<DataException>(() => none.Load(set)).Message;
        Assert.All(
            ["letters", "XDG_CACHE_HOME", "HOME", "PRUNING_DATA"],
            said => Assert.Contains(said, message, StringComparison.Ordinal));
        Assert.Empty(origin.Asked);
        Assert.Contains("not here", none.Describe(set), StringComparison.Ordinal);

        letters.Store().Load(set);
        var own = new DataStore(new(letters.Kept, null), _ => { });
        Assert.Equal(LettersFixture.Content["beta"], own.Load(set)["beta"]);
    }
}
