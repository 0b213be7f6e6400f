using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Judging;
using Pruning.Tests.Reproductions.Auditing;
using Pruning.Tests.Reproductions.Commands;
using Xunit;

namespace Pruning.Tests.Reproductions.Judging;

/// <summary>
/// Real training: the ledger of the penguins, exported as a table and judged by a claims file, gives the audit's
/// figures to the last bit. The table has no results of single test examples, so that the audit is asked what it says
/// without them.
/// </summary>
public sealed class PenguinTableTests : IDisposable
{
    private const int Replicates = 16;

    /// <summary>The penguins' claims as a claims file.</summary>
    internal static readonly string Claims =
        File.ReadAllText(Path.Combine(Repository.Root, "tests/Reproductions/Judging/penguins.yaml"));

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Judge_ExportedLedger_GivesTheAuditsFiguresToTheBit()
    {
        var audited = Catalogue.Find("dynamic/penguins-*").Where(c => c.Study.Seeded).ToArray();
        var result = place.Audit(new() { Claims = audited, Replicates = Replicates });
        var (csv, claims) = (Path.Combine(place.Folder, "runs.csv"), Path.Combine(place.Folder, "claims.yaml"));
        File.WriteAllText(claims, Claims);
        using var export = ChildProcess.Run("export", place.Folder, "--csv", csv);
        Assert.Equal((0, string.Empty), (export.ExitCode, export.Errors));

        var judged = Judge.Run(claims, csv);
        Assert.Equal(audited.Select(c => c.Id), judged.Claims.Select(c => c.Id));
        using var ledger = place.Open();
        foreach (var (claim, found, audit) in audited.Zip(judged.Claims, result.Claims))
        {
            var (own, theirs) = (found.Primary.Judgement, WithoutExamples(claim, ledger));
            Assert.Equal(theirs.Verdict, own.Verdict);
            AssertSame(theirs, own);
            Assert.Equal(audit.Primary.Seeds, found.Primary.Seeds);
            Assert.Equal(audit.Kind, found.Kind);

            // Of the audit itself: everything where it has no examples either, else what it says of seeds alone.
            Assert.Equal(audit.Primary.Judgement.OnThisTestSet ?? audit.Verdict, found.Verdict);
            if (audit.Primary.Differences!.Columns.SelectMany(c => c.Examples).All(e => e is null))
            {
                AssertSame(audit.Primary.Judgement, own);
            }
            else
            {
                Assert.Equal((audit.Primary.Judgement.Estimate, audit.Primary.Judgement.Lower,
                    audit.Primary.Judgement.Upper, audit.Primary.Judgement.PFlip), (own.Estimate, own.Lower, own.Upper,
                    own.PFlip));
            }
        }

        Assert.True(judged.Claims.Select(c => c.Verdict).Distinct().Count() > 1);
    }

    private static Judgement WithoutExamples(Claim claim, Ledger ledger)
    {
        var reading = claim.Readings[0];
        var key = new LedgerKey(claim.Study.Id, reading.Id, reading.Protocol,
            Workplace.Machine.NumericsOf(claim.Study), ScienceVersion.Current)
        {
            Plan = claim.Study.HashOf(reading),
        };
        Pruning.Reproductions.Studies.Replicate[] replicates =
        [
            .. Pruning.Reproductions.Studies.Registration.Seeds(Replicates).Select(s => ledger.Find(key, s)! with
            {
                Examples = new Dictionary<string, IReadOnlyList<double>>()
            }),
        ];
        return claim.Judge(new Run(replicates, [Replicates], false), reading);
    }

    private static void AssertSame(Judgement expected, Judgement found)
    {
        Assert.Equal(Figures(expected), Figures(found));
        Assert.Equal(expected.Values, found.Values);
        Assert.Equal(expected.Parts.Select(Figures), found.Parts.Select(Figures));
        Assert.Equal(expected.Parts.Select(p => p.Verdict), found.Parts.Select(p => p.Verdict));
    }

    private static double?[] Figures(Judgement of) =>
    [
        of.Estimate, of.Lower, of.Upper, of.Sd, of.Margin, of.PValue, of.PAgainst, of.PFlip, of.Power, of.Detectable,
        of.SameAgain, of.SingleRunShare, of.PublishedPercentile, of.Tipping?.ReproducedAbove,
        of.Tipping?.ContradictedBelow, of.N, of.Diverged,
    ];
}
