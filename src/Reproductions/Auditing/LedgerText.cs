namespace Pruning.Reproductions.Auditing;

/// <summary>Cuts the file of a ledger into lines.</summary>
internal static class LedgerText
{
    /// <summary>Takes a line, without its end.</summary>
    public delegate void LineAction(ReadOnlySpan<byte> line);

    /// <summary>Calls an action for each line that has an end.</summary>
    /// <returns>What follows the last end; nothing, unless a process was killed as it wrote.</returns>
    /// <exception cref="AuditException">A line is longer than any array.</exception>
    public static byte[] ReadLines(FileStream file, LineAction line)
    {
        file.Seek(0, SeekOrigin.Begin);
        var left = file.Length; // 0 for a device, which may have no end
        var buffer = new byte[1 << 16];
        for (int start = 0, end = 0, read; ; end += read)
        {
            for (int length; (length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                line(buffer.AsSpan(start, length));
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                // A line longer than an array fails here; the longest ever written had some megabytes.
                Array.Resize(ref buffer, end > Array.MaxLength / 2
                    ? throw new AuditException($"{file.Name} is no ledger: a line in it is longer than {end} bytes.")
                    : 2 * end);
            }

            if ((read = file.Read(buffer, end, (int)Math.Min(buffer.Length - end, left))) == 0)
            {
                return buffer[..end];
            }

            left -= read;
        }
    }

    /// <summary>Whether nothing is in a line.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => !line.ContainsAnyExcept((byte)'\r', (byte)' ', (byte)'\t');
}
