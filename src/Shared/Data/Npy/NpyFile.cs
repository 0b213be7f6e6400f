using System.Buffers.Binary;
using Pruning.Shared.Data.Idx;

namespace Pruning.Shared.Data.Npy;

/// <summary>NumPy's file of one array: reads 1.0 to 3.0 with f4 or f8, in C or Fortran order, up to eight dimensions; writes 1.0, f4, C order.</summary>
public static class NpyFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DataException">It is missing, unreadable, or not as <see cref="Read"/> wants it.</exception>
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
    /// <exception cref="DataException">Not such a file, another element type, or a size that is not what its header says.</exception>
    public static NpyArray Read(ReadOnlySpan<byte> content, string file)
    {
        var header = NpyHeader.Read(content, file);
        var elements = content[header.Start..];
        var expected = Extent.Of(header.Shape) * header.Type.Width;
        if (elements.Length != expected)
        {
            var fault = elements.Length < expected ? "truncated" : "longer than its header says";
            throw new DataException($"{file}: {fault}: {elements.Length} bytes of values where the header says {Extent.Words(header.Shape)} of {header.Type.Width} bytes each.");
        }

        var values = new float[elements.Length / header.Type.Width];
        var steps = Steps(header);
        var index = new int[header.Shape.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var place = 0;
            for (var d = 0; d < index.Length; d++)
            {
                place += index[d] * steps[d];
            }

            values[i] = header.Type.Read(elements[(place * header.Type.Width)..]);
            Advance(index, header.Shape);
        }

        return new(header.Shape, values);
    }

    /// <summary>Writes a file so that, whatever happens, it is there whole or not at all.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    /// <exception cref="ArgumentException">The values are not as many as the shape says.</exception>
    public static void Save(string path, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        var unfinished = path + ".part";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                Write(stream, shape, values);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be written: {e.Message}", e);
        }
        finally
        {
            Remove(unfinished);
        }
    }

    /// <summary>Writes an array.</summary>
    /// <param name="values">In C order.</param>
    /// <exception cref="ArgumentException">The values are not as many as the shape says.</exception>
    public static void Write(Stream stream, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        if (shape.Any(size => size < 0) || Extent.Of([.. shape]) != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill {Extent.Words([.. shape])}.", nameof(values));
        }

        stream.Write(NpyHeader.Write(shape));
        var buffer = new byte[Math.Min(values.Length, 16384) * sizeof(float)];
        while (!values.IsEmpty)
        {
            var some = values[..Math.Min(values.Length, buffer.Length / sizeof(float))];
            for (var i = 0; i < some.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(i * sizeof(float)), some[i]);
            }

            stream.Write(buffer, 0, some.Length * sizeof(float));
            values = values[some.Length..];
        }
    }

    /// <summary>By how many elements of the file one step along each dimension goes.</summary>
    private static int[] Steps(NpyHeader header)
    {
        var steps = new int[header.Shape.Length];
        var step = 1;
        for (var i = 0; i < steps.Length; i++)
        {
            var dimension = header.FortranOrder ? i : steps.Length - 1 - i;
            steps[dimension] = step;
            step *= Math.Max(1, header.Shape[dimension]);
        }

        return steps;
    }

    private static void Advance(int[] index, int[] shape)
    {
        for (var d = shape.Length - 1; d >= 0 && ++index[d] == shape[d]; d--)
        {
            index[d] = 0;
        }
    }

    private static void Remove(string unfinished)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is not ours to write to; the error on its way says so.
        }
    }
}
