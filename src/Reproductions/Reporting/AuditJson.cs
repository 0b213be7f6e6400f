using System.Text.Json;

namespace Pruning.Reproductions.Reporting;

/// <summary>
/// Reads and writes <c>audit.json</c>, schema version 2. Names are camel case, values that do not apply are null,
/// numbers have enough digits to restore the same bits, and every number is finite.
/// </summary>
public static class AuditJson
{
    public const int SchemaVersion = 2;

    /// <summary>Formats a result as the text of <c>audit.json</c>.</summary>
    /// <exception cref="InvalidOperationException">A number is not finite; the message names its field.</exception>
    public static string Serialize(AuditResult result)
    {
        var document = new AuditDocument(SchemaVersion, new(result.Environment), result.Claims);
        if (NonFinite.Find(document, AuditSchema.Nested) is { } field)
        {
            throw new InvalidOperationException(
                $"audit.json: {field} is not a finite number; a value that does not apply must be null.");
        }

        return JsonSerializer.Serialize(document, AuditSchema.Options) + "\n";
    }

    /// <summary>Parses the output of <see cref="Serialize"/>; unknown fields are skipped.</summary>
    /// <exception cref="InvalidDataException">
    /// Not JSON, a field is missing, of the wrong type or not finite, or another version wrote it.
    /// </exception>
    public static AuditResult Parse(string json)
    {
        try
        {
            CheckVersion(json);
            var document = JsonSerializer.Deserialize<AuditDocument>(json, AuditSchema.Options)!;
            if (NullItems.Find(document, AuditSchema.Nested) is { } empty)
            {
                throw new InvalidDataException($"audit.json: {empty} is null.");
            }

            var result = new AuditResult(document.Environment, [.. document.Claims.Select(WithOnePrimary)]);
            if (result.Claims.CountBy(c => c.Id).FirstOrDefault(c => c.Value > 1) is { Key: { } twice })
            {
                throw new InvalidDataException($"audit.json: {twice} is there twice.");
            }

            return NonFinite.Find(result, AuditSchema.Nested) is { } field
                ? throw new InvalidDataException($"audit.json: {field} is beyond any number that an audit writes.")
                : result;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The second: a record does not take what the file gives it.
            throw new InvalidDataException($"audit.json cannot be read: {e.Message}", e);
        }
    }

    private static void CheckVersion(string json)
    {
        using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schemaVersion", out var version))
        {
            throw new InvalidDataException("audit.json has no schemaVersion: it is not the report of an audit.");
        }

        if (version.ToString() != $"{SchemaVersion}")
        {
            throw new InvalidDataException(
                $"audit.json has schema version {version}, this program reads {SchemaVersion}. Run the audit again.");
        }
    }

    private static ClaimResult WithOnePrimary(ClaimResult claim)
    {
        var count = claim.Readings.Count(r => r.Primary);
        return count == 1
            ? claim
            : throw new InvalidDataException(
                $"audit.json: {claim.Id} has {count} primary readings, expected one.");
    }

    /// <summary>Root object of the file.</summary>
    private sealed record AuditDocument(
        int SchemaVersion, Dictionary<string, string> Environment, IReadOnlyList<ClaimResult> Claims);
}
