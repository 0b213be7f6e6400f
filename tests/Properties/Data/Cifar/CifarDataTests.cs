using Pruning.Shared.Data;
using Pruning.Shared.Data.Cifar;
using Pruning.Shared.Data.Sources;
using Pruning.Tests.Properties.Data.Sources;
using Xunit;

namespace Pruning.Tests.Properties.Data.Cifar;

public sealed class CifarDataTests : IDisposable
{
    private readonly LettersFixture letters = new();

    public void Dispose() => letters.Dispose();

    [Fact]
    public void Load_OfficialFilesInTheOwnFolder_AreBatchesInOrderAndPlanesOfRows()
    {
        Write(CifarFixture.Binary);
        var data = CifarData.Load(CifarFixture.Describe(), letters.Store());
        Assert.Equal((10, 2, 10), (data.Train.Count, data.Test.Count, data.Train.Classes));
        Assert.Equal((3, 32, 32, 3072), (data.Test.Channels, data.Test.Height, data.Test.Width, data.Test.Features));
        Assert.Equal(CifarFixture.Labels, [.. data.Train.Labels, .. data.Test.Labels]);
        for (var i = 0; i < 12; i++)
        {
            var pixels = i < 10 ? data.Train.Pixels[(3072 * i)..] : data.Test.Pixels[(3072 * (i - 10))..];
            var record = CifarFixture.Binary(i / 2).AsSpan(3073 * (i % 2), 3073);
            Assert.True(record[1..].SequenceEqual(pixels[..3072]));
        }
    }

    [Fact]
    public void Load_LabelOfNoClass_NamesFileAndImage()
    {
        byte[] Damaged(int file) => [.. CifarFixture.Binary(file)[..3073], 10, .. CifarFixture.Binary(file)[3074..]];
        Write(Damaged);
        var files = CifarFixture.Names.Select((n, i) => LettersFixture.Describe("some", n + ".bin", Damaged(i)));
        Assert.Equal(
            "some/data_batch_1.bin: image 1 (from 0) is labelled 10; the classes are 0 to 9.",
            Assert.Throws<DataException>(
                () => CifarData.Load(new DataDescription("some", [.. files], []), letters.Store())).Message);
    }

    [Fact]
    public void ClassNames_CatAndDog_AreThreeAndFive()
    {
        Assert.Equal(10, CifarData.ClassNames.Distinct().Count());
        Assert.Equal(("cat", "dog"), (CifarData.ClassNames[3], CifarData.ClassNames[5]));
    }

    /// <summary>
    /// What its authors say of the set, and the means and deviations of its channels that are in common use. The set is
    /// fetched if need be.
    /// </summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Load_TheSet_HasItsKnownCountsAndColours()
    {
        var data = CifarData.Load();
        Assert.Equal(Enumerable.Repeat(5000, 10), CountsByClass(data.Train));
        Assert.Equal(Enumerable.Repeat(1000, 10), CountsByClass(data.Test));
        double[] means = [0.4914, 0.4822, 0.4465], deviations = [0.2470, 0.2435, 0.2616];
        for (var channel = 0; channel < 3; channel++)
        {
            var (mean, deviation) = Colour(data.Train, channel);
            Assert.Equal(means[channel], mean, 4);
            Assert.Equal(deviations[channel], deviation, 4);
        }
    }

    private static IEnumerable<int> CountsByClass(LabelledImages images) =>
        Enumerable.Range(0, 10).Select(c => images.ExamplesOf(c).Length);

    private static (double Mean, double Deviation) Colour(LabelledImages images, int channel)
    {
        var histogram = new long[256];
        for (var i = 0; i < images.Count; i++)
        {
            foreach (var b in images.Pixels.Slice((3072 * i) + (1024 * channel), 1024))
            {
                histogram[b]++;
            }
        }

        double n = histogram.Sum();
        var mean = histogram.Select((count, b) => count * (b / 255.0)).Sum() / n;
        var square = histogram.Select((count, b) => count * (b / 255.0) * (b / 255.0)).Sum() / n;
        return (mean, Math.Sqrt(square - (mean * mean)));
    }

    private void Write(Func<int, byte[]> content)
    {
        for (var i = 0; i < CifarFixture.Names.Count; i++)
        {
            File.WriteAllBytes(Path.Combine(letters.Own, CifarFixture.Names[i] + ".bin"), content(i));
        }
    }
}
