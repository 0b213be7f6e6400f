using System.IO.Compression;

namespace Pruning.Shared.Data.Sources;

/// <summary>
/// Finds where a gzip file ends (RFC 1952). <see cref="GZipStream"/> checks header, content and checksum, but passes
/// over a missing end, over further members and over whatever else follows.
/// </summary>
internal static class GzipMember
{
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;
    private const byte HasName = 8;

    /// <summary>Checks that a file that GZipStream could read is one whole member and nothing else.</summary>
    /// <exception cref="InvalidDataException">
    /// The end is missing, something follows it, or the header has rare fields.
    /// </exception>
    public static void RequireOnlyOne(byte[] gzip)
    {
        var start = gzip.Length < HeaderLength + TrailerLength ? gzip.Length : gzip[3] switch
        {
            0 => HeaderLength,
            HasName => Array.IndexOf(gzip, (byte)0, HeaderLength) + 1,
            _ => throw new InvalidDataException("its header has other fields than a name; pack it again with gzip."),
        };
        using var data = new EndFinder(gzip, start, Math.Max(0, gzip.Length - TrailerLength - start));
        using var plain = new DeflateStream(data, CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        while (plain.Read(buffer) > 0)
        {
        }

        if (data.IsOverrun || data.Position < data.Length)
        {
            throw new InvalidDataException(data.IsOverrun ? "it ends too early." : "something follows its end.");
        }
    }

    /// <summary>Hands out its last byte alone, so that a reader whose data end earlier has not read it.</summary>
    private sealed class EndFinder(byte[] bytes, int start, int count) : MemoryStream(bytes, start, count)
    {
        /// <summary>Whether more was asked for than there is.</summary>
        public bool IsOverrun { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            IsOverrun |= Position == Length;
            return base.Read(buffer, offset, (int)Math.Clamp(Length - Position - 1, 1, count));
        }
    }
}
