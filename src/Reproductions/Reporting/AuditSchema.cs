using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pruning.Reproductions.Reporting;

/// <summary>Maps the records of an audit to the fields of <c>audit.json</c>.</summary>
internal static class AuditSchema
{
    /// <summary>Options for the records as nested: a reading's judgement is an object of its own.</summary>
    public static JsonSerializerOptions Nested { get; } = Create();

    /// <summary>Options for the file: a reading's judgement is merged into the reading's own fields.</summary>
    public static JsonSerializerOptions Options { get; } = Create(new FlatReading());

    private static JsonSerializerOptions Create(params JsonConverter[] further)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ShapeClaim, ShapeTable } },
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
                new OneLineList<int>(),
                new OneLineList<double>(),
                new OneLineList<double?>(),
            },
        };
        foreach (var converter in further)
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }

    /// <summary>Writes a claim's verdict before its readings, and its primary reading only among them.</summary>
    private static void ShapeClaim(JsonTypeInfo type)
    {
        if (type.Type == typeof(ClaimResult))
        {
            type.Properties.Remove(type.Properties.Single(p => p.Name == "primary"));
            type.Properties.Single(p => p.Name == "readings").Order = 1;
        }
    }

    /// <summary>Writes the names of a table's rows and columns on one line.</summary>
    private static void ShapeTable(JsonTypeInfo type)
    {
        if (type.Type != typeof(TableSummary))
        {
            return;
        }

        foreach (var names in type.Properties.Where(p => p.PropertyType == typeof(IReadOnlyList<string>)))
        {
            names.CustomConverter = new OneLineList<string>();
        }
    }

    /// <summary>Writes a list of numbers or short names on one line, to keep the file readable.</summary>
    private sealed class OneLineList<T> : JsonConverter<IReadOnlyList<T>>
    {
        private static readonly JsonSerializerOptions Plain = new()
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        public override IReadOnlyList<T> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T[]>(ref reader)!;

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
        {
            var line = JsonSerializer.SerializeToUtf8Bytes(value.ToArray(), Plain);
            writer.WriteRawValue(line, skipInputValidation: true);
        }
    }

    /// <summary>
    /// Merges a judgement into its reading; <c>n</c> is the number of replicates run, <c>judged</c> of those judged.
    /// </summary>
    private sealed class FlatReading : JsonConverter<ReadingResult>
    {
        private static readonly string[] Last = ["differences", "metrics", "curves", "tables"];

        public override void Write(Utf8JsonWriter writer, ReadingResult value, JsonSerializerOptions options)
        {
            var own = Nested.GetTypeInfo(typeof(ReadingResult)).Properties
                .Where(p => p.Name != "judgement")
                .ToLookup(p => Last.Contains(p.Name));
            writer.WriteStartObject();
            WriteAll(own[false], value, p => p.Name);
            writer.WriteNumber("ruleVersion", Rule.Version);
            WriteAll(Nested.GetTypeInfo(typeof(Judgement)).Properties, value.Judgement, FlatName);
            WriteAll(own[true], value, p => p.Name);
            writer.WriteEndObject();

            void WriteAll(IEnumerable<JsonPropertyInfo> properties, object of, Func<JsonPropertyInfo, string> name)
            {
                foreach (var property in properties.Where(p => p.Get is not null))
                {
                    writer.WritePropertyName(name(property));
                    JsonSerializer.Serialize(writer, property.Get!(of), property.PropertyType, Nested);
                }
            }
        }

        public override ReadingResult Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var flat = JsonNode.Parse(ref reader) as JsonObject
                ?? throw new JsonException("a reading must be an object");
            if (flat["ruleVersion"]?.ToJsonString() is { } version && version != $"{Rule.Version}")
            {
                throw new JsonException(
                    $"reading {flat["id"]} was judged by rules of version {version}, "
                    + $"this program has {Rule.Version}; run the audit again");
            }

            var judgement = new JsonObject();
            foreach (var property in Nested.GetTypeInfo(typeof(Judgement)).Properties)
            {
                if (flat.TryGetPropertyValue(FlatName(property), out var value))
                {
                    judgement[property.Name] = value?.DeepClone();
                }
            }

            flat["judgement"] = judgement;
            return flat.Deserialize<ReadingResult>(Nested)!;
        }

        private static string FlatName(JsonPropertyInfo property) => property.Name == "n" ? "judged" : property.Name;
    }
}
