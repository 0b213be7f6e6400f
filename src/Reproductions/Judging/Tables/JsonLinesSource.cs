using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>A table as JSON lines: one object a line, its fields being the columns.</summary>
internal sealed partial class JsonLinesSource : TableSource
{
    // Of two fields of one name it could not be said which is meant.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly StreamReader reader;
    private readonly string file;
    private readonly Dictionary<string, int> slots = [];
    private readonly List<string?> fields = [];
    private readonly List<bool> present = [];
    private readonly string[] columns;
    private long line;

    /// <summary>Whether the current row is the first, which was read for its columns.</summary>
    private bool first = true;

    private JsonDocument? row;

    public JsonLinesSource(Stream stream, string file)
    {
        (reader, this.file) = (Utf8(stream), file);
        columns = Next() ? [.. row!.RootElement.EnumerateObject().Select(p => p.Name)] : [];
    }

    public override long Place => line;

    public override IReadOnlyList<string> Columns => columns;

    public override bool Has(string column) => true;

    public override int SlotOf(string column)
    {
        if (slots.TryAdd(column, fields.Count))
        {
            fields.Add(null);
            present.Add(false);
        }

        return slots[column];
    }

    public override bool Read()
    {
        if (!first && !Next())
        {
            return false;
        }

        first = false;
        for (var i = 0; i < fields.Count; i++)
        {
            (fields[i], present[i]) = (null, false);
        }

        foreach (var property in row!.RootElement.EnumerateObject())
        {
            if (slots.TryGetValue(property.Name, out var slot))
            {
                present[slot] = true;
                fields[slot] = property.Value.ValueKind switch
                {
                    JsonValueKind.String => property.Value.GetString()!.Trim() is { Length: > 0 } text ? text : null,
                    JsonValueKind.Null => null,
                    _ => property.Value.GetRawText(),
                };
            }
        }

        return true;
    }

    public override string? Text(int slot) => fields[slot];

    public override bool Lacks(int slot) => !present[slot];

    protected override void Dispose(bool disposing)
    {
        row?.Dispose();
        reader.Dispose();
    }

    private bool Next()
    {
        row?.Dispose();
        row = null;
        try
        {
            while (reader.ReadLine() is { } text)
            {
                line++;
                if (!string.IsNullOrWhiteSpace(text))
                {
                    row = Parse(text);
                    return true;
                }
            }

            return false;
        }
        catch (DecoderFallbackException e)
        {
            throw NotUtf8(file, e);
        }
    }

    private JsonDocument Parse(string text)
    {
        try
        {
            var parsed = ParsePython(text);
            DemandWholeTexts(parsed.RootElement);
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? parsed : throw new JsonException(
                $"It is {parsed.RootElement.ValueKind.ToString().ToLowerInvariant()}.");
        }
        catch (JsonException e)
        {
            throw new AuditException($"{file}, line {line}: not a JSON object, which every line must be. "
                + e.Message.Split(" Path:")[0].Split(" LineNumber:")[0], e);
        }
        catch (InvalidOperationException e)
        {
            throw new AuditException($"{file}, line {line}: a text holds half of a character (\\ud800 to \\udfff "
                + "without its other half).", e);
        }
    }

    /// <summary>Names and texts of a row, which are decoded only when they are asked for, are Unicode.</summary>
    /// <exception cref="InvalidOperationException">One is not.</exception>
    private static void DemandWholeTexts(JsonElement row)
    {
        foreach (var field in row.ValueKind == JsonValueKind.Object ? row.EnumerateObject() : default)
        {
            _ = field.Name;
            _ = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString() : null;
        }
    }

    /// <summary>Parses JSON in which numbers that are not finite may stand as Python writes them.</summary>
    private static JsonDocument ParsePython(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException) when (text.Contains("NaN") || text.Contains("Infinity"))
        {
            return JsonDocument.Parse(
                NonFinite().Replace(text, m => m.Value[0] == '"' ? m.Value : $"\"{m.Value}\""), Strict);
        }
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-?Infinity|NaN
        """)]
    private static partial Regex NonFinite();
}
