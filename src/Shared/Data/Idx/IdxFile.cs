using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Pruning.Shared.Data.Idx;

/// <summary>
/// Reads IDX, the format that MNIST came in: two zero bytes, a type, the number of dimensions, their sizes as big-endian 32-bit numbers, the
/// elements. Only unsigned bytes are read.
/// </summary>
public static class IdxFile
{
    private const byte UnsignedBytes = 0x08;

    private static readonly FrozenDictionary<byte, string> OtherTypes = new Dictionary<byte, string>
    {
        [0x09] = "signed bytes",
        [0x0B] = "16-bit integers",
        [0x0C] = "32-bit integers",
        [0x0D] = "32-bit floats",
        [0x0E] = "64-bit floats",
    }.ToFrozenDictionary();

    /// <summary>Reads the uncompressed <paramref name="content"/> of a file, of which the result is a view.</summary>
    /// <param name="file">The file's name, for error messages.</param>
    /// <exception cref="DataException">Not an IDX file of unsigned bytes, or its size is not what its header says.</exception>
    public static IdxArray Read(ReadOnlyMemory<byte> content, string file)
    {
        var bytes = content.Span;
        if (bytes.Length < 4)
        {
            throw new DataException($"{file}: not an IDX file: {bytes.Length} bytes are too few for its magic number.");
        }

        if (bytes[0] != 0 || bytes[1] != 0)
        {
            throw new DataException($"{file}: not an IDX file: its magic number is 0x{BinaryPrimitives.ReadUInt32BigEndian(bytes):x8}, which does not begin with two zero bytes.");
        }

        if (bytes[2] != UnsignedBytes)
        {
            throw new DataException($"{file}: an IDX file of {OtherTypes.GetValueOrDefault(bytes[2], $"unknown type 0x{bytes[2]:x2}")}; only unsigned bytes (type 0x08) are read.");
        }

        var shape = Shape(bytes, file);
        var values = content[(4 + (4 * shape.Length))..];
        var expected = Extent.Of(shape);
        if (values.Length != expected)
        {
            var fault = values.Length < expected ? "truncated" : "longer than its header says";
            throw new DataException($"{file}: {fault}: {values.Length} bytes of values where the header says {Extent.Words(shape)}.");
        }

        return new(shape, values);
    }

    private static int[] Shape(ReadOnlySpan<byte> bytes, string file)
    {
        var rank = bytes[3];
        if (rank == 0)
        {
            throw new DataException($"{file}: an IDX file without dimensions.");
        }

        if (bytes.Length < 4 + (4 * rank))
        {
            throw new DataException($"{file}: truncated: it ends within the sizes of its {rank} dimensions.");
        }

        var shape = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 + (4 * i))..]);
            shape[i] = size <= int.MaxValue ? (int)size : throw new DataException($"{file}: dimension {i + 1} has size {size}, more than any file holds.");
        }

        return shape;
    }
}
