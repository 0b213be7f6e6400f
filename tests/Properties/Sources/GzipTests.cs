using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Pruning.Tests.Properties.Idx;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Sources;

public sealed class GzipTests
{
    private static readonly DataFile Alpha = Shelf.Files[0];
    private static readonly byte[] Whole = Shelf.Gzip(Shelf.Content["alpha"]);

    [Fact]
    public void Copy_WholeFile_IsItsContent()
    {
        using var target = new MemoryStream();
        CheckedContent.Copy(Alpha, "alpha.gz", new MemoryStream(Whole), target);
        Assert.Equal(Shelf.Content["alpha"], target.ToArray());
    }

    [Fact]
    public void Copy_CutAnywhere_IsRefused() => Cases.Check(
        Gen.OneOf(Gen.Choose(0, Whole.Length - 1), Gen.Choose(Whole.Length - 20, Whole.Length - 1)),
        length => Refusal(Whole[..length]));

    [Fact]
    public void Copy_AnythingBehindTheEnd_IsRefused() => Cases.Check(
        Mutations.AnyBytes.Where(junk => junk.Length > 0),
        junk => Refusal([.. Whole, .. junk]));

    [Fact]
    public void Copy_MegabytesBehindTheEnd_AreNotReadToTheirEnd()
    {
        using var source = new MemoryStream([.. Whole, .. new byte[10_000_000]]);
        Assert.Throws<DataException>(() => CheckedContent.Copy(Alpha, "alpha.gz", source, Stream.Null));
        Assert.InRange(source.Position, 0, 100_000);
    }

    [Fact]
    public void Copy_AnyMutation_IsTheContentOrRefused() => Cases.Check(Mutations.Of(Whole), mutant =>
    {
        using var target = new MemoryStream();
        try
        {
            CheckedContent.Copy(Alpha, "alpha.gz", new MemoryStream(mutant), target);
            Assert.Equal(Shelf.Content["alpha"], target.ToArray());
        }
        catch (DataException e)
        {
            Assert.StartsWith("alpha.gz: ", e.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Copy_ContentThatNeverEnds_StopsAtTheKnownLength()
    {
        using var target = new MemoryStream();
        var bomb = Shelf.Gzip(new byte[50_000_000]);
        Assert.Contains("longer than the 5000 bytes", Assert.Throws<DataException>(() => CheckedContent.Copy(Alpha, "alpha.gz", new MemoryStream(bomb), target)).Message, StringComparison.Ordinal);
        Assert.InRange(target.Length, 0, 5000);
    }

    [Fact]
    public void Copy_NotCompressedAtAll_IsRefusedAsGzip() => Assert.Contains("not a whole gzip file", Refusal(Shelf.Content["alpha"]), StringComparison.Ordinal);

    private static string Refusal(byte[] content)
    {
        var message = Assert.Throws<DataException>(() => CheckedContent.Copy(Alpha, "alpha.gz", new MemoryStream(content), Stream.Null)).Message;
        Assert.StartsWith("alpha.gz: ", message, StringComparison.Ordinal);
        return message;
    }
}
