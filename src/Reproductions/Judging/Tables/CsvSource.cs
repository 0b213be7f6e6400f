using System.Text;
using CsvHelper;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>A table as CSV, separated by commas, semicolons, tabs or bars, whichever its header has.</summary>
internal sealed class CsvSource : TableSource
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private readonly CsvReader csv;
    private readonly string file;
    private readonly string[] columns;
    private readonly char separator;

    /// <summary>Number of columns without those at the end that have no name.</summary>
    private readonly int named;

    public CsvSource(Stream stream, string file)
    {
        this.file = file;
        try
        {
            separator = SeparatorOf(stream);
            csv = CsvReader.Create(Utf8(stream), new()
            {
                Separator = separator,
                HasHeader = false,
                TrimWhitespace = true,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                PoolStrings = true,
            }, leaveOpen: false);
        }
        catch (DecoderFallbackException e)
        {
            throw NotUtf8(file, e);
        }

        columns = ReadRecord() ? [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)] : [];
        named = Array.FindLastIndex(columns, c => !string.IsNullOrWhiteSpace(c)) + 1;
    }

    public override long Place => csv.LineNumber;

    public override bool MayHaveDecimalCommas => separator == ';';

    public override IReadOnlyList<string> Columns => columns;

    public override int SlotOf(string column) =>
        columns.Count(c => c == column) > 1
            ? throw new AuditException($"{file} has two columns called '{column}'; rename or remove one.")
            : Array.IndexOf(columns, column);

    public override bool Read()
    {
        while (ReadRecord())
        {
            // Spreadsheets leave separators where a row was deleted.
            if (Enumerable.Range(0, csv.FieldCount).All(i => Text(i) is null))
            {
                continue;
            }

            var last = csv.FieldCount;
            while (last > columns.Length && Text(last - 1) is null)
            {
                last--;
            }

            return last >= named && last <= columns.Length ? true : throw new AuditException(
                $"{file}, line {Place}: {csv.FieldCount} fields, but the header has {columns.Length}."
                + (separator == ',' && csv.FieldCount > columns.Length
                    ? " A number with a decimal comma needs quotes, or another separator in the whole file."
                    : " Put a field that holds the separator in quotes."));
        }

        return false;
    }

    public override string? Text(int slot) =>
        csv.GetString(slot) is { } text && text.AsSpan().Trim() is { Length: > 0 } trimmed
            ? trimmed.Length == text.Length ? text : trimmed.ToString()
            : null;

    protected override void Dispose(bool disposing) => csv.Dispose();

    private bool ReadRecord()
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new AuditException($"{file}: not a CSV table. {e.Message}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw NotUtf8(file, e);
        }
    }

    /// <summary>The separator that the header has most of, or that a line <c>sep=;</c> before it names.</summary>
    private static char SeparatorOf(Stream stream)
    {
        using var reader = Utf8(stream, leaveOpen: true);
        string? line;
        do
        {
            line = reader.ReadLine();
        }
        while (line is not null && string.IsNullOrWhiteSpace(line));

        stream.Position = 0;
        if (line?.Trim() is ['s', 'e', 'p', '=', var named])
        {
            return named;
        }

        // What stands in quotes separates nothing.
        var bare = string.Concat((line ?? string.Empty).Split('"').Where((_, i) => i % 2 == 0));
        return Separators.MaxBy(s => bare.Count(c => c == s));
    }
}
