using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Expectations;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Expectations;

public sealed class AcceptanceTests : IDisposable
{
    private const string Gpu = "Some GPU, libtorch 2.10.0, CUDA 12";

    private static readonly RunEnvironment Here = new(Device.Cpu, new Dictionary<string, string>());

    private readonly Workplace place = new();
    private readonly FakeStudy experiment = new();
    private readonly ExpectedFolder folder;
    private readonly Claim claim;

    public AcceptanceTests()
    {
        folder = new(Path.Combine(place.Folder, "expected"));
        claim = experiment.Claim();
    }

    private Acceptance Acceptance => new(folder, Here);

    public void Dispose() => place.Dispose();

    [Fact]
    public void Merge_FirstTime_HoldsTheExactEntryAndNamesTheDeviation()
    {
        var file = Acceptance.Merge(claim, Check(), null);
        Assert.Equal("dynamic/fake", file.Claim);
        Assert.Null(file.Audit);
        Assert.Equal(8, file.Check.N);
        Assert.Equal(["replicates: 8 instead of 7"], file.Check.Deviations);
        var entry = Assert.Single(file.Check.Entries);
        Assert.Equal(("exact", "exact-1"), (entry.Key, entry.Value.Numerics));
        Assert.Equal([0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1], entry.Value.Metrics["b.loss"]);
        Assert.Equal(["a.count", "a.loss", "b.loss"], entry.Value.Metrics.Keys);
    }

    [Fact]
    public void Merge_Again_ReplacesOnlyItsOwnEntry()
    {
        Accept(Acceptance.Merge(claim, Check(), Audit()));
        var before = ExpectedFile.Read(folder.PathOf(claim.Id))!;
        var other = before.Check.Entries["exact"] with { Verdict = Verdict.Partial };
        Accept(before with
        {
            Check = before.Check with
            {
                Entries = new Dictionary<string,
            CheckEntry>(before.Check.Entries)
                { [Gpu] = other }
            }
        });

        var after = Acceptance.Merge(claim, Check(shift: 1), null);
        Assert.Equal([Gpu, "exact"], after.Check.Entries.Keys);
        Assert.Equivalent(other, after.Check.Entries[Gpu], strict: true);
        Assert.Equal([1.125, 1.25, 1.375, 1.5, 1.625, 1.75, 1.875, 2], after.Check.Entries["exact"].Metrics["b.loss"]);
        Assert.Equivalent(before.Audit, after.Audit, strict: true);
    }

    [Fact]
    public void Merge_ShortRunOfAnotherLength_DropsWhatCanNoLongerBeCompared()
    {
        Accept(new(claim.Id, null, new(4, [], new Dictionary<string,
            CheckEntry>
        { [Gpu] = Check().EntryOf(claim, Here) })));
        Assert.Equal(["exact"], Acceptance.Merge(claim, Check(), null).Check.Entries.Keys);
    }

    [Fact]
    public void Merge_Audit_HoldsItsPrimaryFigures()
    {
        var audit = Audit();
        var judgement = audit.Claims.Single().Primary.Judgement;
        var part = Acceptance.Merge(claim, Check(), audit).Audit!;
        Assert.Equal(("direction", Verdict.Contradicted, 7), (part.Kind, part.Verdict, part.N));
        Assert.Equal((judgement.Estimate, judgement.Lower, judgement.Upper, judgement.Sd),
            (part.Estimate, part.Lower, part.Upper, part.Sd));
        Assert.Equal((judgement.PValue, judgement.PFlip, judgement.PHolm), (part.PValue, part.PFlip, part.PHolm));
        Assert.Equal((Rule.Version, "exact-1"), (part.RuleVersion, part.Numerics));
        Assert.StartsWith("contradicted", part.Words);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], part.Differences.Seeds);
        Assert.Equal([-0.0625, -0.125, -0.1875, -0.25, -0.3125, -0.375, -0.4375],
            Assert.Single(part.Differences.Columns).Values);
    }

    [Fact]
    public void Merge_AuditWithoutTheClaim_KeepsTheAuditPart()
    {
        Accept(Acceptance.Merge(claim, Check(), Audit()));
        var kept = ExpectedFile.Read(folder.PathOf(claim.Id))!.Audit;
        Assert.NotNull(kept);
        Assert.Equivalent(kept, Acceptance.Merge(claim, Check(), Audit() with { Claims = [] }).Audit, strict: true);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void Merge_AuditAtAnotherN_IsRefused(int n)
    {
        var error = Assert.Throws<AuditException>(() => Acceptance.Merge(claim, Check(), Audit(n)));
        Assert.Contains(claim.Id, error.Message);
        Assert.Contains($"n = {n}", error.Message);
        Assert.Contains("7 is registered", error.Message);
    }

    [Fact]
    public void Merge_AuditOfPartOfADocument_IsRefused()
    {
        var error = Assert.Throws<AuditException>(() => Acceptance.Merge(claim, Check(), AuditAlone()));
        Assert.Contains("'dynamic/*'", error.Message);
    }

    [Fact]
    public void Merge_AuditWithoutTheOpenChoices_IsRefused()
    {
        var audit = Audit();
        var error = Assert.Throws<AuditException>(() => Acceptance.Merge(claim, Check(),
            audit with { Claims = [audit.Claims.Single() with { UnstatedRun = false }] }));
        Assert.Contains("--readings unstated", error.Message);
    }

    [Fact]
    public void Merge_Audit_HoldsItsDate()
    {
        var audit = Audit();
        Assert.Equal(audit.Environment["time"][..10], Acceptance.Merge(claim, Check(), audit).Audit!.Date);
        var facts = audit.Environment.Where(f => f.Key != "time").ToDictionary(f => f.Key, f => f.Value);
        Assert.Null(Acceptance.Merge(claim, Check(), audit with { Environment = facts }).Audit!.Date);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Merge_NotRun_IsRefusedAndSaysTheWayOut(bool isLong)
    {
        var study = new FakeStudy { Long = isLong, MissingOf = _ => isLong ? null : "Set PRUNING_DATA." };
        var error = Refused(study.Claim(), place.Audit(new() { Claims = [study.Claim()] }));
        Assert.Contains("dynamic/fake was not run here", error);
        Assert.Contains(isLong ? "--long" : "Set PRUNING_DATA.", error);
        Assert.Empty(folder.Claims);
    }

    [Fact]
    public void Merge_UndecidedAtTheFirstLook_IsRefusedUntilAllLooksWereTaken()
    {
        var (open, options) = Undecided();
        var error = Refused(open, place.Audit(options));
        Assert.Contains("undecided after the look at n = 8", error);
        Assert.Contains("--long", error);

        var all = place.Audit(options with { Long = true });
        Assert.Equal((Verdict.Inconclusive, 32), (Accepted(open, all).Verdict, Accepted(open, all).N));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("long")]
    public void Merge_CorrectionAcrossUnfinishedClaims_IsRefused(string other)
    {
        // Its own verdict is final, but its corrected p is not while another claim of its document is to come.
        var ids = Catalogue.Documents.Single(d => d.Id == "dynamic").Claims.Select(c => c.Id).ToList();
        var takesLong = new FakeStudy("dynamic/fake-long") { Long = true };
        var (open, options) = Undecided();
        options = options with
        {
            Claims = [experiment.Claim(ids[0]), other == "open" ? open with { Id = ids[1] } : takesLong.Claim(ids[1]),
                .. ids.Skip(2).Select(id => experiment.Claim(id))],
        };
        var decided = options.Claims[0];
        var error = Refused(decided, place.Audit(options));
        Assert.Contains(ids[1], error);
        Assert.Contains("--long", error);
        Assert.NotNull(Accepted(decided, place.Audit(options with { Long = true })).PHolm);
    }

    [Fact]
    public void Merge_OpenChoiceWithoutItsData_IsAcceptedAndRecorded()
    {
        var study = new FakeStudy
        {
            MissingOf = r => r.Id.StartsWith("speed=", StringComparison.Ordinal) ? "Set PRUNING_DATA." : null,
        };
        var audit = WithCorrection(place.Audit(new() { Claims = [study.Claim()], Readings = ReadingSet.Unstated }));
        Assert.False(audit.Claims.Single().UnstatedRun);
        Accept(Acceptance.Merge(study.Claim(), Check(), AuditJson.Parse(AuditJson.Serialize(audit))));

        var part = ExpectedFile.Read(folder.PathOf(claim.Id))!.Audit!;
        Assert.Equal(Verdict.Contradicted, part.Verdict);
        Assert.Equal([new("speed=fast", "Set PRUNING_DATA."), new MissingPart("speed=faster", "Set PRUNING_DATA.")],
            part.Missing!);
        Assert.Empty(part.Unstated);
        Assert.DoesNotContain("not-run", File.ReadAllText(folder.PathOf(claim.Id)));
    }

    [Fact]
    public void Merge_AuditMarkedUnregistered_IsRefusedWhateverItsN()
    {
        var audit = Audit();
        var reading = audit.Claims.Single().Primary with { Registered = false };
        Assert.Throws<AuditException>(() => Acceptance.Merge(claim, Check(),
            audit with { Claims = [audit.Claims.Single() with { Readings = [reading] }] }));
    }

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData(null)]
    public void Merge_AuditOfOtherCode_IsRefused(string? science)
    {
        var audit = Audit();
        var facts = audit.Environment.Where(f => f.Key != "science").ToDictionary(f => f.Key, f => f.Value);
        if (science is not null)
        {
            facts["science"] = science;
        }

        var error = Assert.Throws<AuditException>(() =>
            Acceptance.Merge(claim, Check(), audit with { Environment = facts }));
        Assert.Contains("another version of the code", error.Message);
    }

    [Fact]
    public void Merge_AuditThatItsDifferencesDoNotBearOut_IsRefused()
    {
        var audit = Audit();
        var reading = audit.Claims.Single().Primary;
        var error = Assert.Throws<AuditException>(() =>
            Accepted(reading with { Judgement = reading.Judgement with { Verdict = Verdict.Reproduced } }));
        Assert.Contains("recomputed from its differences is Contradicted, but Reproduced in the audit", error.Message);
        Assert.Contains("another version of the code", Assert.Throws<AuditException>(() =>
            Accepted(reading with { Differences = null })).Message);

        ExpectedFile Accepted(ReadingResult changed) =>
            Acceptance.Merge(claim, Check(), audit with
            {
                Claims =
            [audit.Claims.Single() with { Readings = [changed] }]
            });
    }

    [Fact]
    public void Merge_FileThatCannotBeRead_IsReplaced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(claim.Id))!);
        File.WriteAllText(folder.PathOf(claim.Id), "{\"claim\": \"dynamic/fake\", \"check\": {\"start\": 1}}");
        Assert.Equal(["exact"], Acceptance.Merge(claim, Check(), null).Check.Entries.Keys);
    }

    [Fact]
    public void Merge_ReadBack_ComparesAsTheSame()
    {
        // What a failing test writes as received must, once accepted, pass.
        var moved = Check(shift: 1);
        Accept(Acceptance.Merge(claim, moved, null));
        var expected = ExpectedFile.Read(folder.PathOf(claim.Id))!.Check.Entries["exact"];
        Assert.Empty(Comparison.Exact(expected, moved.EntryOf(claim, Here)).Differences);
        var differences = Comparison.Exact(expected, Check().EntryOf(claim, Here)).Differences;
        Assert.Equal(["a.loss", "b.loss"], differences.Select(d => d.What));
        Assert.All(differences, d => Assert.NotEqual(d.Expected, d.Found));
    }

    [Fact]
    public void CheckRun_OfAnExperiment_IsRunOncePerProcess()
    {
        var once = new FakeStudy("dynamic/fake-check");
        var first = CheckRun.Of(once, Workplace.Machine, 5);
        Assert.Same(first, CheckRun.Of(once, Workplace.Machine, 5));
        Assert.Equal([1, 2, 3, 4, 5], first.Replicates.Select(r => r.Seed));
        Assert.Equal(5, once.Finished.Count);
        Assert.Equal(1, once.Opened);
    }

    [Fact]
    public void CheckRun_NotFinite_IsNullInItsEntry()
    {
        var diverging = new FakeStudy { Diverges = seed => seed == 2 };
        var run = new CheckRun([.. Enumerable.Range(1, 5).Select(s => diverging.Of(diverging.Primary, s))]);
        Assert.Equal([0.0625, null, 0.1875, 0.25, 0.3125], run.EntryOf(claim, Here).Metrics["a.loss"]);
    }

    /// <summary>A claim that no number of seeds decides, and an audit of it alone.</summary>
    private static (Claim Claim, AuditOptions Options) Undecided()
    {
        var study = new FakeStudy("dynamic/fake-looks") { Replicates = new([8, 16, 32], 5, 5) };
        var open = study.ClaimOnA("dynamic/open") with { Rule = new BoundRule(Quantity.Metric("a.loss"), 0.5) };
        return (open, new() { Claims = [open], Readings = ReadingSet.Unstated });
    }

    private AuditPart Accepted(Claim of, AuditResult audit) => Acceptance.PartOf(of, WithCorrection(audit))!;

    private string Refused(Claim of, AuditResult audit) =>
        Assert.Throws<AuditException>(() => Acceptance.Merge(of, Check(), WithCorrection(audit))).Message;

    /// <summary>The audit as one of a whole document.</summary>
    private static AuditResult WithCorrection(AuditResult audit) => audit with
    {
        Claims = [.. audit.Claims.Select(c => c with
        {
            Readings = [.. c.Readings.Select(r => r.Primary
                ? r with { Judgement = r.Judgement with { PHolm = r.Judgement.PHolm ?? r.Judgement.PValue } }
                : r)],
        })],
    };

    private void Accept(ExpectedFile file) => file.Write(folder.PathOf(claim.Id));

    /// <summary>An audit of the claim as one of its whole document, over which its p is corrected.</summary>
    private AuditResult Audit(int? n = null)
    {
        var alone = AuditAlone(n);
        var audited = alone.Claims.Single();
        var primary = audited.Primary with
        {
            Judgement = audited.Primary.Judgement
            with
            { PHolm = audited.Primary.Judgement.PValue }
        };
        return alone with { Claims = [audited with { Readings = [primary] }] };
    }

    /// <summary>As the auditor would have it, without a ledger.</summary>
    private AuditResult AuditAlone(int? n = null)
    {
        Replicate[] replicates = [.. Enumerable.Range(1, n ?? FakeStudy.RegisteredPrimary)
            .Select(s => experiment.Of(experiment.Primary, s))];
        return new(Here.Facts, [ClaimResults.Of(claim, [(claim.Readings[0],
            new Run(replicates, [replicates.Length], n is null))]) with { UnstatedRun = true }]);
    }

    /// <summary>The short run, every loss moved by <paramref name="shift"/>.</summary>
    private CheckRun Check(double shift = 0) => new(
        [.. Enumerable.Range(1, CheckRun.AcceptedReplicates(experiment))
            .Select(s => experiment.Of(experiment.Primary, s)).Select(r => r with
        {
            Values = r.Values.ToDictionary(v => v.Key, v => v.Key.EndsWith(".loss", StringComparison.Ordinal)
                ? v.Value + shift : v.Value),
        })]);
}
