using System.IO.Compression;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Sources;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Sources;

public sealed class DataFileTests
{
    private static readonly DataFile Alpha = LettersFixture.Files[0];
    private static readonly byte[] Whole = LettersFixture.Gzip(LettersFixture.Content["alpha"]);

    /// <summary>A last block of fixed codes with nothing in it; checksum and length 0.</summary>
    private static readonly byte[] EmptyMember = [.. Whole[..10], 3, 0, .. new byte[8]];

    [Fact]
    public void Read_WholeFile_IsItsContent()
    {
        Assert.Equal(LettersFixture.Content["alpha"], Read(Whole));
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused() => Cases.Check(
        Gen.OneOf(Gen.Choose(0, Whole.Length - 1), Gen.Choose(Whole.Length - 20, Whole.Length - 1)),
        length => Refusal(Whole[..length]));

    [Fact]
    public void Read_AnySizeAndRedundancy_IsItsContent() => Cases.Check(
        from length in Gen.Choose(1, 300_000)
        from kinds in Gen.Choose(1, 256)
        from level in Gen.Elements(
            CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.SmallestSize)
        select (length, kinds, level),
        c =>
        {
            var random = new Random(c.length);
            byte[] content = [.. Enumerable.Range(0, c.length).Select(_ => (byte)random.Next(c.kinds))];
            var file = LettersFixture.Describe("letters", "any", content);
            var gzip = LettersFixture.Gzip(content, c.level);
            Assert.Equal(content, file.Read("any.gz", new MemoryStream(gzip)));
            Assert.Throws<DataException>(() => file.Read("any.gz", new MemoryStream(gzip[..^1])));
            Assert.Throws<DataException>(() => file.Read("any.gz", new MemoryStream([.. gzip, gzip[^1]])));
        },
        50);

    [Fact]
    public void Read_HeaderWithAName_IsItsContent()
    {
        // Flag 8, RFC 1952, section 2.3.1: the name, and a zero.
        byte[] header = [.. Whole[..3], 8, .. Whole[4..10], .. "alpha"u8, 0];
        Assert.Equal(LettersFixture.Content["alpha"], Read([.. header, .. Whole[10..]]));
        for (var length = 0; length < header.Length; length++)
        {
            Refusal(header[..length]);
        }
    }

    [Fact]
    public void Read_HeaderWithOtherFields_IsRefusedWithTheWayOut()
    {
        // Extra field of two bytes, name, comment and the header's own checksum (flags 4, 8, 16 and 2).
        byte[] header = [0x1F, 0x8B, 8, 0x1E, 0, 0, 0, 0, 0, 255, 2, 0, 7, 7, .. "a\0bc\0"u8, 0x9C, 0xFE];
        Assert.Contains("pack it again", Refusal([.. header, .. Whole[10..]]), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralMembers_AreRefused()
    {
        var content = LettersFixture.Content["alpha"];
        Refusal([.. LettersFixture.Gzip(content[..100]), .. LettersFixture.Gzip(content[100..])]);
        Refusal([.. Whole, .. Whole]);
        Refusal([.. EmptyMember, .. Whole]);
        Assert.Contains("something follows its end", Refusal([.. Whole, .. EmptyMember]), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_JunkThatEndsLikeTheFile_IsRefused() => Cases.Check(
        Gen.Choose(1, Whole.Length - 1),
        length => Assert.Contains("something follows its end", Refusal([.. Whole, .. Whole[^length..]])));

    [Fact]
    public void Read_WrongChecksumOrLength_IsRefused() => Cases.Check(
        Gen.Choose(0, 63),
        bit => Assert.Contains("not a whole gzip file", Refusal(Flipped(Whole.Length - 8 + (bit / 8), bit % 8))));

    [Fact]
    public void Read_AnyBitOfTheContentFlipped_IsRefused() => Cases.Check(
        Gen.Choose(80, (8 * Whole.Length) - 1),
        bit => Refusal(Flipped(bit / 8, bit % 8)));

    [Fact]
    public void Read_AnythingBehindTheEnd_IsRefused() => Cases.Check(
        Mutations.AnyBytes.Where(junk => junk.Length > 0),
        junk => Refusal([.. Whole, .. junk]));

    [Fact]
    public void Read_MegabytesBehindTheEnd_AreNotReadToTheirEnd()
    {
        using var source = new MemoryStream([.. Whole, .. new byte[10_000_000]]);
        var message = Assert.Throws<DataException>(() => Alpha.Read("alpha.gz", source)).Message;
        Assert.Contains(
            "longer than any gzip file of the 5000 bytes of letters's alpha", message, StringComparison.Ordinal);
        Assert.InRange(source.Position, 0, 100_000);
    }

    [Fact]
    public void Read_AnyMutation_IsTheContentOrRefused() => Cases.Check(Mutations.Of(Whole), mutant =>
    {
        try
        {
            Assert.Equal(LettersFixture.Content["alpha"], Read(mutant));
        }
        catch (DataException e)
        {
            Assert.StartsWith("alpha.gz: ", e.Message, StringComparison.Ordinal);
        }
    });

    [Theory]
    [InlineData(CompressionLevel.SmallestSize, "longer than the 5000 bytes")]
    [InlineData(CompressionLevel.NoCompression, "longer than any gzip file of the 5000 bytes")]
    public void Read_ContentThatNeverEnds_StopsAtTheKnownLength(CompressionLevel level, string words)
    {
        var bomb = LettersFixture.Gzip(new byte[50_000_000], level);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(words, Refusal(bomb), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Read_NotCompressedAtAll_IsRefusedAsGzip() =>
        Assert.Contains("not a whole gzip file", Refusal(LettersFixture.Content["alpha"]), StringComparison.Ordinal);

    [Fact]
    public void Read_EmptyFileOfNoBytes_IsRefusedAsGzip()
    {
        var empty = LettersFixture.Describe("letters", "none", []);
        Assert.Empty(empty.Read("none.gz", new MemoryStream(EmptyMember)));
        Assert.Throws<DataException>(() => empty.Read("none.gz", new MemoryStream()));
    }

    [Theory]
    [InlineData(4999, "truncated: its content ends after 4999 of 5000 bytes")]
    [InlineData(5001, "longer than the 5000 bytes that letters's alpha has")]
    public void Read_PlainFileOfAnotherLength_IsRefused(int length, string words)
    {
        byte[] content = [.. LettersFixture.Content["alpha"], 0];
        Assert.Contains(words, Refusal(content[..length], "alpha"), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyThreeBytes_AreTheFileOrRefusedWithBothDigests() => Cases.Check(
        from bytes in Gen.Frequency((1, Gen.Constant("abc"u8.ToArray())), (9, Mutations.Of("abc"u8.ToArray())))
        where bytes.Length == 3
        from zip in Gen.Elements(true, false)
        select (bytes, zip),
        c =>
        {
            // FIPS 180-2, appendix B.1: the SHA-256 of "abc".
            const string Expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
            var file = new DataFile("letters", "abc", 3, Expected);
            var from = c.zip ? "abc.gz" : "abc";
            using var source = new MemoryStream(c.zip ? LettersFixture.Gzip(c.bytes) : c.bytes);
            if ("abc"u8.SequenceEqual(c.bytes))
            {
                Assert.Equal(c.bytes, file.Read(from, source));
                return;
            }

            var message = Assert.Throws<DataException>(() => file.Read(from, source)).Message;
            Assert.StartsWith($"{from}: not letters's abc, or damaged: ", message, StringComparison.Ordinal);
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(c.bytes)), message, StringComparison.Ordinal);
            Assert.Contains(Expected, message, StringComparison.Ordinal);
        });

    private static byte[] Read(byte[] content) => Alpha.Read("alpha.gz", new MemoryStream(content));

    private static byte[] Flipped(int at, int bit)
    {
        byte[] damaged = [.. Whole];
        damaged[at] ^= (byte)(1 << bit);
        return damaged;
    }

    private static string Refusal(byte[] content, string from = "alpha.gz")
    {
        var message = Assert.Throws<DataException>(() => Alpha.Read(from, new MemoryStream(content))).Message;
        Assert.StartsWith(from + ": ", message, StringComparison.Ordinal);
        return message;
    }
}
