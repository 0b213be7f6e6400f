using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Tests.Properties.Data.Idx;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data;

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

    /// <summary>Five coloured images of one pixel, of classes 2, 0, 1, 0, 2.</summary>
    private static LabelledImages Coloured { get; } =
        new("colours", 3, (3, 1, 1), Enumerable.Range(0, 15).Select(i => (byte)(17 * i)).ToArray(), [2, 0, 1, 0, 2]);

    [Fact]
    public void ExamplesOf_Classes_AreInTheSetsOrder()
    {
        Assert.Equal([0, 1, 3, 4], Coloured.ExamplesOf(2, 0));
        Assert.Equal([2], Coloured.ExamplesOf(1, 1));
        Assert.Empty(Coloured.ExamplesOf());
        Assert.Throws<ArgumentException>(() => Coloured.ExamplesOf(3));
    }

    [Fact]
    public void ToDataSet_SomeUnderNewLabels_KeepsTheOrderAsked()
    {
        var data = Coloured.ToDataSet([4, 1, 0], c => c / 2, 2);
        Assert.Equal((3, 3, 2, "colours"), (data.Count, data.Features, data.Classes, data.Name));
        Assert.Equal([1, 0, 1], data.Labels);
        Assert.Equal(
            [12 / 15f, 13 / 15f, 14 / 15f, 3 / 15f, 4 / 15f, 5 / 15f, 0, 1 / 15f, 2 / 15f], data.Inputs);
    }

    [Fact]
    public void Choose_SomeAndThenOthers_IsTheSameAsTheirFloats()
    {
        var both = Coloured.Choose([4, 1], c => c / 2, 2).Then(Coloured.Choose([0], _ => 0, 2));
        Assert.Equal([1, 0, 0], both.Labels.ToArray());
        Assert.Equal(Coloured.ToDataSet([4, 1, 0], c => c / 2, 2).Inputs, both.ToDataSet().Inputs);
        Assert.Equal((3, 1, 1, 2), (both.Channels, both.Height, both.Width, both.Classes));
        Assert.Throws<ArgumentException>(() => both.Then(Coloured));
    }

    [Fact]
    public void Choose_WhatIsNotThere_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Coloured.Choose([5], c => c, 3));
        Assert.Throws<ArgumentException>(() => Coloured.ToDataSet([-1], c => c, 3));
        Assert.Throws<ArgumentException>(() => Coloured.ToDataSet([0], c => c, 2));
    }

    [Fact]
    public void Constructor_SizesOrLabelsThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new LabelledImages("x", 2, (1, 1, 2), new byte[3], [0, 1]));
        Assert.Throws<ArgumentException>(() => new LabelledImages("x", 2, (1, 1, 2), new byte[4], [0, 2]));
        Assert.Throws<ArgumentException>(() => new LabelledImages("x", 2, (1, 1, 2), new byte[4], [-1, 1]));
    }

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
