namespace TorchSharp.Native;

/// <summary>
/// An operator's argument before it crosses to C++: every C# type that a schema can ask for converts to it. Null becomes
/// None; <c>default</c> asks for the schema's default value.
/// </summary>
internal readonly struct Argument
{
    private Argument(Tag tag, long bits, object? reference = null)
    {
        Tag = tag;
        Bits = bits;
        Reference = reference;
    }

    public Tag Tag { get; }

    public long Bits { get; }

    /// <summary>The tensor, array or string behind the argument; holding it keeps it alive during the call.</summary>
    public object? Reference { get; }

    public static Argument None => new(Tag.None, 0);

    public static implicit operator Argument(torch.Tensor? value) =>
        value is null ? None : new Argument(Tag.Tensor, 0, value);

    public static implicit operator Argument(Scalar? value) => value is null ? None : new Argument(value.Tag, value.Bits);

    public static implicit operator Argument(long value) => new(Tag.Int, value);

    public static implicit operator Argument(long? value) => value is { } given ? given : None;

    public static implicit operator Argument(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(bool value) => new(Tag.Bool, value ? 1 : 0);

    public static implicit operator Argument(torch.ScalarType value) => new(Tag.Int, (long)value);

    public static implicit operator Argument(torch.ScalarType? value) => value is { } given ? given : None;

    public static implicit operator Argument(torch.Device? value) =>
        value is null ? None : new Argument(Tag.Device, ((long)value.type << 32) | (uint)(value.index + 1));

    public static implicit operator Argument(long[]? value) => value is null ? None : new Argument(Tag.Ints, 0, value);

    public static implicit operator Argument(double[] value) => new(Tag.Doubles, 0, value);

    public static implicit operator Argument(torch.Tensor[] value) => new(Tag.Tensors, 0, value);

    public static implicit operator Argument(string? value) => value is null ? None : new Argument(Tag.String, 0, value);
}
