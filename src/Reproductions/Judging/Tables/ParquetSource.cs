using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>A table as Apache Parquet; of each row group the columns that are asked for are in memory.</summary>
internal sealed class ParquetSource : TableSource
{
    private readonly ParquetReader reader;
    private readonly string file;
    private readonly DataField[] schema;
    private readonly List<(DataField Field, Func<int, string?>? Text)> slots = [];
    private int group = -1;
    private int row;
    private int rows;

    public ParquetSource(Stream stream, string file)
    {
        this.file = file;
        reader = Reading(() => Wait(ParquetReader.CreateAsync(stream)));
        schema = reader.Schema.DataFields;
        Columns = [.. schema.Select(f => f.Path.ToString())];
    }

    public override string PlaceIs => "row";

    public override long Place => place;

    public override IReadOnlyList<string> Columns { get; }

    private long place;

    public override int SlotOf(string column)
    {
        if (schema.FirstOrDefault(f => f.Path.ToString() == column) is not { } field)
        {
            return -1;
        }

        slots.Add((field, null));
        return slots.Count - 1;
    }

    public override bool Read()
    {
        for (row++; row >= rows; row = 0)
        {
            if (++group >= reader.RowGroupCount)
            {
                return false;
            }

            Reading(Load);
        }

        place++;
        return true;
    }

    public override string? Text(int slot) => slots[slot].Text!(row)?.Trim() is { Length: > 0 } text ? text : null;

    protected override void Dispose(bool disposing) => Wait(reader.DisposeAsync().AsTask().ContinueWith(_ => true));

    private bool Load()
    {
        using var part = reader.OpenRowGroupReader(group);
        rows = checked((int)part.RowCount);
        for (var i = 0; i < slots.Count; i++)
        {
            slots[i] = (slots[i].Field, Column(part, slots[i].Field));
        }

        return true;
    }

    private Func<int, string?> Column(ParquetRowGroupReader part, DataField field)
    {
        if (field.IsArray)
        {
            throw new AuditException($"{file}: the column '{field.Path}' holds lists; expected one value a row.");
        }

        var type = field.ClrType;
        if (type == typeof(string) || type == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows];
            Wait(part.ReadAsync(field, texts.AsMemory()!));
            return i => texts[i];
        }

        return type switch
        {
            _ when type == typeof(double) => Values<double>(),
            _ when type == typeof(float) => Values<float>(v => ((double)v).ToString("R", CultureInfo.InvariantCulture)),
            _ when type == typeof(int) => Values<int>(),
            _ when type == typeof(long) => Values<long>(),
            _ when type == typeof(short) => Values<short>(),
            _ when type == typeof(sbyte) => Values<sbyte>(),
            _ when type == typeof(byte) => Values<byte>(),
            _ when type == typeof(ushort) => Values<ushort>(),
            _ when type == typeof(uint) => Values<uint>(),
            _ when type == typeof(ulong) => Values<ulong>(),
            _ when type == typeof(decimal) => Values<decimal>(),
            _ when type == typeof(bool) => Values<bool>(v => v ? "true" : "false"),
            _ => throw new AuditException($"{file}: the column '{field.Path}' holds {type.Name}; expected texts or "
                + "numbers."),
        };

        Func<int, string?> Values<T>(Func<T, string>? format = null)
            where T : struct
        {
            format ??= v => ((IFormattable)v).ToString(null, CultureInfo.InvariantCulture);
            if (field.IsNullable)
            {
                var some = new T?[rows];
                Wait(part.ReadAsync(field, some.AsMemory()));
                return i => some[i] is { } value ? format(value) : null;
            }

            var all = new T[rows];
            Wait(part.ReadAsync(field, all.AsMemory()));
            return i => format(all[i]);
        }
    }

    private T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not AuditException)
        {
            // A damaged file may fail anywhere in the library, and by a length that no memory has.
            throw new AuditException($"{file} cannot be read as Parquet: {e.Message}", e);
        }
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
