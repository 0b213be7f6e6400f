namespace Pruning.Shared.Data.Sources;

/// <summary>The checksum of gzip: CRC-32 with the reversed polynomial 0xEDB88320, all bits inverted before and after (RFC 1952, section 8).</summary>
internal sealed class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] OfByte = [.. Enumerable.Range(0, 256).Select(b => Enumerable.Range(0, 8).Aggregate((uint)b, (c, _) => (c >> 1) ^ ((c & 1) * Polynomial)))];

    private uint state = uint.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    public uint Value => ~state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var current = state;
        foreach (var b in bytes)
        {
            current = (current >> 8) ^ OfByte[(byte)(current ^ b)];
        }

        state = current;
    }
}
