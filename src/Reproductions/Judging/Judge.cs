using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pruning.Reproductions.Judging.Claims;
using Pruning.Reproductions.Judging.Tables;

namespace Pruning.Reproductions.Judging;

/// <summary>Judges the claims of a file by someone's runs.</summary>
internal static class Judge
{
    /// <summary>Reads a claims file.</summary>
    /// <exception cref="AuditException">It is wrong; the message has a line for every mistake.</exception>
    public static (ClaimsFile Claims, string Digest) ReadClaims(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var file = Path.GetFileName(path);
        try
        {
            using var reader = new StreamReader(new MemoryStream(bytes), new UTF8Encoding(false, true));
            return (ClaimsReader.Read(reader.ReadToEnd(), file), digest);
        }
        catch (DecoderFallbackException e)
        {
            throw new AuditException($"{file} is not UTF-8; save it in that encoding.", e);
        }
    }

    /// <summary>Reads the runs that the claims need, and judges them.</summary>
    /// <param name="claimsPath">Path of the claims file.</param>
    /// <param name="runsPath">Path of the table.</param>
    /// <exception cref="AuditException">A file is wrong, or runs are missing.</exception>
    public static AuditResult Run(string claimsPath, string runsPath) =>
        Run(ReadClaims(claimsPath), claimsPath, runsPath);

    /// <summary>Reads the runs that the claims of a file need, and judges them.</summary>
    /// <param name="stated">The file, as it was read.</param>
    /// <exception cref="AuditException">The table is wrong, or runs are missing.</exception>
    public static AuditResult Run((ClaimsFile Claims, string Digest) stated, string claimsPath, string runsPath)
    {
        var (claims, digest) = stated;
        var wanted = claims.Claims.SelectMany(c => c.Rule.Quantities).SelectMany(q => q.Cells).ToHashSet();
        CheckNames(wanted);
        var table = RunTable.Read(runsPath, claims.Layout, wanted);
        var document = new RunsDocument(claims.Document, claims.Title,
            [.. claims.Claims.Select(c => new Matching(c, table, claims.TestShare).Claim())]);
        ClaimResult[] judged = [.. document.Claims.AsParallel().AsOrdered().Select(c =>
            ClaimResults.Of(document, c, [(c.Readings[0], ((TableStudy)c.Study).Run)]))];
        return new(Facts(Path.GetFileName(claimsPath), digest, table),
            ClaimResults.AcrossDocuments(judged, [document]));
    }

    private static Dictionary<string, string> Facts(string claims, string digest, RunTable table)
    {
        var facts = FactsOf(claims, digest, table);
        if (table.Seeds.Legend() is { } legend)
        {
            facts["runs.seeds"] = legend;
        }

        return facts;
    }

    private static Dictionary<string, string> FactsOf(string claims, string digest, RunTable table) => new()
    {
        ["version"] = typeof(Judge).Assembly.GetName().Version?.ToString(3) ?? "0",
        ["time"] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["rules"] = $"version {Rule.Version}",
        ["claims"] = claims,
        ["claims.sha256"] = digest,
        ["runs"] = table.File,
        ["runs.sha256"] = table.Digest,
        ["runs.rows"] = table.Rows.ToString(CultureInfo.InvariantCulture),
        ["dotnet"] = Environment.Version.ToString(),
    };

    /// <summary>Replicates know a metric by one name, so two must not have the same.</summary>
    private static void CheckNames(IEnumerable<Cell> wanted)
    {
        foreach (var same in wanted.GroupBy(c => c.Name).Where(g => g.Count() > 1))
        {
            var (one, other) = (same.First(), same.Last());
            throw new AuditException($"'{one.Metric}' of the arm '{one.Arm}' and '{other.Metric}' of '{other.Arm}' are "
                + $"both called {same.Key}; rename an arm.");
        }
    }
}
