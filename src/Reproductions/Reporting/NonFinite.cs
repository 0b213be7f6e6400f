using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pruning.Reproductions.Reporting;

/// <summary>Finds numbers that JSON cannot represent, in the properties that the serializer writes.</summary>
internal static class NonFinite
{
    /// <summary>
    /// Path of the first NaN or infinity in <paramref name="value"/> (<c>claims[0].readings[1].estimate</c>); null:
    /// none.
    /// </summary>
    public static string? Find(object? value, JsonSerializerOptions options, string path = "")
    {
        switch (value)
        {
            case null or string or Enum:
                return null;
            case double number:
                return double.IsFinite(number) ? null : path;
            case IDictionary entries:
                return First(entries.Keys.Cast<object>().Select(key => (entries[key], $"{path}[\"{key}\"]")));
            case IEnumerable items:
                return First(items.Cast<object?>().Select((item, i) => (item, $"{path}[{i}]")));
        }

        var type = options.GetTypeInfo(value.GetType());
        return type.Kind == JsonTypeInfoKind.Object
            ? First(type.Properties.Where(p => p.Get is not null).Select(p => (p.Get!(value), Join(p.Name))))
            : null;

        string? First(IEnumerable<(object? Value, string Path)> fields) =>
            fields.Select(f => Find(f.Value, options, f.Path)).FirstOrDefault(found => found is not null);

        // In the file a judgement's fields are merged into its reading's.
        string Join(string name) => name == "judgement" ? path : path.Length == 0 ? name : $"{path}.{name}";
    }
}
