using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pruning.Reproductions.Expectations;

/// <summary>
/// Writes a list of numbers on one line, so that a difference between two files shows which metric moved.
/// </summary>
internal sealed class OneLine<T> : JsonConverter<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert,
        JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<T[]>(ref reader) ?? [];

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(v => JsonSerializer.Serialize(v)))}]");
}
