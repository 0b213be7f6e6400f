using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>
/// A table as JSON lines: one object a line, its fields being the columns; that of an object in it is called
/// <c>object.field</c>.
/// </summary>
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
        columns = Next() ? [.. NamesOf(row!.RootElement, string.Empty)] : [];
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

        Take(row!.RootElement, string.Empty);
        return true;
    }

    public override string? Text(int slot) => fields[slot];

    public override bool Lacks(int slot) => !present[slot];

    protected override void Dispose(bool disposing)
    {
        row?.Dispose();
        reader.Dispose();
    }

    private static IEnumerable<string> NamesOf(JsonElement of, string prefix) => of.EnumerateObject().SelectMany(p =>
        p.Value.ValueKind == JsonValueKind.Object ? NamesOf(p.Value, $"{prefix}{p.Name}.") : [prefix + p.Name]);

    private void Take(JsonElement of, string prefix)
    {
        foreach (var property in of.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (slots.TryGetValue(name, out var slot))
            {
                fields[slot] = present[slot]
                    ? throw new AuditException($"{file}, line {line}: '{name}' stands there twice; keep one.")
                    : TextOf(property.Value, name);
                present[slot] = true;
            }
            else if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Take(property.Value, name + ".");
            }
        }
    }

    private string? TextOf(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Null => null,
        JsonValueKind.Object => throw new AuditException($"{file}, line {line}: '{name}' is an object; its fields are "
            + $"called '{name}.FIELD'."),
        JsonValueKind.Array => throw new AuditException($"{file}, line {line}: '{name}' is a list; expected a number "
            + "or a text."),
        _ => value.GetRawText(),
    };

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
