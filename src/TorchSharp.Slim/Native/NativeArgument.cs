using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What an argument or a result is; the numbers are those of <c>Tag</c> in slim.cpp.</summary>
internal enum Tag
{
    Default, None, Tensor, Int, Double, Bool, Ints, Doubles, Tensors, OptionalTensors, String, Device,
}

/// <summary>One argument or result as it crosses to C++: a tag, a length for lists, and eight bytes of value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeArgument
{
    public Tag Tag;
    public int Length;
    public long Bits;
}

/// <summary>What <c>slim_facts</c> tells of a tensor in one call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Facts
{
    public long Elements;
    public long ElementSize;
    public nint Data;
    public int Dimensions;
    public int Dtype;
    public int DeviceType;
    public int DeviceIndex;
    public int RequiresGrad;
    public int IsLeaf;
    public int Contiguous;
}
