using System.Buffers.Binary;
using System.IO.Compression;

namespace Pruning.Shared.Data.Sources;

/// <summary>
/// The content of a gzip file (RFC 1952) of one member that ends where the file ends. The framework's own reader passes over a missing end and over
/// what follows; here either is an error, a second member included, as is any checksum that does not fit.
/// </summary>
/// <param name="length">Bytes of the content, as far as is known beforehand; it says how far to read ahead, nothing more.</param>
internal sealed class GzipContent(Stream source, long length) : ReadingStream
{
    // With the hundredth far more than the marks of incompressible blocks take.
    private const int Overhead = 1 << 16;

    private readonly Crc32 crc = new();
    private PacedStream? compressed;
    private DeflateStream? plain;
    private bool ended;

    /// <exception cref="InvalidDataException">It is no such file.</exception>
    protected override int ReadSome(Span<byte> buffer)
    {
        if (plain is null)
        {
            GzipHeader.Skip(source);
            compressed = new(source, () => length - Position, length + (length / 100) + Overhead);
            plain = new(compressed, CompressionMode.Decompress, leaveOpen: true);
        }

        var count = plain.Read(buffer);
        crc.Add(buffer[..count]);
        if (count == 0 && buffer.Length > 0 && !ended)
        {
            ended = true;
            CheckEnd(compressed!);
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            plain?.Dispose();
            compressed?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CheckEnd(PacedStream deflated)
    {
        Span<byte> trailer = stackalloc byte[8];
        if (deflated.Exhausted || source.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) < trailer.Length)
        {
            throw new InvalidDataException("it ends too early.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != crc.Value || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)Position)
        {
            throw new InvalidDataException("its checksum or length is not that of its content.");
        }

        if (source.ReadAtLeast(trailer[..1], 1, throwOnEndOfStream: false) > 0)
        {
            throw new InvalidDataException("something follows its end.");
        }
    }

    /// <summary>
    /// Hands deflated data on in pieces too short to reach beyond their end, since what the decompressor has taken it does not give back. A byte
    /// stands for at most 1032 bytes of content; near the end there is one at a time.
    /// </summary>
    private sealed class PacedStream(Stream source, Func<long> left, long longest) : ReadingStream
    {
        private const int MostPerByte = 1032;

        /// <summary>Whether more was asked for than there is.</summary>
        public bool Exhausted { get; private set; }

        protected override int ReadSome(Span<byte> buffer)
        {
            if (Position > longest)
            {
                throw new InvalidDataException("it is longer than its content can make it.");
            }

            // Bits of earlier bytes may still be on their way, hence two bytes less.
            var count = source.Read(buffer[..(int)Math.Clamp((left() / MostPerByte) - 2, 1, buffer.Length)]);
            Exhausted |= count == 0;
            return count;
        }
    }
}
