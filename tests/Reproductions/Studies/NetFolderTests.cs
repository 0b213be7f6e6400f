using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
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
        var path = Directory.GetFiles(root, "*.net", SearchOption.AllDirectories).Single();
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

    [Fact]
    public void Save_OverTheLimit_RemovesTheLeastRecentlyUsed()
    {
        var size = Saved();
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

        long Saved()
        {
            new NetFolder(root, "v").Save("size", Net(1));
            var file = new FileInfo(Directory.GetFiles(root, "*.net", SearchOption.AllDirectories).Single());
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
        var folder = new NetFolder(file, "v");
        folder.Save("key", Net(1));
        Assert.Null(folder.Find("key", SmallStudy.Net));
    }

    private static NetState Net(int seed) => NetState.Dense(SmallStudy.Net, Init.FanIn().Draw(SmallStudy.Net, seed));
}
