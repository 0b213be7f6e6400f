using System.Buffers.Binary;
using System.Text;

namespace Pruning.Shared.Data.Npy;

/// <summary>What comes before the elements of an NPY file: magic, version, and a Python dictionary of three entries.</summary>
/// <param name="Type">How an element is written.</param>
/// <param name="FortranOrder">Whether the first dimension runs fastest.</param>
/// <param name="Start">Where the elements begin, in bytes.</param>
/// <seealso href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>
internal sealed record NpyHeader(NpyType Type, bool FortranOrder, int[] Shape, int Start)
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header at the front of <paramref name="content"/>.</summary>
    /// <exception cref="DataException">Not NPY 1.0 to 3.0, or a header that NumPy would not write, or an element type that is not read.</exception>
    public static NpyHeader Read(ReadOnlySpan<byte> content, string file)
    {
        if (!content.StartsWith(Magic))
        {
            throw new DataException($"{file}: not an NPY file: it does not begin with the byte 0x93 and 'NUMPY'.");
        }

        if (content.Length < Magic.Length + 2)
        {
            throw new DataException($"{file}: truncated: it ends before its version.");
        }

        var (major, minor) = (content[6], content[7]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw new DataException($"{file}: NPY version {major}.{minor}; 1.0, 2.0 and 3.0 are read.");
        }

        var width = major == 1 ? 2 : 4;
        var text = Magic.Length + 2 + width;
        if (content.Length < text)
        {
            throw new DataException($"{file}: truncated: it ends within the length of its header.");
        }

        var length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(content[8..]);
        if (content.Length - text < length)
        {
            throw new DataException($"{file}: truncated: a header of {length} bytes in a file of {content.Length}.");
        }

        var literal = new NpyLiteral(content.Slice(text, (int)length), file);
        var (descr, fortran, shape) = literal.Dictionary();
        return new(NpyType.Of(descr, file), fortran, shape, text + (int)length);
    }

    /// <summary>The header of a version 1.0 file of little-endian f4 in C order, padded so that the elements begin at a multiple of 64.</summary>
    public static byte[] Write(IReadOnlyList<int> shape)
    {
        var sizes = shape.Count == 1 ? $"{shape[0]}," : string.Join(", ", shape);
        var text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({sizes}), }}";
        var before = Magic.Length + 2 + 2;
        var length = (before + text.Length + 1 + 63) / 64 * 64;
        var header = new byte[length];
        header.AsSpan().Fill((byte)' ');
        Magic.CopyTo(header);
        (header[6], header[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - before));
        Encoding.ASCII.GetBytes(text, header.AsSpan(before));
        header[^1] = (byte)'\n';
        return header;
    }
}
