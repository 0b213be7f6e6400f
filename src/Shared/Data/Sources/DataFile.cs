using System.IO.Compression;
using System.Security.Cryptography;
using Pruning.Shared.Files;

namespace Pruning.Shared.Data.Sources;

/// <summary>One file of a data set, known by its uncompressed content.</summary>
/// <param name="Set">The set it belongs to; also the name of the set's folder.</param>
/// <param name="Name">Its name, without <c>.gz</c>.</param>
/// <param name="Length">Bytes, uncompressed. Nothing longer is ever read or unpacked.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits, of the uncompressed content.</param>
public sealed record DataFile(string Set, string Name, int Length, string Sha256)
{
    /// <summary>What a compressed file's name ends in.</summary>
    public const string Compressed = ".gz";

    /// <summary>What the file may be called where it lies.</summary>
    public IEnumerable<string> Spellings => [Name, Name + Compressed];

    /// <summary>Bytes that no gzip file of it exceeds: it has room for blocks that do not compress.</summary>
    internal int LongestGzip => Length + (Length / 100) + (1 << 16);

    /// <summary>Whether a path is to this file, compressed or not.</summary>
    public bool IsAt(string path) => Spellings.Contains(Path.GetFileName(path));

    /// <summary>Reads the uncompressed content from the disk, and checks its length and its SHA-256.</summary>
    /// <param name="path">Ends in <c>.gz</c> if the file is compressed.</param>
    /// <exception cref="DataException">The file cannot be read, or is not the one meant.</exception>
    public byte[] Read(string path)
    {
        try
        {
            using var source = OrdinaryFile.OpenRead(path);
            return Read(path, source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the uncompressed content, and checks its length and its SHA-256.</summary>
    /// <param name="from">The path or address, for errors; ends in <c>.gz</c> if the source is compressed.</param>
    /// <exception cref="DataException">The source cannot be read, or holds anything but this file.</exception>
    public byte[] Read(string from, Stream source)
    {
        try
        {
            return from.EndsWith(Compressed, StringComparison.Ordinal) ? Unpack(from, source) : Check(from, source);
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

    private byte[] Unpack(string from, Stream source)
    {
        var gzip = new byte[LongestGzip + 1];
        var count = source.ReadAtLeast(gzip, gzip.Length, throwOnEndOfStream: false);
        if (count == gzip.Length)
        {
            throw new DataException($"{from}: longer than any gzip file of the {Length} bytes of {Set}'s {Name}.");
        }

        Array.Resize(ref gzip, count);
        using var plain = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        var content = Check(from, plain);
        GzipMember.RequireOnlyOne(gzip);
        return content;
    }

    private byte[] Check(string from, Stream plain)
    {
        var content = new byte[Length];
        var count = plain.ReadAtLeast(content, Length, throwOnEndOfStream: false);
        if (count < Length)
        {
            throw new DataException($"{from}: truncated: its content ends after {count} of {Length} bytes.");
        }

        if (plain.ReadByte() >= 0)
        {
            throw new DataException($"{from}: longer than the {Length} bytes that {Set}'s {Name} has.");
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return sha256 == Sha256
            ? content
            : throw new DataException(
                $"{from}: not {Set}'s {Name}, or damaged: its SHA-256 is {sha256}, expected {Sha256}.");
    }
}
