using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Sources;

public sealed class CacheTests : IDisposable
{
    private readonly Shelf shelf = new();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task Load_SeveralAtOnce_FetchOnceAndAllFindIt()
    {
        var fetched = 0;
        using var waiting = new ManualResetEventSlim();
        var slow = new FakeOrigin("slow origin", (files, intake) =>
        {
            Interlocked.Increment(ref fetched);
            Assert.True(waiting.Wait(TimeSpan.FromMinutes(1)));
            foreach (var file in files)
            {
                FakeOrigin.Hand(intake, file, Shelf.Content[file.Name]);
            }
        });
        var store = new DataStore(new(null, shelf.Cache), new(line =>
        {
            if (line.StartsWith("waiting", StringComparison.Ordinal))
            {
                waiting.Set();
            }
        }));
        var found = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => store.Load(Shelf.Describe(slow)))));
        Assert.Equal(1, fetched);
        Assert.All(found, f => Assert.Equal(Shelf.Content["beta"], f["beta"]));
    }

    [Fact]
    public void Load_AfterAnotherWasKilled_SweepsAndFetches()
    {
        var left = Path.Combine(shelf.Kept, ".unfinished", "deep");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "alpha.part"), "half");
        File.WriteAllText(Path.Combine(shelf.Kept, FetchLock.FileName), "");
        shelf.Store().Load(Shelf.Describe(FakeOrigin.Good()));
        Assert.Equal([Path.Combine(Shelf.Set, "alpha"), Path.Combine(Shelf.Set, "beta")], shelf.Cached());
    }

    [Fact]
    public void Load_DiskFull_SaysSoAndLeavesNothing()
    {
        var origin = FakeOrigin.Good();
        var next = FakeOrigin.Good("next origin");
        var store = shelf.Store(create: path => new FullDisk(path, room: 100_000));
        var message = Assert.Throws<DataException>(() => store.Load(Shelf.Describe(origin, next))).Message;
        Assert.StartsWith($"letters cannot be fetched: {shelf.Kept} cannot be written to: No space left on device", message, StringComparison.Ordinal);
        Assert.Contains("Free some space", message, StringComparison.Ordinal);
        Assert.Empty(next.Asked);
        Assert.Equal([Path.Combine(Shelf.Set, "alpha")], shelf.Cached());
    }

    [Fact]
    public void Load_CacheUnderAFile_SaysThatItCannotBeWrittenTo()
    {
        var file = Path.Combine(shelf.Root, "file");
        File.WriteAllText(file, "");
        var message = Assert.Throws<DataException>(() => shelf.Store(cache: file).Load(Shelf.Describe(FakeOrigin.Good()))).Message;
        Assert.Contains($"{Path.Combine(file, Shelf.Set)} cannot be written to", message, StringComparison.Ordinal);
        Assert.Contains("XDG_CACHE_HOME", message, StringComparison.Ordinal);
    }

    /// <summary>A file on a disk with little room, shared by none.</summary>
    private sealed class FullDisk(string path, long room) : FileStream(path, FileMode.Create)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Position + count > room)
            {
                throw new IOException($"No space left on device : '{Name}'");
            }

            base.Write(buffer, offset, count);
        }
    }
}
