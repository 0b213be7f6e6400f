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
        "99999999999", "\n", "é", "u", "L", "\t", "'=f4'", "0",
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
    [InlineData("os.system")]
    [InlineData("Float32")]
    [InlineData("<float32")]
    [InlineData(">=f4")]
    [InlineData("F4")]
    [InlineData(" f4")]
    public void Read_AnotherElementType_IsNamed(string descr) =>
        Refuses(Header(descr, "(2,)"), $"an array of type '{descr}'; only f4 and f8 are read");

    /// <summary>Each with the place from which on it is no such header. NumPy 1.24.2 refuses all but two.</summary>
    [Theory]
    [InlineData("^{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (1,), }", "'descr': [")]
    [InlineData("{'descr': __import__('os').system('false'), 'fortran_order': False}", "'descr': __import__")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), } + 1", "} + 1")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), 'more': 1}", "'more': 1}")]
    [InlineData("{'descr': '<f4' 'fortran_order': False, 'shape': (2, 1)}", "'descr': '<f4' 'fortran")]
    [InlineData("{'descr': '<f4',, 'fortran_order': False, 'shape': (2, 1)}", ", 'fortran")]
    [InlineData("{, 'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}", ", 'descr")]
    [InlineData("{'descr': '<f4\", 'fortran_order': False, 'shape': (2, 1)}", "'descr': '<f4\"")]
    [InlineData("{'descr\": '<f4', 'fortran_order': False, 'shape': (2, 1)}", "'descr\"")]
    [InlineData("{b'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}", "b'descr'")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 1)}", "'fortran_order': 0")]
    [InlineData("{'descr': '<f4', 'fortran_order': T rue, 'shape': (2, 1)}", "'fortran_order': T rue")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': [2, 1]}", "'shape': [2, 1]")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2)}", "'shape': (2)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (,)}", "'shape': (,)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,,1)}", "'shape': (2,,1)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1,,)}", "'shape': (2, 1,,)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, -1)}", "'shape': (2, -1)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (02, 1)}", "'shape': (02, 1)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2l, 1)}", "'shape': (2l, 1)")]
    [InlineData("{'descr': '<f4',\v'fortran_order': False, 'shape': (2, 1)}", "\\x0b'fortran_order'")]
    [InlineData("{'descr': '<f4',\0'fortran_order': False, 'shape': (2, 1)}", "\\x00'fortran_order'")]
    [InlineData("^{'descr': '<\\x664', 'fortran_order': False, 'shape': (2, 1)}", "'descr': '<\\x664'")]
    [InlineData("{'descr': '<f4", "'descr': '<f4")]
    [InlineData("[]", "[]")]
    [InlineData("", "")]
    public void Read_HeaderThatIsNone_SaysFromWhereOn(string header, string from)
    {
        header = header.TrimStart('^');
        var place = header.IndexOf(from.Replace("\\x0b", "\v").Replace("\\x00", "\0"), StringComparison.Ordinal);
        Refuses(header, $"not understood from character {place + 1} on, '{from}");
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'shape': (2, 1)}", "fortran_order")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "shape")]
    [InlineData("{'fortran_order': False, 'shape': (2, 1)}", "descr")]
    [InlineData("{}", "descr")]
    public void Read_EntryMissing_IsNamed(string header, string lacking) => Refuses(header, $"lacks '{lacking}'");

    /// <summary>NumPy 1.24.2 reads each of these.</summary>
    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2 L, 1)}")]
    [InlineData("{u'descr': U'<f4', u'fortran_order': False, u'shape': (2, 1)}")]
    [InlineData("{r'descr': R\"<f4\", 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("\t{'descr':\t'<f4',\t'fortran_order':\rFalse,\r\n'shape': (\t2,\f1)\t}\t\r\n")]
    [InlineData("\n{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}\r")]
    [InlineData("{'descr': '<f8', 'descr': '<f4', 'fortran_order': True, 'fortran_order': False, 'shape': (2, 1)}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (7,), 'shape': (2, 1)}")]
    public void Read_HeaderOfOtherPrograms_IsTheArray(string header)
    {
        var array = NpyFile.Read(NpyFileTests.NumPy(1, header, 182, "0000803f00000040"), "some-file");
        Assert.Equal([2, 1], array.Shape);
        Assert.Equal([1f, 2f], array.Values);
    }

    [Fact]
    public void Read_LongSizesInVersion3_AreRefusedAsNumPyDoes()
    {
        var content = NpyFileTests.NumPy(3, Header("<f4", "(2L, 1L)"), 116, "0000803f00000040");
        Assert.Contains(
            "not understood from character 42 on, ''shape': (2L, 1L)",
            Assert.Throws<DataException>(() => NpyFile.Read(content, "some-file")).Message,
            StringComparison.Ordinal);
    }

    /// <summary>NumPy 1.24.2 reads each as this type.</summary>
    [Theory]
    [InlineData("f4", "0000803f00000040")]
    [InlineData("=f4", "0000803f00000040")]
    [InlineData("|f4", "0000803f00000040")]
    [InlineData("f", "0000803f00000040")]
    [InlineData("<f", "0000803f00000040")]
    [InlineData("float32", "0000803f00000040")]
    [InlineData("single", "0000803f00000040")]
    [InlineData(">f", "3f80000040000000")]
    [InlineData("f8", "000000000000f03f0000000000000040")]
    [InlineData("=d", "000000000000f03f0000000000000040")]
    [InlineData("float64", "000000000000f03f0000000000000040")]
    [InlineData("double", "000000000000f03f0000000000000040")]
    [InlineData("float", "000000000000f03f0000000000000040")]
    [InlineData("float_", "000000000000f03f0000000000000040")]
    [InlineData(">d", "3ff00000000000004000000000000000")]
    public void Read_OtherNamesOfATypeThatIsRead_IsTheArray(string descr, string values)
    {
        var array = NpyFile.Read(NpyFileTests.NumPy(1, Header(descr, "(2,)"), 118, values), "some-file");
        Assert.Equal([1f, 2f], array.Values);
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
