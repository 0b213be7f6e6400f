using System.Buffers.Binary;

namespace Pruning.Shared.Data.Idx;

/// <summary>
/// Reads IDX, the format that MNIST came in: two zero bytes, a type, the number of dimensions, their sizes as
/// big-endian 32-bit numbers, the elements. Only unsigned bytes are read.
/// </summary>
public static class IdxFile
{
    private const byte UnsignedBytes = 0x08;

    /// <summary>Reads the uncompressed <paramref name="content"/> of a file, of which the result is a view.</summary>
    /// <param name="file">The file's name, for error messages.</param>
    /// <exception cref="DataException">
    /// The content is no IDX file of unsigned bytes, or its size is not what its header says.
    /// </exception>
    public static IdxArray Read(ReadOnlyMemory<byte> content, string file)
    {
        var bytes = content.Span;
        if (bytes.Length < 4)
        {
            throw new DataException($"{file}: not an IDX file: {bytes.Length} bytes are too few for a magic number.");
        }

        if (bytes[0] != 0 || bytes[1] != 0)
        {
            var magic = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            throw new DataException(
                $"{file}: not an IDX file: its magic number is 0x{magic:x8}, and does not begin with two zero bytes.");
        }

        if (bytes[2] != UnsignedBytes)
        {
            throw new DataException(
                $"{file}: an IDX file of type 0x{bytes[2]:x2}; only unsigned bytes (type 0x08) are read.");
        }

        var shape = Shape(bytes, file);
        var values = content[(4 + (4 * shape.Length))..];
        ArrayShape.Check(file, shape, 1, values.Length);
        return new(shape, values);
    }

    private static int[] Shape(ReadOnlySpan<byte> bytes, string file)
    {
        var shape = new int[bytes[3]];
        if (shape.Length == 0)
        {
            throw new DataException($"{file}: an IDX file without dimensions.");
        }

        if (bytes.Length < 4 + (4 * shape.Length))
        {
            throw new DataException($"{file}: truncated: it ends within the sizes of its {shape.Length} dimensions.");
        }

        for (var i = 0; i < shape.Length; i++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 + (4 * i))..]);
            shape[i] = size <= int.MaxValue
                ? (int)size
                : throw new DataException($"{file}: dimension {i + 1} has size {size}, more than any file holds.");
        }

        return shape;
    }
}
