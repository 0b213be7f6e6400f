using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Engine;
using Xunit;
using static TorchSharp.torch;

namespace Pruning.Tests.Properties.Engine;

public sealed class HostMemoryTests
{
    [Fact]
    public void Read_TransposedTensor_IsRowMajorInItsOwnShape()
    {
        using var matrix = tensor(new int[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([1, 4, 2, 5, 3, 6], OperatorTests.Values<int>(matrix.t()));
    }

    [Fact]
    public void Write_ColumnRange_ChangesThatRangeOnly()
    {
        using var matrix = zeros(2, 4);
        HostMemory.Write<float>([1, 2, 3, 4], matrix.narrow(1, 1, 2));
        Assert.Equal([0, 1, 2, 0, 0, 3, 4, 0], OperatorTests.Values<float>(matrix));
    }

    [Fact]
    public void WriteThenRead_AnyValuesAndSteppedSlice_GivesThemBack()
    {
        Prop.ForAll<double[]>(values =>
        {
            using var scope = NewDisposeScope();
            var every = zeros(new long[] { values.Length, 3 }, float64).select(1, 1);
            HostMemory.Write<double>(values, every);
            return OperatorTests.Values<double>(every).SequenceEqual(values);
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));
    }

    [Fact]
    public void Write_LeafThatRequiresGrad_StaysALeaf()
    {
        using var leaf = zeros(2, requires_grad: true);
        HostMemory.Write<float>([1, 2], leaf);
        Assert.True(leaf.is_leaf);
        Assert.Equal([1f, 2f], OperatorTests.Values<float>(leaf));
    }

    [Fact]
    public void Read_OtherElementType_SaysBoth()
    {
        using var integers = arange(3);
        var error = Assert.Throws<ArgumentException>(() => HostMemory.Read(integers, new float[3].AsSpan()));
        Assert.Contains("Int64", error.Message, StringComparison.Ordinal);
        Assert.Contains("Float32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OtherLength_SaysBoth()
    {
        using var three = zeros(3);
        var error = Assert.Throws<ArgumentException>(() => HostMemory.Write<float>([1, 2], three));
        Assert.Contains("3 elements, the span 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_Accessor_IndexesAndCopies()
    {
        using var matrix = tensor(new long[,] { { 1, 2 }, { 3, 4 } });
        Assert.Equal(3, matrix.data<long>()[1, 0]);
        Assert.Equal([3L, 4L], OperatorTests.Values<long>(matrix[1]));
        Assert.Equal(4, matrix.select(0, 1).select(0, 1).item<long>());
        Assert.Equal([1L, 2L, 3L, 4L], matrix.data<long>().ToArray());
    }
}
