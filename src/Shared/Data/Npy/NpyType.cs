using System.Buffers.Binary;

namespace Pruning.Shared.Data.Npy;

/// <summary>How an element is written: f4 or f8, in either byte order.</summary>
/// <param name="Width">Bytes an element: 4 or 8.</param>
internal sealed record NpyType(int Width, bool BigEndian)
{
    /// <summary>Reads NumPy's description of a type, such as <c>&lt;f4</c>.</summary>
    /// <exception cref="DataException">Any other type; the message says which.</exception>
    public static NpyType Of(string descr, string file) => descr switch
    {
        "<f4" => new(4, BigEndian: false),
        ">f4" => new(4, BigEndian: true),
        "<f8" => new(8, BigEndian: false),
        ">f8" => new(8, BigEndian: true),
        _ => throw new DataException($"{file}: an array of {Words(descr)} ('{descr}'); only f4 and f8 are read. Save it as floats: array.astype('float32')."),
    };

    /// <summary>One element; an f8 is rounded to the nearest float.</summary>
    public float Read(ReadOnlySpan<byte> element) => (Width, BigEndian) switch
    {
        (4, false) => BinaryPrimitives.ReadSingleLittleEndian(element),
        (4, true) => BinaryPrimitives.ReadSingleBigEndian(element),
        (_, false) => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
        (_, true) => (float)BinaryPrimitives.ReadDoubleBigEndian(element),
    };

    private static string Words(string descr) => descr.TrimStart('<', '>', '|', '=') switch
    {
        ['O', ..] => "pickled Python objects, which are never loaded",
        ['f', ..] => "floats of another width",
        ['i' or 'u', ..] => "integers",
        ['b' or '?', ..] => "booleans",
        ['c', ..] => "complex numbers",
        ['S' or 'a' or 'U', ..] => "text",
        ['M' or 'm', ..] => "dates or durations",
        ['V', ..] => "raw bytes",
        _ => "an unknown type",
    };
}
