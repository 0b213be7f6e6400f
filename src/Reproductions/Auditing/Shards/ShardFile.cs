using System.Text.Json;
using System.Text.Json.Serialization;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Auditing.Shards;

/// <summary>
/// What a shard's folder says of itself, in <c>shard.json</c>: which share of what it holds, and where it was run.
/// </summary>
/// <param name="Version">Version of the format, <see cref="FormatVersion"/>.</param>
/// <param name="Shard"><c>2/8</c>.</param>
/// <param name="Selection">The claims as the command line named them.</param>
/// <param name="Claims">Ids of the claims, in the order of the report.</param>
/// <param name="Replicates">Replicates of every reading; null: the registered number.</param>
/// <param name="Long">Whether long studies are run, and all looks taken.</param>
/// <param name="Science">Version of the science code.</param>
/// <param name="Environment">Facts of the machine, as in the report.</param>
/// <param name="Missing">Why a reading's data were missing there, by <see cref="NameOf"/>.</param>
public sealed record ShardFile(
    int Version,
    string Shard,
    string Selection,
    IReadOnlyList<string> Claims,
    ReadingSet Readings,
    int? Replicates,
    bool Long,
    string Science,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyDictionary<string, string> Missing)
{
    public const string FileName = "shard.json";

    public const int FormatVersion = 1;

    private static readonly string[] Facts = ["device", "numerics"];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>What bits depend on besides the code.</summary>
    [JsonIgnore]
    public string Numerics => Environment["numerics"];

    /// <summary>Says what a shard is asked for.</summary>
    /// <param name="selection">The claims as the command line named them.</param>
    public static ShardFile Of(Shard shard, AuditOptions options, string selection, RunEnvironment environment) => new(
        FormatVersion, shard.ToString(), selection, [.. options.Claims.Select(c => c.Id)], options.Readings,
        options.Replicates, options.Long, ScienceVersion.Current, environment.Facts,
        options.Studies.SelectMany(s => options.ReadingsOf(s).Select(r => (Name: NameOf(s, r), Why: s.Missing(r))))
            .Where(m => m.Why is not null).ToDictionary(m => m.Name, m => m.Why!));

    /// <summary>Name of a study's reading.</summary>
    public static string NameOf(Study study, Reading reading) => $"{study.Id} {reading.Id}";

    /// <summary>Reads the file of a folder; null: there is none.</summary>
    /// <exception cref="AuditException">The file is damaged, or a later version of this program wrote it.</exception>
    public static ShardFile? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        ShardFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ShardFile>(File.ReadAllBytes(path), Options);
        }
        catch (JsonException e)
        {
            throw Damaged(path, e.Message, e);
        }

        return file switch
        {
            null => throw Damaged(path, "it is null"),
            { Version: not FormatVersion } => throw new AuditException($"{path} has version {file.Version} of its "
                + $"format; this program reads {FormatVersion}. Merge with the program that ran the shard."),
            _ when Shards.Shard.Parse(file.Shard) is null => throw Damaged(path, $"'{file.Shard}' is no shard"),
            _ when NullItems.Find(file, Options) is { } empty => throw Damaged(path, $"{empty} is null"),
            _ when !Facts.All(file.Environment.ContainsKey) => throw Damaged(path, "a fact is missing"),
            _ => file,
        };
    }

    /// <summary>Writes the file into a folder.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string folder) =>
        AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Options) + "\n");

    /// <summary>In what another shard was asked for something else, in a few words; null: in nothing.</summary>
    public string? DifferenceTo(ShardFile other) =>
        !Claims.ToHashSet().SetEquals(other.Claims) ? Differing("claims", Selection, other.Selection)
            : Readings != other.Readings ? Differing("readings", Name(Readings), Name(other.Readings))
            : Replicates != other.Replicates ? Differing("replicates", Count(this), Count(other))
            : null;

    private static string Name(ReadingSet readings) => $"{readings}".ToLowerInvariant();

    private static string Count(ShardFile file) => file.Replicates?.ToString() ?? "as registered";

    private static string Differing(string what, string here, string there) => $"{what} ({here}; {there})";

    private static AuditException Damaged(string path, string why, Exception? cause = null) => new(
        $"{path} cannot be read: {why.TrimEnd('.')}. Delete it and run the shard again, which reuses its ledger.",
        cause!);
}
