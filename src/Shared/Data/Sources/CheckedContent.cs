using System.Security.Cryptography;

namespace Pruning.Shared.Data.Sources;

/// <summary>Content is passed on only up to its known length, and accepted only with its known SHA-256.</summary>
internal static class CheckedContent
{
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

        using var plain = new GzipContent(source, file.Length);
        CopyPlain(file, from, plain, target, advanced);
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
