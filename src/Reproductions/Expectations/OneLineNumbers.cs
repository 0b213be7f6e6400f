using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pruning.Reproductions.Expectations;

/// <summary>Writes a list of numbers on one line, so that a difference between two files shows which metric moved.</summary>
internal sealed class OneLineNumbers : JsonConverter<IReadOnlyList<double?>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<double?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<double?[]>(ref reader) ?? [];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double?> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(v => v is { } x ? JsonSerializer.Serialize(x) : "null"))}]");
}
