using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Pruning.Shared.Data.Sources;

/// <summary>Content is passed on only up to its known length, and accepted only with its known SHA-256.</summary>
internal static class CheckedContent
{
    /// <summary>What a gzip file may be longer than its content: far more than a header, a trailer and incompressible blocks take.</summary>
    private const int GzipOverhead = 1 << 16;

    /// <summary>Copies the uncompressed content of a file; <paramref name="from"/> ending in <c>.gz</c> says that the source is compressed.</summary>
    /// <param name="from">The path or address, for error messages.</param>
    /// <param name="advanced">Takes the bytes so far.</param>
    /// <exception cref="DataException">The source cannot be read, or is not the file; the target then holds rubbish.</exception>
    /// <exception cref="IOException">The target cannot be written, never the source.</exception>
    public static void Copy(DataFile file, string from, Stream source, Stream target, Action<long>? advanced = null)
    {
        if (!from.EndsWith(DataFile.Compressed, StringComparison.Ordinal))
        {
            CopyPlain(file, from, source, target, advanced);
            return;
        }

        var watched = new TailStream(source);
        using (var plain = new GZipStream(watched, CompressionMode.Decompress, leaveOpen: true))
        {
            CopyPlain(file, from, plain, target, advanced);
        }

        CheckEnd(file, from, watched);
    }

    private static void CopyPlain(DataFile file, string from, Stream source, Stream target, Action<long>? advanced)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        var length = 0L;
        while (Read(from, source, buffer) is var count and > 0)
        {
            length += count;
            if (length > file.Length)
            {
                throw new DataException($"{from}: longer than the {file.Length} bytes that {file.Set}'s {file.Name} has.");
            }

            hash.AppendData(buffer, 0, count);
            target.Write(buffer, 0, count);
            advanced?.Invoke(length);
        }

        if (length < file.Length)
        {
            throw new DataException($"{from}: truncated: its content ends after {length} of {file.Length} bytes.");
        }

        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (sha256 != file.Sha256)
        {
            throw new DataException($"{from}: not {file.Set}'s {file.Name}, or damaged: its SHA-256 is {sha256}, expected {file.Sha256}.");
        }
    }

    /// <summary>A gzip file ends with the length of its content; with anything else behind, or without that end, it does not.</summary>
    private static void CheckEnd(DataFile file, string from, TailStream watched)
    {
        var buffer = new byte[4096];
        while (watched.Position <= file.Length + GzipOverhead && Read(from, watched, buffer) > 0)
        {
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(watched.Tail) != (uint)file.Length)
        {
            throw new DataException($"{from}: its gzip content is whole, but the file is not: its end is missing, or something follows it.");
        }
    }

    private static int Read(string from, Stream source, byte[] buffer)
    {
        try
        {
            return source.Read(buffer, 0, buffer.Length);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{from}: not a whole gzip file: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new DataException($"{from}: cannot be read to its end: {e.Message}", e);
        }
    }
}
