using System.Text.Json.Nodes;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Tests.Reproductions.Auditing;
using Pruning.Tests.Reproductions.Auditing.Shards;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>
/// Real training, in as few replicates as tell something: whatever happens on the way, the figures are those of an
/// undisturbed audit.
/// </summary>
public sealed class PenguinAuditTests(PenguinAuditTests.Undisturbed undisturbed)
    : IClassFixture<PenguinAuditTests.Undisturbed>, IDisposable
{
    private const int Replicates = 3;

    private static readonly string[] ClaimFields = ["id", "document", "statement", "kind", "published", "verdict",
        "readings"];

    private static readonly string[] ReadingFields =
    [
        "id", "primary", "choices", "generalisesTo", "n", "registered", "seeds", "estimate", "lower", "upper", "sd",
            "margin", "pValue", "pFlip", "pHolm", "fragile",
        "diverged", "ruleVersion", "verdict", "parts", "publishedPercentile", "singleRunShare", "singleRunShareLower",
            "singleRunShareUpper", "metrics", "power", "detectable", "tipping", "sameAgain", "looks",
                "onThisTestSetOnly",
            "crossedLower", "crossedUpper",
    ];

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Audit_KilledAtSeveralMoments_EndsWithTheFiguresOfAnUndisturbedOne()
    {
        // While the engine loads; in the midst of training; as soon as the first chunk of nets is in the ledger, which
        // may be while the report is written.
        KillWhen(child => child.Output.Contains("Auditing"));
        KillWhen(child => child.Output.Contains(" %"));
        KillWhen(_ => LedgerLength() > 8192);

        // And the last write has come but half to the disk.
        using (var ledger = new FileStream(place.LedgerFile, FileMode.Open))
        {
            Assert.True(ledger.Length > 8192, "Nothing was in the ledger when the audit was killed.");
            ledger.SetLength(ledger.Length - 100);
        }

        File.Delete(Path.Combine(place.Folder, "audit.json"));
        using var last = Start();
        last.Wait();
        Assert.Equal((0, string.Empty), (last.ExitCode, last.Errors));
        Assert.Contains("the last line is incomplete", last.Output);
        var audit = AuditJson.Parse(File.ReadAllText(Path.Combine(place.Folder, "audit.json")));
        Assert.Equal([101, 102, 103], audit.Claims.Single(c => c.Id == "dynamic/penguins-order").Primary.Seeds);
        Assert.Equal(Workplace.Figures(undisturbed.Result), Workplace.Figures(audit));
    }

    [Fact]
    public void Audit_NetsAloneOnTwoThreads_SameFiguresToTheBit()
    {
        var claims = undisturbed.Result.Claims.Select(c => c.Id).ToArray();
        var result = place.Audit(new()
        {
            Claims = [.. Catalogue.Claims.Where(c => claims.Contains(c.Id))],
            Replicates = 2,
            ChunkSize = 1,
            Threads = 2
        });
        foreach (var (alone, together) in result.Claims.Zip(undisturbed.Result.Claims))
        {
            Assert.Equal(alone.Id, together.Id);
            Assert.Equal(alone.Primary.Metrics.Keys, together.Primary.Metrics.Keys);
            Assert.All(alone.Primary.Metrics, m => Assert.Equal(m.Value.Values.Select(Bits),
                together.Primary.Metrics[m.Key].Values.Take(m.Value.Values.Count).Select(Bits)));
            Assert.All(alone.Primary.Curves.Zip(together.Primary.Curves),
                c => Assert.Equal(c.First.Singles[0], c.Second.Singles[0]));
        }
    }

    [Fact]
    public void Merge_TwoShards_SameFiguresToTheBit()
    {
        using var shards = new ShardPlace();
        var options = new AuditOptions
        {
            Claims = Catalogue.Find("dynamic/penguins-*"),
            Replicates = Replicates
        };
        shards.RunAll(options, 2);
        Assert.Equal(Workplace.Figures(undisturbed.Result),
            Workplace.Figures(shards.Merge(options.Claims).Result!));
    }

    [Fact]
    public void AuditJson_OfEveryClaim_HasEveryFieldOfTheSchema()
    {
        var audit = JsonNode.Parse(AuditJson.Serialize(undisturbed.Result))!;
        Assert.Equal(2, (int)audit["schemaVersion"]!);
        Assert.Equal(Workplace.Machine.Numerics, (string?)audit["environment"]!["numerics"]);
        var claims = audit["claims"]!.AsArray().Select(c => c!.AsObject()).ToArray();
        Assert.Equal(undisturbed.Result.Claims.Select(c => c.Id), claims.Select(c => (string)c["id"]!));
        Assert.All(claims, claim =>
        {
            AssertHas(ClaimFields, claim);
            AssertHas(["value", "effect", "unit"], claim["published"]!.AsObject());
            Assert.All(claim["readings"]!.AsArray(), reading =>
            {
                AssertHas(ReadingFields, reading!.AsObject());
                Assert.All(reading["parts"]!.AsArray(),
                    part => AssertHas(["kind", "estimate", "lower", "upper", "verdict"], part!.AsObject()));
                Assert.NotEmpty(reading["metrics"]!.AsObject());
                Assert.All(reading["metrics"]!.AsObject(), metric =>
                {
                    Assert.Matches("^[a-z]+\\.[A-Za-z0-9]+$", metric.Key);
                    AssertHas(["mean", "sd", "values"], metric.Value!.AsObject());
                    Assert.Equal((int)reading["n"]!, metric.Value!["values"]!.AsArray().Count);
                });
            });
        });
    }

    [Fact]
    public void Audit_ThreeReplicates_ConcludesExactClaimsOnly() => Assert.All(undisturbed.Result.Claims, claim =>
    {
        Assert.Equal(claim.Kind == "exact", claim.Verdict != Verdict.Inconclusive);
        Assert.Equal(claim.Primary.N == 1, claim.Primary.Registered);
    });

    private static void AssertHas(string[] fields, JsonObject found) =>
        Assert.All(fields, f => Assert.True(found.ContainsKey(f), $"{found.GetPath()}.{f} is missing"));

    private static long? Bits(double? value) => value is { } v ? BitConverter.DoubleToInt64Bits(v) : null;

    private ChildProcess Start() => ChildProcess.Start(
        new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "2" },
        "audit", "--claims", "dynamic/penguins-*", "--replicates", $"{Replicates}", "--device", "cpu", "--out",
            place.Folder);

    private void KillWhen(Func<ChildProcess, bool> moment)
    {
        using var child = Start();
        while (!moment(child) && !child.HasExited)
        {
            Thread.Sleep(1);
        }

        child.Kill();
    }

    private long LedgerLength() => File.Exists(place.LedgerFile) ? new FileInfo(place.LedgerFile).Length : 0;

    /// <summary>One audit that nothing happens to: all replicates in one chunk, on one thread.</summary>
    public sealed class Undisturbed : IDisposable
    {
        private readonly Workplace place = new();

        public Undisturbed() => Result = place.Audit(new()
        {
            Claims = Catalogue.Find("dynamic/penguins-*"),
            Replicates = Replicates,
            ChunkSize = Replicates,
            Threads = 1
        });

        public AuditResult Result { get; }

        public void Dispose() => place.Dispose();
    }
}
