using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Npy;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Npy;

public sealed class NpyRefusalTests
{
    private static readonly byte[] Valid = NpyFileTests.NumPy(1, Header("<f4", "(2, 1)"), 118, "0000803f00000040");

    private static readonly string[] HeaderPieces =
    [
        "{", "}", "'descr'", ":", "'<f4'", ",", "'shape'", "(", ")", "1", "'fortran_order'", "True", " ", "'",
        "99999999999", "\n", "é",
    ];

    private static readonly Gen<byte[]> ValidFiles =
        from version in Gen.Choose(1, 3)
        from descr in Gen.Elements("<f4", ">f4", "<f8", ">f8")
        from order in Gen.Elements("True", "False")
        from shape in Gen.Elements("()", "(2,)", "(2, 1)", "(1, 2)", "(0, 7)")
        from bytes in Gen.Choose(0, 255).ArrayOf((shape == "()" ? 1 : shape == "(0, 7)" ? 0 : 2) * (descr[2] - '0'))
        let header = Header(descr, shape).Replace("False", order)
        let values = Convert.ToHexString(Array.ConvertAll(bytes, b => (byte)b))
        select NpyFileTests.NumPy((byte)version, header, 118, values);

    /// <summary>As NumPy 1.24.2 writes dtypes O, i8, U3, bool, c8, f2, M8[D], V4, S3, u1, f16; then no types.</summary>
    [Theory]
    [InlineData("|O")]
    [InlineData("<i8")]
    [InlineData("<U3")]
    [InlineData("|b1")]
    [InlineData("<c8")]
    [InlineData("<f2")]
    [InlineData("<M8[D]")]
    [InlineData("|V4")]
    [InlineData("|S3")]
    [InlineData("|u1")]
    [InlineData("<f16")]
    [InlineData("")]
    [InlineData("f4")]
    [InlineData("os.system")]
    public void Read_AnotherElementType_IsNamed(string descr) =>
        Refuses(Header(descr, "(2,)"), $"an array of type '{descr}'; only f4 and f8 are read");

    [Theory]
    [InlineData("{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': __import__('os').system('false'), 'fortran_order': False, 'shape': (1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), } + 1")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), 'more': 1}")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), 'fortran_order': False}")]
    [InlineData("{'descr': '<f4', 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}")]
    [InlineData("{'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4' 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4',, 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{, 'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4\", 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr\": '<f4', 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': T rue, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': [2, 1]}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (,)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,,1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1,,)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, -1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1L)}")]
    [InlineData("{'descr': '<f4',\t'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<\\x664', 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    public void Read_HeaderThatNumPyWouldNotWrite_SaysWhatIsExpected(string header)
    {
        Refuses(header, "not the header of an array of numbers. Expected one such as {'descr': '<f4', ");
        Refuses(header, header.Length > 100 ? header[..100] : header.Trim());
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648,)}", "size 2147483648 in its shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,2)}", "9 dimensions; at most 8")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)}", "truncated")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647, 4)}", "truncated")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1)}", "truncated")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "longer than its header says")]
    public void Read_ShapeThatTheValuesDoNotFill_SaysSo(string header, string words) => Refuses(header, words);

    [Fact]
    public void Read_EntriesInAnotherOrderAndQuotes_IsTheArray()
    {
        var array = NpyFile.Read(
            NpyFileTests.NumPy(
                1, "{\"shape\":(2 , 1,) ,\"fortran_order\":True,\"descr\":\"<f4\"}", 118, "0000803f00000040"),
            "some-file");
        Assert.Equal([1f, 2f], array.Values);
    }

    [Fact]
    public void Read_AnyPrefixOfAFile_IsRefused()
    {
        for (var length = 0; length < Valid.Length; length++)
        {
            Assert.Throws<DataException>(() => NpyFile.Read(Valid.AsSpan(0, length), "some-file"));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 0)]
    public void Read_UnknownVersion_IsNamed(byte major, byte minor)
    {
        byte[] content = [.. Valid[..6], major, minor, .. Valid[8..]];
        Assert.Contains(
            $"NPY version {major}.{minor}",
            Assert.Throws<DataException>(() => NpyFile.Read(content, "some-file")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HeaderLongerThanNumPyReads_IsRefused() =>
        Refuses(Header("<f4", "(2, 1)").PadRight(10_000), "a header of 10001 bytes", length: 10_001);

    [Fact]
    public void Read_HeaderLengthOfFourGigabytes_IsTruncated()
    {
        byte[] content = [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255, (byte)'{'];
        Assert.Contains(
            "truncated",
            Assert.Throws<DataException>(() => NpyFile.Read(content, "some-file")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyBytes_GivesAnArrayOrAClearError() => Cases.Check(Mutations.AnyBytes, Survives, 1000);

    [Fact]
    public void Read_AnyHeader_GivesAnArrayOrAClearError() => Cases.Check(
        from pieces in Gen.Elements(HeaderPieces).ArrayOf()
        select Encoding.UTF8.GetBytes(string.Concat(pieces)),
        header => Survives([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header]),
        1000);

    [Fact]
    public void Read_AnyMutationOfAFile_GivesAnArrayOrAClearError() =>
        Cases.Check(ValidFiles.SelectMany(Mutations.Of), Survives, 1000);

    private static string Header(string descr, string shape) =>
        $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}";

    private static void Refuses(string header, string words, int length = 182)
    {
        var content = NpyFileTests.NumPy(1, header, length, "0000803f00000040");
        var message = Assert.Throws<DataException>(() => NpyFile.Read(content, "some-file")).Message;
        Assert.StartsWith("some-file: ", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    private static void Survives(byte[] content)
    {
        if (Mutations.ReadOrRefuse(content, 2, bytes => NpyFile.Read(bytes, "some-file")) is { } array)
        {
            Assert.Equal(array.Shape.Aggregate(1L, (a, b) => a * b), array.Values.Length);
        }
    }
}
