using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Mnist;
using Pruning.Tests.Properties.Data.Idx;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Mnist;

public sealed class LabelledImagesTests
{
    private static readonly byte[] TwoImages = IdxBytes.Of([2, 1, 2], [0, 255, 51, 102]);

    [Fact]
    public void ToDataSet_TwoImages_DividesBy255()
    {
        var images = Read(TwoImages, IdxBytes.Of([2], [7, 9]));
        var data = images.ToDataSet();
        Assert.Equal((2, 2, 10, "digits"), (data.Count, data.Features, data.Classes, data.Name));
        Assert.Equal([0f, 1f, 0.2f, 0.4f], data.Inputs);
        Assert.Equal([7, 9], data.Labels);
        Assert.Equal([0f, 1f], images.ToDataSet(1).Inputs);
        Assert.Throws<ArgumentOutOfRangeException>(() => images.ToDataSet(3));
    }

    [Fact]
    public void CopyTo_AnyRows_IsTheDataSetsRows() => Cases.Check(
        from pixels in Gen.Choose(0, 255).ArrayOf(5 * 6)
        from rows in Gen.Choose(0, 4).NonEmptyListOf()
        select (pixels, rows.ToArray()),
        x =>
        {
            var (pixels, rows) = x;
            var images = Read(
                IdxBytes.Of([5, 2, 3], Array.ConvertAll(pixels, p => (byte)p)),
                IdxBytes.Of([5], [0, 1, 2, 3, 4]));
            var all = images.ToDataSet().Inputs;
            var batch = new float[rows.Length * 6];
            images.CopyTo(rows, batch);
            Assert.Equal(rows.SelectMany(row => all[(row * 6)..((row + 1) * 6)]), batch);
        });

    [Fact]
    public void CopyTo_WrongSize_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Read(TwoImages, IdxBytes.Of([2], [7, 9])).CopyTo([0, 1], new float[3]));

    [Fact]
    public void Read_FewerLabelsThanImages_NamesBoth() =>
        Assert.Equal(
            "images-file holds 2 images, but labels-file holds 1 labels.", Refusal(TwoImages, IdxBytes.Of([1], [7])));

    [Fact]
    public void Read_LabelOfNoClass_NamesItsRow() =>
        Assert.StartsWith(
            "labels-file: row 1 (from 0) is labelled 10;",
            Refusal(TwoImages, IdxBytes.Of([2], [9, 10])),
            StringComparison.Ordinal);

    [Fact]
    public void Read_FilesExchanged_SaysWhichDimensionsAreWrong()
    {
        Assert.Equal("images-file: expected 3 dimensions; got 2.", Refusal(IdxBytes.Of([2], [7, 9]), TwoImages));
        Assert.Equal("labels-file: expected 1 dimension; got 2 × 1 × 2.", Refusal(TwoImages, TwoImages));
    }

    [Fact]
    public void Read_NoImagesOfAbsurdSize_IsRefused() =>
        Assert.Contains(
            "larger than",
            Refusal(IdxBytes.Of([0, int.MaxValue, int.MaxValue], []), IdxBytes.Of([0], [])),
            StringComparison.Ordinal);

    private static LabelledImages Read(byte[] images, byte[] labels) =>
        LabelledImages.Read("digits", 10, images, "images-file", labels, "labels-file");

    private static string Refusal(byte[] images, byte[] labels) =>
        Assert.Throws<DataException>(() => Read(images, labels)).Message;
}
