using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Npy;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Npy;

/// <summary>
/// The byte constants are what NumPy 1.24.2 writes (numpy.lib.format.write_array) for the array named in each test.
/// </summary>
public sealed class NpyFileTests
{
    private static readonly float[] Six = [0, 1, -2, 0.5f, 1e-3f, 3e38f];

    private static readonly Gen<(int[] Shape, float[] Values)> Arrays =
        from rank in Gen.Choose(0, 4)
        from shape in Gen.Choose(0, 5).ArrayOf(rank)
        from values in ArbMap.Default.GeneratorFor<float>().ArrayOf(shape.Aggregate(1, (a, b) => a * b))
        select (shape, values);

    [Fact]
    public void Write_TwoByThree_IsNumPysFile()
    {
        Assert.Equal(
            NumPy(
                1,
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }",
                118,
                "000000000000803f000000c00000003f6f12833ae6b1617f"),
            NpyFile.Write([2, 3], Six));
    }

    [Fact]
    public void Write_ThreeInARow_IsNumPysFile()
    {
        Assert.Equal(
            NumPy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", 118, "0000803f0000004000004040"),
            NpyFile.Write([3], [1, 2, 3]));
    }

    [Fact]
    public void Read_DoublesInFortranOrderVersion2_IsTheArray() => IsArray(
        NumPy(
            2,
            "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }",
            116,
            "0000000000000000000000000000e03f000000000000f03f000000e04d62503f00000000000000c0000000c03c36ec47"),
        [2, 3],
        Six);

    [Fact]
    public void Read_BigEndianFloatsVersion3_IsTheArray() =>
        IsArray(
            NumPy(3, "{'descr': '>f4', 'fortran_order': False, 'shape': (3,), }", 116, "3f8000004000000040400000"),
            [3],
            [1, 2, 3]);

    [Fact]
    public void Read_BigEndianDoublesInFortranOrderThreeDimensions_IsTheArray() => IsArray(
        NumPy(
            1,
            "{'descr': '>f8', 'fortran_order': True, 'shape': (2, 2, 2), }",
            118,
            "0000000000000000401000000000000040000000000000004018000000000000"
            + "3ff000000000000040140000000000004008000000000000401c000000000000"),
        [2, 2, 2],
        [0, 1, 2, 3, 4, 5, 6, 7]);

    [Fact]
    public void Read_SingleValue_HasNoDimensions() =>
        IsArray(NumPy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (), }", 118, "0000c03f"), [], [1.5f]);

    [Fact]
    public void Read_DoubleBeyondFloats_IsInfinite() =>
        IsArray( // 1e300
            NumPy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", 118, "9c7500883ce4377e"),
            [1],
            [float.PositiveInfinity]);

    [Fact]
    public void WriteThenRead_AnyArray_ComesBackToTheBit() => Cases.Check(Arrays, a =>
    {
        var content = NpyFile.Write(a.Shape, a.Values);
        Assert.Equal(0, (content.Length - (4 * a.Values.Length)) % 64);
        IsArray(content, a.Shape, a.Values);
    });

    [Fact]
    public void Write_ShapeThatTheValuesDoNotFill_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => NpyFile.Write([2, 2], Six));
        Assert.Throws<ArgumentException>(() => NpyFile.Write([-2, -3], Six));
    }

    [Fact]
    public void SaveThenLoad_AFile_ComesBack_AndLeavesNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("npy");
        try
        {
            var path = Path.Combine(folder.FullName, "weight-1.npy");
            NpyFile.Save(path, [1], [4]);
            NpyFile.Save(path, [2, 3], Six);
            Assert.Equal(Six, NpyFile.Load(path).Values);
            Assert.Equal([path], Directory.GetFileSystemEntries(folder.FullName));
            Assert.Contains(
                "no-such.npy",
                Assert.Throws<DataException>(() => NpyFile.Load(Path.Combine(folder.FullName, "no-such.npy"))).Message,
                StringComparison.Ordinal);
            var nowhere = Path.Combine(folder.FullName, "no", "such.npy");
            var message = Assert.Throws<DataException>(() => NpyFile.Save(nowhere, [2, 3], Six)).Message;
            Assert.StartsWith($"{nowhere}: cannot be written", message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static byte[] NumPy(byte version, string header, int length, string values) =>
    [
        0x93, .. "NUMPY"u8, version, 0,
        .. version == 1 ? BitConverter.GetBytes((ushort)length) : BitConverter.GetBytes((uint)length),
        .. Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"),
        .. Convert.FromHexString(values),
    ];

    private static void IsArray(byte[] content, int[] shape, float[] values)
    {
        var array = NpyFile.Read(content, "some-file");
        Assert.Equal(shape, array.Shape);
        Assert.Equal(
            values.Select(BitConverter.SingleToInt32Bits), array.Values.Select(BitConverter.SingleToInt32Bits));
    }
}
