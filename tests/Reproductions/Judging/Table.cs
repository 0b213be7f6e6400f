using System.Globalization;
using System.Text;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Judging;

namespace Pruning.Tests.Reproductions.Judging;

/// <summary>A claims file and a table in a folder of their own, as one test needs them.</summary>
internal sealed class Table : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("judge-").FullName;

    public string Claims => Path.Combine(Folder, "claims.yaml");

    public string Runs => Path.Combine(Folder, "runs.csv");

    /// <summary>A claims file of one claim: by the loss, arm a is better than arm b.</summary>
    /// <param name="top">Further lines of the file.</param>
    /// <param name="own">Further lines of the claim.</param>
    public static string Direction(string top = "", string own = "") => OfRule(
        "{ kind: direction, quantity: { metric: loss, arm: a, against: b, better: lower } }", top, own);

    /// <summary>A claims file of one claim with a rule.</summary>
    public static string OfRule(string rule, string top = "", string own = "") => $"""
        document: mine
        title: Mine
        {top}
        claims:
          - id: claim
            statement: It holds
            {own}
            rule: {rule}
        """;

    /// <summary>
    /// A long table in which the loss of arm a is s/16 and that of b s/8 + 10, for seeds 1 to 8; b − a is 10 + s/16.
    /// </summary>
    public static string Long(string separator = ",", Func<double, string>? number = null)
    {
        number ??= v => v.ToString(CultureInfo.InvariantCulture);
        var rows = Enumerable.Range(1, 8).SelectMany(s => new[]
        {
            string.Join(separator, s, "a", "loss", number(s / 16.0)),
            string.Join(separator, s, "b", "loss", number(10 + (s / 8.0))),
        });
        return string.Concat(rows.Prepend(string.Join(separator, "seed", "arm", "metric", "value"))
            .Select(r => r + "\n"));
    }

    public ClaimResult Judge(string claims, string runs) => Judge(claims, Encoding.UTF8.GetBytes(runs));

    /// <summary>The only claim of the file.</summary>
    public ClaimResult Judge(string claims, byte[] runs) => JudgeAll(claims, runs).Claims.Single();

    public AuditResult JudgeAll(string claims, byte[] runs)
    {
        File.WriteAllText(Claims, claims);
        File.WriteAllBytes(Runs, runs);
        return Pruning.Reproductions.Judging.Judge.Run(Claims, Runs);
    }

    /// <summary>What is said where the two cannot be judged.</summary>
    public string Refused(string claims, string runs) =>
        Xunit.Assert.Throws<AuditException>(() => Judge(claims, runs)).Message;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
