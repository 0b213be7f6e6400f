using System.Globalization;
using System.Text;
using CsvHelper;

namespace Pruning.Reproductions.Reporting;

/// <summary>
/// Writes <c>audit.csv</c>: a row for each claim and reading, comma-separated by RFC 4180, in UTF-8. Numbers have
/// enough digits to restore the same bits; what does not apply is an empty field.
/// </summary>
public static class AuditCsv
{
    /// <summary>The columns: their names, and their fields.</summary>
    private static readonly (string Name, Func<ClaimResult, ReadingResult, string?> Field)[] Columns =
    [
        ("claim", (c, _) => c.Id),
        ("document", (c, _) => c.Document),
        ("kind", (c, _) => c.Kind),
        ("reading", (_, r) => r.Id),
        ("primary", (_, r) => r.Primary ? "true" : "false"),
        ("choices", (_, r) => string.Join("; ", r.Choices.Select(choice => $"{choice.Key}={choice.Value}"))),
        ("published_value", (c, _) => Number(c.Published.Value)),
        ("published_effect", (c, _) => Number(c.Published.Effect)),
        ("published_text", (c, _) => c.Published.Text),
        ("unit", (c, _) => c.Published.Unit),
        ("quantity", (_, r) => r.Judgement.Quantity),
        ("estimate", (_, r) => Number(r.Judgement.Estimate)),
        ("low", (_, r) => Number(r.Judgement.DecidingLower)),
        ("high", (_, r) => Number(r.Judgement.DecidingUpper)),
        ("seeds_low", (_, r) => Number(r.Judgement.Lower)),
        ("seeds_high", (_, r) => Number(r.Judgement.Upper)),
        ("level", (_, r) => Number(r.Judgement.Level)),
        ("sd", (_, r) => Number(r.Judgement.Sd)),
        ("margin", (_, r) => Number(r.Judgement.Margin)),
        ("p", (_, r) => Number(r.Judgement.PValue)),
        ("p_against", (_, r) => Number(r.Judgement.PAgainst)),
        ("n", (_, r) => r.N.ToString(CultureInfo.InvariantCulture)),
        ("diverged", (_, r) => r.Judgement.Diverged.ToString(CultureInfo.InvariantCulture)),
        ("verdict", (_, r) => VerdictText.Of(r.Judgement.Verdict)),
        ("qualifiers", (_, r) => string.Join("; ", VerdictText.Qualifiers(r))),
        ("claim_verdict", (c, _) => VerdictText.Of(c.Verdict)),
        ("hangs_on", (c, _) => string.Join("; ", c.HangsOn)),
        ("statement", (c, _) => c.Statement),
    ];

    /// <summary>The table's text.</summary>
    public static string Render(AuditResult result)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, new() { NewLine = "\r\n" }, leaveOpen: true))
        {
            csv.WriteRecord([.. Columns.Select(c => c.Name)]);
            foreach (var claim in result.Claims)
            {
                foreach (var reading in claim.Readings)
                {
                    csv.WriteRecord([.. Columns.Select(c => c.Field(claim, reading) ?? string.Empty)]);
                }
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
