using System.Security.Cryptography;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Tests.Properties.Data;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Reproductions.Studies;

public sealed class NetFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("nets").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Find_Saved_IsEqualInEveryPart()
    {
        var net = Net(1) with { TrainLoss = [0.5f, 0.25f], ValidationLoss = [0.75f], EpochAccuracy = [0.1, 0.2, 0.3] };
        new NetFolder(root, "v").Save("key", net);
        var found = new NetFolder(root, "v").Find("key", SmallStudy.Net)!;
        Assert.Equal(net.Values, found.Values);
        Assert.Equal(net.Mask, found.Mask);
        Assert.Equal(net.TrainLoss, found.TrainLoss);
        Assert.Equal(net.ValidationLoss, found.ValidationLoss);
        Assert.Equal(net.EpochAccuracy, found.EpochAccuracy);
    }

    [Fact]
    public void Find_OtherVersionKeyOrArchitecture_IsAbsent()
    {
        new NetFolder(root, "v").Save("key", Net(1));
        Assert.Null(new NetFolder(root, "w").Find("key", SmallStudy.Net));
        Assert.Null(new NetFolder(root, "v").Find("other", SmallStudy.Net));
        Assert.Null(new NetFolder(root, "v").Find("key", new(new Shared.Populations.Linear("one", 1, 1))));
        Assert.Null(new NetFolder(root, "v", read: false).Find("key", SmallStudy.Net));
    }

    [Fact]
    public void Find_AnyByteChangedOrCutOff_IsAbsent()
    {
        var folder = new NetFolder(root, "v");
        folder.Save("key", Net(1));
        var path = Saved();
        var whole = File.ReadAllBytes(path);
        for (var i = 0; i < whole.Length; i++)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            Assert.Null(folder.Find("key", SmallStudy.Net));
            File.WriteAllBytes(path, whole[..i]);
            Assert.Null(folder.Find("key", SmallStudy.Net));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Find_NetThatIsNotFinite_IsAbsentEvenWithItsDigest(float value)
    {
        var folder = new NetFolder(root, "v");
        folder.Save("key", Net(1) with { TrainLoss = [0.5f] });
        Assert.NotNull(folder.Find("key", SmallStudy.Net));
        var whole = File.ReadAllBytes(Saved());

        // The first value, the first of the mask, the loss: each behind its length.
        var parameters = SmallStudy.Net.ParameterCount;
        foreach (var at in new[] { 12, 16 + (4 * parameters), 20 + (8 * parameters) })
        {
            var damaged = whole.ToArray();
            BitConverter.GetBytes(value).CopyTo(damaged, at);
            SHA256.HashData(damaged.AsSpan(0, damaged.Length - 32)).CopyTo(damaged, damaged.Length - 32);
            File.WriteAllBytes(Saved(), damaged);
            Assert.Null(folder.Find("key", SmallStudy.Net));
        }
    }

    [Fact]
    public void Find_AnyMutationWithItsDigest_IsANetOrAbsent()
    {
        var folder = new NetFolder(root, "v");
        folder.Save("key", Net(1) with { TrainLoss = [0.5f, 0.25f], EpochAccuracy = [0.5] });
        var path = Saved();
        var whole = File.ReadAllBytes(path);
        Cases.Check(Mutations.Of(whole[..^32]), content =>
        {
            File.WriteAllBytes(path, [.. content, .. SHA256.HashData(content)]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var net = folder.Find("key", SmallStudy.Net);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (10 * content.Length) + (1 << 16));
            Assert.True(net is null || (net.IsFinite && net.Values.Length == SmallStudy.Net.ParameterCount));
        }, 500);
    }

    [Fact]
    public void Save_NetThatDiverged_IsNotKept()
    {
        var net = Net(1);
        new NetFolder(root, "v").Save("key", net with { Values = [float.NaN, .. net.Values[1..]] });
        new NetFolder(root, "v").Save("key", net with { TrainLoss = [float.PositiveInfinity] });
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public void Save_OverTheLimit_RemovesTheLeastRecentlyUsed()
    {
        var size = SizeOfOne();
        var folder = new NetFolder(root, "v", limit: (2 * size) + 1);
        foreach (var (key, age) in new[] { ("old", 3), ("used", 2), ("new", 1) })
        {
            folder.Save(key, Net(1));
            if (key == "used")
            {
                Age("old", 3);
                Age("used", 4);
                Assert.NotNull(folder.Find("used", SmallStudy.Net));
            }
        }

        Assert.Equal(["new", "used"], Directory.GetFiles(root, "*.net", SearchOption.AllDirectories)
            .Select(f => Path.GetFileNameWithoutExtension(f)!).Order());

        void Age(string key, int hours) =>
            File.SetLastWriteTimeUtc(Directory.GetFiles(root, $"{key}.net", SearchOption.AllDirectories).Single(),
                DateTime.UtcNow.AddHours(-hours));

        long SizeOfOne()
        {
            new NetFolder(root, "v").Save("size", Net(1));
            var file = new FileInfo(Saved());
            var length = file.Length;
            file.Delete();
            return length;
        }
    }

    [Fact]
    public void Save_WhereNothingCanBeWritten_GoesOn()
    {
        var file = Path.Combine(root, "file");
        File.WriteAllText(file, string.Empty);
        var warnings = new List<string>();
        var folder = new NetFolder(file, "v", warn: warnings.Add);
        folder.Save("key", Net(1));
        folder.Save("key", Net(1));
        Assert.Null(folder.Find("key", SmallStudy.Net));
        var warning = Assert.Single(warnings);
        Assert.Contains(file, warning);
        Assert.Contains("XDG_CACHE_HOME", warning);
    }

    /// <summary>The one file of a net.</summary>
    private string Saved() => Directory.GetFiles(root, "*.net", SearchOption.AllDirectories).Single();

    [Fact]
    public void Save_AfterAProcessWasKilled_SweepsWhatItLeftLongAgo()
    {
        var folder = new NetFolder(root, "v");
        folder.Save("one", Net(1));
        var (old, young) = (Path.Combine(root, "v", ".a.tmp"), Path.Combine(root, "v", ".b.tmp"));
        File.WriteAllText(old, "half");
        File.WriteAllText(young, "being written");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        folder.Save("two", Net(1));
        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    private static NetState Net(int seed) => NetState.Dense(SmallStudy.Net, Init.FanIn().Draw(SmallStudy.Net, seed));
}
