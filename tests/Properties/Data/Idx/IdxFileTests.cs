using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Idx;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Idx;

public sealed class IdxFileTests
{
    /// <summary>Shapes of up to four dimensions, empty ones among them, and a byte for every element.</summary>
    private static readonly Gen<(int[] Shape, byte[] Values)> Arrays =
        from rank in Gen.Choose(1, 4)
        from shape in Gen.Choose(0, 5).ArrayOf(rank)
        from values in Gen.Choose(0, 255).ArrayOf(shape.Aggregate(1, (a, b) => a * b))
        select (shape, Array.ConvertAll(values, v => (byte)v));

    [Fact]
    public void Read_TwoByThree_IsWhatTheBytesSay()
    {
        var array = IdxFile.Read(new byte[] { 0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255 }, "some-file");
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 255], array.Values.ToArray());
    }

    [Fact]
    public void Read_AnyArray_ComesBackWhole() => Cases.Check(Arrays, a =>
    {
        var array = IdxFile.Read(IdxBytes.Of(a.Shape, a.Values), "some-file");
        Assert.Equal(a.Shape, array.Shape);
        Assert.Equal(a.Values, array.Values.ToArray());
    });

    [Fact]
    public void Read_OneByteLessOrMore_IsRefused() => Cases.Check(Arrays, a =>
    {
        var whole = IdxBytes.Of(a.Shape, a.Values);
        Assert.Contains("truncated", Refusal(whole[..^1]), StringComparison.Ordinal);
        Assert.Contains("longer than its header says", Refusal([.. whole, 0]), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(new byte[] { }, "not an IDX file")]
    [InlineData(new byte[] { 0, 0, 8 }, "not an IDX file")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0 }, "magic number is 0x1f8b0800")]
    [InlineData(new byte[] { 0, 1, 8, 1, 0, 0, 0, 0 }, "magic number is 0x00010801")]
    [InlineData(new byte[] { 0, 0, 8, 0 }, "without dimensions")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0, 0 }, "ends within the sizes of its 2 dimensions")]
    [InlineData(new byte[] { 0, 0, 9, 1, 0, 0, 0, 0 }, "type 0x09")]
    [InlineData(new byte[] { 0, 0, 0x0B, 1, 0, 0, 0, 0 }, "type 0x0b")]
    [InlineData(new byte[] { 0, 0, 0x0C, 1, 0, 0, 0, 0 }, "type 0x0c")]
    [InlineData(new byte[] { 0, 0, 0x0D, 1, 0, 0, 0, 0 }, "type 0x0d")]
    [InlineData(new byte[] { 0, 0, 0x0E, 1, 0, 0, 0, 0 }, "type 0x0e")]
    [InlineData(new byte[] { 0, 0, 0x0A, 1, 0, 0, 0, 0 }, "type 0x0a")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x80, 0, 0, 0 }, "size 2147483648")]
    [InlineData(
        new byte[] { 0, 0, 8, 3, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255, 0x7F, 255, 255, 255 },
        "2147483647 × 2147483647 × 2147483647")]
    [InlineData(
        new byte[] { 0, 0, 8, 4, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0 }, "truncated")] // The product is 2⁹⁶.
    public void Read_NotSuchAFile_SaysWhatItIs(byte[] content, string words) =>
        Assert.Contains(words, Refusal(content), StringComparison.Ordinal);

    [Fact]
    public void Read_AnyBytes_GivesAnArrayOrAClearError() => Cases.Check(Mutations.AnyBytes, Survives, 1000);

    [Fact]
    public void Read_AnyBytesAfterAGoodMagicNumber_GivesAnArrayOrAClearError() => Cases.Check(
        from rank in Gen.Choose(0, 255)
        from rest in Mutations.AnyBytes
        select (byte[])[0, 0, 8, (byte)rank, .. rest],
        Survives,
        1000);

    [Fact]
    public void Read_AnyMutationOfAFile_GivesAnArrayOrAClearError() => Cases.Check(
        from a in Arrays
        from mutant in Mutations.Of(IdxBytes.Of(a.Shape, a.Values))
        select mutant,
        Survives,
        1000);

    private static void Survives(byte[] content)
    {
        if (Mutations.ReadOrRefuse(content, 1, bytes => IdxFile.Read(bytes, "some-file")) is { } array)
        {
            Assert.Equal(content.Length, 4 + (4 * array.Shape.Count) + array.Values.Length);
        }
    }

    private static string Refusal(byte[] content)
    {
        var message = Assert.Throws<DataException>(() => IdxFile.Read(content, "some-file")).Message;
        Assert.StartsWith("some-file", message, StringComparison.Ordinal);
        return message;
    }
}
