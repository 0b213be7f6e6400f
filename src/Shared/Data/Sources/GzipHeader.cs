namespace Pruning.Shared.Data.Sources;

/// <summary>What stands before the content of a gzip file (RFC 1952, section 2.3).</summary>
internal static class GzipHeader
{
    private const int FixedLength = 10;
    private const int LongestField = 1 << 16;

    // Flags of the fourth byte: which further fields there are.
    private const int Checksum = 2;
    private const int Extra = 4;
    private const int Name = 8;
    private const int Comment = 16;
    private const int Reserved = 0xE0;

    /// <summary>Reads up to the first byte of the compressed content.</summary>
    /// <exception cref="InvalidDataException">It is no such header.</exception>
    public static void Skip(Stream source)
    {
        var start = Take(source, FixedLength);
        if (start is not [0x1F, 0x8B, 8, ..])
        {
            throw new InvalidDataException("it does not begin like one.");
        }

        var flags = start[3];
        if ((flags & Reserved) != 0)
        {
            throw new InvalidDataException("its header has unknown flags.");
        }

        if ((flags & Extra) != 0)
        {
            var length = Take(source, 2);
            Take(source, length[0] | (length[1] << 8));
        }

        foreach (var text in new[] { Name, Comment })
        {
            if ((flags & text) != 0)
            {
                SkipText(source);
            }
        }

        if ((flags & Checksum) != 0)
        {
            Take(source, 2);
        }
    }

    private static void SkipText(Stream source)
    {
        for (var i = 0; i < LongestField; i++)
        {
            if (Take(source, 1)[0] == 0)
            {
                return;
            }
        }

        throw new InvalidDataException("a text in its header does not end.");
    }

    private static byte[] Take(Stream source, int count)
    {
        var bytes = new byte[count];
        return source.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw new InvalidDataException("it ends within its header.");
    }
}
