using System.Text.Json;
using System.Text.Json.Serialization;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Expectations;

/// <summary>Content of <c>expected/&lt;document&gt;/&lt;claim&gt;.verified.json</c>.</summary>
/// <param name="Audit">The primary reading at its registered n; null before an audit is accepted.</param>
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
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new OneLine<int>(), new OneLine<double?>() },
    };

    /// <summary>Reads the file at <paramref name="path"/>; null if it does not exist.</summary>
    /// <exception cref="AuditException">The file is damaged; the message names it.</exception>
    public static ExpectedFile? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ExpectedFile>(File.ReadAllText(path), Options)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new AuditException($"{path} is not an expected file: {e.Message} Restore it from version control, or "
                + "accept again.", e);
        }
    }

    /// <summary>Writes the file atomically.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, JsonSerializer.Serialize(this, Options) + "\n");
    }
}
