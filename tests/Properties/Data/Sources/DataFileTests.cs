using System.IO.Compression;
using System.Security.Cryptography;
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
    public void Copy_AnySizeAndRedundancy_IsItsContent() => Cases.Check(
        from length in Gen.Choose(1, 300_000)
        from kinds in Gen.Choose(1, 256)
        from level in Gen.Elements(CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.SmallestSize)
        select (length, kinds, level),
        c =>
        {
            var random = new Random(c.length);
            byte[] content = [.. Enumerable.Range(0, c.length).Select(_ => (byte)random.Next(c.kinds))];
            var file = new DataFile("letters", "any", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
            var gzip = Shelf.Gzip(content, c.level);
            using var target = new MemoryStream();
            CheckedContent.Copy(file, "any.gz", new MemoryStream(gzip), target);
            Assert.Equal(content, target.ToArray());
            Assert.Throws<DataException>(() => CheckedContent.Copy(file, "any.gz", new MemoryStream(gzip[..^1]), Stream.Null));
            Assert.Throws<DataException>(() => CheckedContent.Copy(file, "any.gz", new MemoryStream([.. gzip, gzip[^1]]), Stream.Null));
        },
        50);

    [Fact]
    public void Copy_HeaderWithEveryField_IsItsContent()
    {
        // Extra field of two bytes, a name, a comment and the header's checksum (flags 4, 8, 16, 2), with RFC 1952 in hand.
        byte[] header = [.. Whole[..3], 0x1E, .. Whole[4..10], 2, 0, 7, 7, (byte)'a', 0, (byte)'b', (byte)'c', 0, 0x12, 0x34];
        using var target = new MemoryStream();
        CheckedContent.Copy(Alpha, "alpha.gz", new MemoryStream([.. header, .. Whole[10..]]), target);
        Assert.Equal(Shelf.Content["alpha"], target.ToArray());
        for (var length = 0; length < header.Length; length++)
        {
            Refusal(header[..length]);
        }
    }

    [Fact]
    public void Copy_SeveralMembers_AreRefused()
    {
        var content = Shelf.Content["alpha"];
        byte[] empty = [.. Whole[..10], 3, 0, .. new byte[8]]; // A last block of fixed codes with nothing in it; checksum and length 0.
        Refusal([.. Shelf.Gzip(content[..100]), .. Shelf.Gzip(content[100..])]);
        Refusal([.. Whole, .. Whole]);
        Refusal([.. empty, .. Whole]);
        Assert.Contains("something follows its end", Refusal([.. Whole, .. empty]), StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_JunkThatEndsLikeTheFile_IsRefused() => Cases.Check(
        Gen.Choose(1, Whole.Length),
        length => Assert.Contains("something follows its end", Refusal([.. Whole, .. Whole[^length..]]), StringComparison.Ordinal));

    [Fact]
    public void Copy_WrongChecksumOrLength_IsRefused() => Cases.Check(
        Gen.Choose(1, 64),
        bit => Assert.Contains("checksum or length", Refusal([.. Whole[..^8], .. BitConverter.GetBytes(BitConverter.ToUInt64(Whole, Whole.Length - 8) ^ (1UL << (bit - 1)))]), StringComparison.Ordinal));

    [Fact]
    public void Crc32_OfTheNineDigits_IsThePublishedCheckValue()
    {
        // 0xCBF43926: the check value that catalogues of CRCs list for CRC-32 (ISO-HDLC).
        var crc = new Crc32();
        crc.Add("1234"u8);
        crc.Add("56789"u8);
        Assert.Equal(0xCBF43926, crc.Value);
    }

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
