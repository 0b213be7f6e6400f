using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pruning.Reproductions.Expectations;

/// <summary>
/// JSON converter that writes a list of numbers on one line, so that a file's diff shows which metric changed.
/// </summary>
internal sealed class OneLine<T> : JsonConverter<IReadOnlyList<T>>
{
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert,
        JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T[]>(ref reader) ?? [];

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(v => JsonSerializer.Serialize(v)))}]");
}
