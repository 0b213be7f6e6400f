using System.Text.Json;
using System.Text.Json.Serialization;
using Pruning.Shared.Files;

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
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new OneLine<int>(), new OneLine<double?>() },
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
            return JsonSerializer.Deserialize<ExpectedFile>(File.ReadAllText(path), Options)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new AuditException($"{path} is not an expected file: {e.Message} Restore it from version control, or "
                + "accept anew.", e);
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, JsonSerializer.Serialize(this, Options) + "\n");
    }
}
