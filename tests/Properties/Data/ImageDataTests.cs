using Pruning.Shared.Data;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Data.Sources;
using Pruning.Tests.Properties.Data.Idx;
using Pruning.Tests.Properties.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Data;

/// <summary>Sets of four IDX files, found as files are found anywhere.</summary>
public sealed class ImageDataTests : IDisposable
{
    private readonly LettersFixture letters = new();

    public void Dispose() => letters.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Load_FourFiles_ReadsEachPartFromItsOwn(bool gzipped)
    {
        var data = ImageData.Load(Describe(gzipped), letters.Store());
        Assert.Equal((2, 1, 1, 3), (data.Train.Count, data.Test.Count, data.Train.Height, data.Test.Width));
        Assert.Equal([1, 2, 3, 4, 5, 6], data.Train.Pixels.ToArray());
        Assert.Equal([7, 8, 9], data.Test.Pixels.ToArray());
        Assert.Equal([9, 0], data.Train.Labels.ToArray());
        Assert.Equal([4], data.Test.Labels.ToArray());
        Assert.Equal((10, "clothes"), (data.Test.Classes, data.Test.Name));
    }

    [Fact]
    public void Load_FileExchangedForAnother_IsRefused()
    {
        var set = Describe(gzipped: false);
        File.Copy(
            Path.Combine(letters.Own, "train-labels-idx1-ubyte"),
            Path.Combine(letters.Own, "t10k-labels-idx1-ubyte"),
            overwrite: true);
        Assert.Contains(
            "t10k-labels-idx1-ubyte",
            Assert.Throws<DataException>(() => ImageData.Load(set, letters.Store())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void FashionMnist_ClassNames_AreOneForEachLabel()
    {
        Assert.Equal(10, FashionMnistData.ClassNames.Distinct().Count());
        Assert.Equal(("T-shirt/top", "Ankle boot"), (FashionMnistData.ClassNames[0], FashionMnistData.ClassNames[9]));
    }

    /// <summary>The set, its files put into the user's own folder.</summary>
    private DataDescription Describe(bool gzipped)
    {
        var files = new (string Name, byte[] Content)[]
        {
            ("train-images-idx3-ubyte", IdxBytes.Of([2, 1, 3], [1, 2, 3, 4, 5, 6])),
            ("train-labels-idx1-ubyte", IdxBytes.Of([2], [9, 0])),
            ("t10k-images-idx3-ubyte", IdxBytes.Of([1, 1, 3], [7, 8, 9])),
            ("t10k-labels-idx1-ubyte", IdxBytes.Of([1], [4])),
        };
        foreach (var (name, content) in files)
        {
            File.WriteAllBytes(
                Path.Combine(letters.Own, gzipped ? name + ".gz" : name),
                gzipped ? LettersFixture.Gzip(content) : content);
        }

        return new("clothes", [.. files.Select(f => LettersFixture.Describe("clothes", f.Name, f.Content))], []);
    }
}
