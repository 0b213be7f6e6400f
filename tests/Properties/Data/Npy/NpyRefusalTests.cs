using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Npy;
using Pruning.Tests.Properties.Idx;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Npy;

public sealed class NpyRefusalTests
{
    private static readonly byte[] Valid = NpyFileTests.NumPy(1, Header("<f4", "(2, 1)"), 118, "0000803f00000040");

    private static readonly Gen<byte[]> ValidFiles =
        from version in Gen.Choose(1, 3)
        from descr in Gen.Elements("<f4", ">f4", "<f8", ">f8")
        from order in Gen.Elements("True", "False")
        from shape in Gen.Elements("()", "(2,)", "(2, 1)", "(1, 2)", "(0, 7)")
        from bytes in Gen.Choose(0, 255).ArrayOf((shape == "()" ? 1 : shape == "(0, 7)" ? 0 : 2) * (descr[2] - '0'))
        select NpyFileTests.NumPy((byte)version, Header(descr, shape).Replace("False", order, StringComparison.Ordinal), 118, Convert.ToHexString(Array.ConvertAll(bytes, b => (byte)b)));

    /// <summary>Descriptions as NumPy 1.24.2 writes them for dtypes O, i8, U3, bool, c8, f2, M8[D], V4, S3, u1, f16.</summary>
    [Theory]
    [InlineData("|O", "pickled Python objects, which are never loaded")]
    [InlineData("<i8", "integers")]
    [InlineData("<U3", "text")]
    [InlineData("|b1", "booleans")]
    [InlineData("<c8", "complex numbers")]
    [InlineData("<f2", "floats of another width")]
    [InlineData("<M8[D]", "dates")]
    [InlineData("|V4", "raw bytes")]
    [InlineData("|S3", "text")]
    [InlineData("|u1", "integers")]
    [InlineData("<f16", "floats of another width")]
    [InlineData("", "an unknown type")]
    [InlineData("os.system", "an unknown type")]
    public void Read_AnotherElementType_IsNamed(string descr, string words) => Refuses(Header(descr, "(2,)"), words);

    [Fact]
    public void Read_StructuredArray_IsNamed() => Refuses("{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (1,), }", "a structured array");

    [Theory]
    [InlineData("{'descr': __import__('os').system('false'), 'fortran_order': False, 'shape': (1,), }", "no quoted word")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), } + 1", "something behind the dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), 'more': 1}", "unknown entry 'more'")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 1)}", "a second or unknown entry 'descr'")]
    [InlineData("{'descr': '<f4', 'shape': (2, 1)}", "no 'descr', 'fortran_order' or 'shape'")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 1)}", "neither True nor False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': [2, 1]}", "no '('")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2)}", "no ','")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, -1)}", "not a whole number")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648,)}", "not a whole number")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,2)}", "more than 8 dimensions")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)}", "truncated")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 2147483647, 4)}", "truncated")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1)}", "truncated")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", "longer than its header says")]
    [InlineData("{'descr': '<\\x664', 'fortran_order': False, 'shape': (2, 1)}", "not plain")]
    [InlineData("{'descr': '<f4", "does not end")]
    [InlineData("[]", "no '{'")]
    [InlineData("", "no '{'")]
    public void Read_HeaderThatNumPyWouldNotWrite_SaysWhere(string header, string words) => Refuses(header, words);

    [Fact]
    public void Read_EntriesInAnotherOrderAndQuotes_IsTheArray()
    {
        var array = NpyFile.Read(NpyFileTests.NumPy(1, "{\"shape\":(2 , 1,) ,\"fortran_order\":True,\"descr\":\"<f4\"}", 118, "0000803f00000040"), "some-file");
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
        Assert.Contains($"NPY version {major}.{minor}", Assert.Throws<DataException>(() => NpyFile.Read(content, "some-file")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HeaderLengthOfFourGigabytes_IsTruncated()
    {
        byte[] content = [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255, (byte)'{'];
        Assert.Contains("truncated", Assert.Throws<DataException>(() => NpyFile.Read(content, "some-file")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyBytes_GivesAnArrayOrAClearError() => Cases.Check(Mutations.AnyBytes, Survives, 1000);

    [Fact]
    public void Read_AnyHeader_GivesAnArrayOrAClearError() => Cases.Check(
        from pieces in Gen.Elements("{", "}", "'descr'", ":", "'<f4'", ",", "'shape'", "(", ")", "1", "'fortran_order'", "True", " ", "'", "99999999999", "\n", "é").ArrayOf()
        select Encoding.UTF8.GetBytes(string.Concat(pieces)),
        header => Survives([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header]),
        1000);

    [Fact]
    public void Read_AnyMutationOfAFile_GivesAnArrayOrAClearError() => Cases.Check(ValidFiles.SelectMany(Mutations.Of), Survives, 1000);

    private static string Header(string descr, string shape) => $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}";

    private static void Refuses(string header, string words)
    {
        var message = Assert.Throws<DataException>(() => NpyFile.Read(NpyFileTests.NumPy(1, header, 182, "0000803f00000040"), "some-file")).Message;
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
