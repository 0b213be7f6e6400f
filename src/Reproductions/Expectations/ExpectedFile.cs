using System.Text.Json;
using System.Text.Json.Serialization;
using Pruning.Reproductions.Auditing;

namespace Pruning.Reproductions.Expectations;

/// <summary>What <c>expected/&lt;document&gt;/&lt;claim&gt;.verified.json</c> holds.</summary>
/// <param name="Audit">The primary reading at its registered n; null until an audit was accepted.</param>
/// <param name="Check">The short run that the tests repeat.</param>
public sealed record ExpectedFile(string Claim, AuditPart? Audit, CheckPart Check)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new OneLineNumbers() },
    };

    /// <summary>Reads the file at <paramref name="path"/>; null: there is none.</summary>
    /// <exception cref="AuditException">It is damaged; the message names it.</exception>
    public static ExpectedFile? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ExpectedFile>(File.ReadAllText(path), Options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new AuditException($"{path} is not an expected file: {e.Message} Restore it from version control, or accept anew.", e);
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var passing = path + ".tmp";
        try
        {
            File.WriteAllText(passing, JsonSerializer.Serialize(this, Options) + "\n");
            File.Move(passing, path, overwrite: true);
        }
        finally
        {
            File.Delete(passing);
        }
    }
}

/// <summary>The verdict that the README shows, with its evidence.</summary>
/// <param name="Published">The published figure as the table shows it.</param>
/// <param name="Measured">The estimate with its interval as the table shows it.</param>
/// <param name="Words">The verdict with all that restricts it.</param>
/// <param name="Fingerprint">The numeric fingerprint of the machine that measured it.</param>
public sealed record AuditPart(
    ClaimKind Kind,
    Verdict Verdict,
    int N,
    int RuleVersion,
    double? Estimate,
    double? Lower,
    double? Upper,
    double? Sd,
    double? Margin,
    double? PValue,
    double? PFlip,
    double? PHolm,
    bool Fragile,
    int Diverged,
    double? PublishedPercentile,
    double? SingleRunShare,
    string Published,
    string Measured,
    string Words,
    string Fingerprint);

/// <summary>The short run.</summary>
/// <param name="N">Its replicates.</param>
/// <param name="Deviations">In what it departs from the registered protocol.</param>
/// <param name="Entries">One entry per numeric fingerprint.</param>
public sealed record CheckPart(int N, IReadOnlyList<string> Deviations, IReadOnlyDictionary<string, CheckEntry> Entries);

/// <summary>What the short run gave on one kind of machine.</summary>
/// <param name="Engine">The parts of the fingerprint.</param>
/// <param name="Verdict">The claim's rule over the short run.</param>
/// <param name="Start">By name, seed by seed: initial parameters and metrics after the first steps.</param>
/// <param name="Metrics">By name, seed by seed: every metric of the claim's arms. Null: not finite.</param>
public sealed record CheckEntry(
    IReadOnlyDictionary<string, string> Engine,
    Verdict Verdict,
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Start,
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Metrics);
