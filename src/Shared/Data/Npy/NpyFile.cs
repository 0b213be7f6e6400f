using System.Buffers.Binary;
using Pruning.Shared.Files;

namespace Pruning.Shared.Data.Npy;

/// <summary>
/// NumPy's file of one array: reads versions 1.0 to 3.0 with f4 or f8, in C or Fortran order, up to eight dimensions;
/// writes version 1.0 with f4 in C order.
/// </summary>
public static class NpyFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DataException">The file is missing, unreadable, or not one that is read.</exception>
    public static NpyArray Load(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > Array.MaxLength)
            {
                throw new DataException($"{path}: {stream.Length} bytes are more than one array here can hold.");
            }

            // Not ReadAllBytes: from a device that reports no length it would read for ever.
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return Read(content, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the content of a file; an f8 is rounded to the nearest float.</summary>
    /// <param name="file">The file's name, for error messages.</param>
    /// <exception cref="DataException">
    /// The content is no such file, has another element type, or a size that is not what its header says.
    /// </exception>
    public static NpyArray Read(ReadOnlySpan<byte> content, string file)
    {
        var header = NpyHeader.Read(content, file);
        var (shape, width) = (header.Shape, header.Width);
        var elements = content[header.ElementsAt..];
        ArrayShape.Check(file, shape, width, elements.Length);
        var values = new float[elements.Length / width];
        for (var i = 0; i < values.Length; i++)
        {
            values[header.FortranOrder ? RowMajor(i, shape) : i] = Value(header.Type, elements[(i * width)..]);
        }

        return new(shape, values);
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="values">The elements in C order.</param>
    /// <exception cref="DataException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">The values are not as many as the shape says.</exception>
    public static void Save(string path, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        var content = Write(shape, values);
        try
        {
            AtomicFile.Write(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The content of a file that holds an array.</summary>
    /// <param name="values">The elements in C order.</param>
    /// <exception cref="ArgumentException">The values are not as many as the shape says.</exception>
    public static byte[] Write(IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        if (shape.Any(size => size < 0) || ArrayShape.Count(shape) != values.Length)
        {
            throw new ArgumentException(
                $"Expected as many values as {ArrayShape.Text(shape)} has; got {values.Length}.", nameof(values));
        }

        var header = NpyHeader.Write(shape);
        var content = new byte[header.Length + (sizeof(float) * values.Length)];
        header.CopyTo(content, 0);
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(content.AsSpan(header.Length + (sizeof(float) * i)), values[i]);
        }

        return content;
    }

    private static float Value(string type, ReadOnlySpan<byte> element) => type switch
    {
        "<f4" => BinaryPrimitives.ReadSingleLittleEndian(element),
        ">f4" => BinaryPrimitives.ReadSingleBigEndian(element),
        "<f8" => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
        _ => (float)BinaryPrimitives.ReadDoubleBigEndian(element),
    };

    /// <summary>The place in C order of the element at <paramref name="place"/> in Fortran order.</summary>
    private static int RowMajor(int place, int[] shape)
    {
        var index = 0;
        foreach (var size in shape)
        {
            index = (index * size) + (place % size);
            place /= size;
        }

        return index;
    }
}
