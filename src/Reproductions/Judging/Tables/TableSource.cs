using System.Text;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>A table that is read row by row.</summary>
internal abstract class TableSource : IDisposable
{
    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4];
    private static readonly byte[] Gzip = [0x1F, 0x8B];
    private static readonly byte[] Parquet = "PAR1"u8.ToArray();

    /// <summary>What a row's number counts: <c>line</c> or <c>row</c>.</summary>
    public virtual string PlaceIs => "line";

    /// <summary>Number of the current row's line in the file, from 1.</summary>
    public abstract long Place { get; }

    /// <summary>Whether numbers may have a decimal comma without the claims file saying so.</summary>
    public virtual bool MayHaveDecimalCommas => false;

    /// <summary>Names of the columns; of a table without a header those of the first row.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>Opens a table by what it holds: Parquet, JSON lines, or else CSV.</summary>
    /// <param name="stream">The file, at its start.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="AuditException">It is none of these; the message says what to do.</exception>
    public static TableSource Open(Stream stream, string file)
    {
        var head = new byte[4096];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        var start = head.AsSpan(0, length);
        if (start.StartsWith(Parquet))
        {
            return new ParquetSource(stream, file);
        }

        if (start.StartsWith(Gzip))
        {
            throw new AuditException($"{file} is compressed; unpack it first: gunzip -k '{file}'");
        }

        if (start.StartsWith(Zip))
        {
            throw new AuditException($"{file} is a workbook or an archive, not a table of text. Save it as CSV "
                + "(UTF-8), or unpack it.");
        }

        DemandText(stream, start, file);
        return FirstCharacter(start) switch
        {
            '{' => new JsonLinesSource(stream, file),
            '[' => throw new AuditException($"{file} is one JSON array; write one object a line without commas between "
                + "them (JSON lines)."),
            null => throw new AuditException($"{file} is empty; expected a header and rows."),
            _ => new CsvSource(stream, file),
        };
    }

    /// <summary>Whether the table has a column; of JSON lines any may come up later.</summary>
    public virtual bool Has(string column) => Columns.Contains(column);

    /// <summary>Number by which <see cref="Text"/> finds a column.</summary>
    public abstract int SlotOf(string column);

    /// <summary>Goes on to the next row with content.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="AuditException">The table is damaged there.</exception>
    public abstract bool Read();

    /// <summary>A field of the current row without spaces around it; null where it is absent or empty.</summary>
    public abstract string? Text(int slot);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Whether the current row lacks a column that others have, which is not the same as an empty field.
    /// </summary>
    public virtual bool Lacks(int slot) => false;

    protected abstract void Dispose(bool disposing);

    /// <summary>Reads UTF-8, or what a byte order mark says; invalid bytes are an error.</summary>
    protected static StreamReader Utf8(Stream stream, bool leaveOpen = false) =>
        new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), leaveOpen: leaveOpen);

    protected static AuditException NotUtf8(string file, DecoderFallbackException e) =>
        new($"{file} is not UTF-8; save it in that encoding (in a spreadsheet: \"CSV UTF-8\").", e);

    /// <summary>Checks that no zeros stand in a text, in which .NET would read numbers all the same.</summary>
    private static void DemandText(Stream stream, ReadOnlySpan<byte> start, string file)
    {
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return; // UTF-16, by its mark
        }

        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (buffer.AsSpan(0, read).IndexOf((byte)0) is >= 0 and var at)
            {
                throw new AuditException($"{file} is not a table of text: byte {stream.Position - read + at + 1} is "
                    + "zero, as in UTF-16 without its mark. Save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\").");
            }
        }

        stream.Position = 0;
    }

    private static char? FirstCharacter(ReadOnlySpan<byte> start)
    {
        // A byte order mark, and the zeros of UTF-16, are no characters of the table.
        foreach (var b in start)
        {
            if (b is not (0xEF or 0xBB or 0xBF or 0xFF or 0xFE or 0) && !char.IsWhiteSpace((char)b))
            {
                return (char)b;
            }
        }

        return null;
    }
}
