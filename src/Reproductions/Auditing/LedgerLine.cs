using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Pruning.Reproductions.Auditing;

/// <summary>A line of the ledger: a replicate and its identity.</summary>
/// <param name="Bits">
/// Per-example lists of zeros and ones, such as "classified correctly"; 10,000 examples take two kilobytes.
/// </param>
public sealed record LedgerLine(
    string Key,
    [property: JsonPropertyName("experiment")] string Study,
    string Reading,
    string Protocol,
    int Seed,
    string Numerics,
    string Science,
    bool Diverged,
    double Seconds,
    IReadOnlyDictionary<string, double?> Values,
    IReadOnlyDictionary<string, IReadOnlyList<float?>> Examples,
    IReadOnlyDictionary<string, IReadOnlyList<float?>> Curves,
    IReadOnlyDictionary<string, string>? Bits = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string,
        LedgerTable>? Tables = null)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static LedgerLine Of(LedgerKey key, Replicate replicate) => new(
        key.Hash, key.Study, key.Reading, key.Protocol, replicate.Seed, key.Numerics, key.Science, replicate.Diverged,
            replicate.Seconds,
        replicate.Values.ToDictionary(v => v.Key, v => double.IsFinite(v.Value) ? v.Value : (double?)null),
        Floats(replicate.Examples.Where(e => !BitList.Fits(e.Value))),
        Floats(replicate.Curves),
        replicate.Examples.Where(e => BitList.Fits(e.Value))
            .ToDictionary(e => e.Key, e => BitList.Of(e.Value).ToText()),
        replicate.Tables.Count == 0 ? null : replicate.Tables.ToDictionary(t => t.Key, t => LedgerTable.Of(t.Value)));

    /// <summary>
    /// Converts the line to a replicate. Per-example values and curves have single precision, here and so everywhere.
    /// </summary>
    public Replicate ToReplicate() => new(
        Seed,
        Values.ToDictionary(v => v.Key, v => v.Value ?? double.NaN),
        WithBits(Doubles(Examples)),
        Doubles(Curves),
        Diverged,
        Seconds)
    {
        Tables = (Tables ?? new Dictionary<string, LedgerTable>()).ToDictionary(t => t.Key, t => t.Value.ToTable()),
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>
    /// Parses a line. Unknown fields are skipped, but a name that is not UTF-8 is an error: it may be a damaged known
    /// one.
    /// </summary>
    /// <exception cref="JsonException">The line is not a ledger line.</exception>
    public static LedgerLine Parse(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json) && JsonSerializer.Deserialize<LedgerLine>(json, Options) is { } line
            && NullItems.Find(line, Options) is null && line.IsFinite()
            ? line
            : throw new JsonException("The line is not UTF-8, it or an item in it is null, or a number is not finite.");

    /// <summary>
    /// Whether an unreadable line is from an earlier version, which wrote a machine's fingerprint instead of numerics.
    /// </summary>
    public static bool IsEarlier(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) is { } fields
                && fields.ContainsKey("fingerprint") && !fields.ContainsKey("numerics");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What is not finite is written as null, so a number too large for its type is damage.</summary>
    private bool IsFinite() => double.IsFinite(Seconds)
        && Values.Values.All(v => double.IsFinite(v ?? 0))
        && Examples.Values.Concat(Curves.Values).Concat(Tables?.Values.Select(t => t.Values) ?? [])
            .All(list => list.All(v => float.IsFinite(v ?? 0)));

    private static Dictionary<string, IReadOnlyList<float?>> Floats(IEnumerable<KeyValuePair<string,
        IReadOnlyList<double>>> lists) =>
        lists.ToDictionary(l => l.Key,
            l => (IReadOnlyList<float?>)[.. l.Value.Select(v => float.IsFinite((float)v) ? (float)v : (float?)null)]);

    private static Dictionary<string, IReadOnlyList<double>> Doubles(IReadOnlyDictionary<string,
        IReadOnlyList<float?>> lists) =>
        lists.ToDictionary(l => l.Key, l => (IReadOnlyList<double>)[.. l.Value.Select(v => v ?? double.NaN)]);

    private Dictionary<string, IReadOnlyList<double>> WithBits(Dictionary<string, IReadOnlyList<double>> lists)
    {
        foreach (var (name, text) in Bits ?? new Dictionary<string, string>())
        {
            lists[name] = BitList.Parse(text);
        }

        return lists;
    }
}
