using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>What an audit runs by default, what with <c>--long</c>, and what it cannot run.</summary>
public sealed class TiersTests : IDisposable
{
    private const string WayOut = "The pictures are missing. Set PRUNING_DATA.";

    private readonly Workplace place = new();
    private readonly RecordingObserver told = new();
    private readonly FakeStudy byLooks = new() { Replicates = new([8, 16, 32], 5, 5) };
    private readonly FakeStudy takesLong = new("dynamic/fake-long") { Long = true };

    /// <summary>Decided by no number of seeds: it depends on two test examples that lie a whole nat apart.</summary>
    private Claim Undecided => byLooks.ClaimOnA("dynamic/undecided") with
    {
        Rule = new BoundRule(Quantity.Metric("a.loss"), 0.5),
    };

    public void Dispose() => place.Dispose();

    [Fact]
    public void Run_ByDefault_TakesTheFirstLookAlone()
    {
        var result = Run([byLooks.Claim(), Undecided]);
        var (decided, open) = (result.Claims[0].Primary, result.Claims[1].Primary);
        Assert.Equal(8, byLooks.Finished.Count);
        Assert.Equal((Verdict.Contradicted, 8, false), (decided.Judgement.Verdict, decided.N, decided.FurtherLooks));
        Assert.Equal((Verdict.Inconclusive, 8, true), (open.Judgement.Verdict, open.N, open.FurtherLooks));
        Assert.Equal((true, 32), (open.Registered, open.Most));

        // At the level of the first of three looks, not at that of a single one.
        Assert.Equal([(8, 0.003125)], open.Judgement.Looks.Select(l => (l.N, Math.Round(l.Level, 9))));
        Assert.StartsWith("inconclusive, first look only", VerdictText.Of(open));
    }

    [Fact]
    public void Run_LongAfterwards_TakesTheOtherLooksAndLeavesTheFirstAsItWas()
    {
        var first = Run([byLooks.Claim(), Undecided]);
        var all = Run([byLooks.Claim(), Undecided], runLong: true);
        Assert.Equal([8, 32], all.Claims.Select(c => c.Primary.N));
        Assert.DoesNotContain(all.Claims, c => c.Primary.FurtherLooks);
        Assert.All(byLooks.Finished.Values, times => Assert.Equal(1, times));
        Assert.Equal(Judged(first.Claims[0]), Judged(all.Claims[0]));
        Assert.Equivalent(first.Claims[1].Primary.Judgement.Looks[0], all.Claims[1].Primary.Judgement.Looks[0]);

        // What the ledger holds changes nothing: the arguments alone say what is run.
        Assert.Equal(Workplace.Figures(first), Workplace.Figures(Run([byLooks.Claim(), Undecided])));

        static (double?, double?, double?) Judged(ClaimResult claim) =>
            (claim.Primary.Judgement.Estimate, claim.Primary.Judgement.Lower, claim.Primary.Judgement.PValue);
    }

    [Fact]
    public void Run_AnotherNumberOfReplicates_HasNoFurtherLooks()
    {
        var primary = place.Audit(new() { Claims = [Undecided], Replicates = 9 }).Claims.Single().Primary;
        Assert.Equal((9, false, false), (primary.N, primary.Registered, primary.FurtherLooks));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Run_LongStudy_IsNotRunAndSaysHow(int? replicates)
    {
        var result = place.Audit(new()
        {
            Claims = [byLooks.Claim(), takesLong.Claim("dynamic/long"), takesLong.ClaimOnA("dynamic/long-a")],
            Replicates = replicates,
            Readings = ReadingSet.All,
        }, told);
        Assert.Equal("not run (long): dynamic/long, dynamic/long-a", told.Entries[0]);
        Assert.DoesNotContain(told.Entries.Skip(1), e => e.Contains("long", StringComparison.Ordinal));
        Assert.Equal((0, 0), (takesLong.Opened, takesLong.Finished.Count));
        Assert.NotEqual(Verdict.NotRun, result.Claims[0].Verdict);
        Assert.All(result.Claims.Skip(1), claim =>
        {
            Assert.Equal(Verdict.NotRun, claim.Verdict);
            Assert.All(claim.Readings, r => IsNotRun(r, "--long"));
        });
        Assert.False(result.Claims[1].UnstatedRun);
        Assert.Equal("not run here (long)", VerdictText.Of(result.Claims[1]));
        Assert.NotEmpty(Workplace.Figures(result));
    }

    [Fact]
    public void Run_LongStudyWithLong_IsRunAsAnyOther()
    {
        var other = new FakeStudy();
        var result = Run([takesLong.Claim("dynamic/long"), other.Claim()], runLong: true);
        Assert.Equal(result.Claims[1].Primary.Judgement.Estimate, result.Claims[0].Primary.Judgement.Estimate);
        Assert.Equal(FakeStudy.RegisteredPrimary, result.Claims[0].Primary.N);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_DataMissing_ClaimIsNotRunAndSaysTheWayOut(bool runLong)
    {
        var study = new FakeStudy("dynamic/fake-pictures") { MissingOf = _ => WayOut, Long = true };
        var result = Run([byLooks.Claim(), study.Claim("dynamic/pictures")], runLong);
        Assert.Equal("not run (data missing): dynamic/pictures", told.Entries[0]);
        Assert.Equal(0, study.Opened);
        Assert.Equal((Verdict.Contradicted, Verdict.NotRun), (result.Claims[0].Verdict, result.Claims[1].Verdict));
        IsNotRun(result.Claims[1].Primary, WayOut);
    }

    [Fact]
    public void Run_DataOfOneReadingMissing_TheOthersAreJudgedAsEver()
    {
        var whole = place.Audit(new() { Claims = [new FakeStudy().Claim()], Readings = ReadingSet.All });
        var study = new FakeStudy { MissingOf = r => r.Id == "order=down" ? WayOut : null };
        var part = place.Audit(new() { Claims = [study.Claim()], Readings = ReadingSet.All });
        var (before, after) = (whole.Claims.Single(), part.Claims.Single());
        Assert.Equal(before.Readings.Select(r => r.Id), after.Readings.Select(r => r.Id));
        Assert.Equal((before.Verdict, true), (after.Verdict, after.UnstatedRun));
        foreach (var (a, b) in before.Readings.Zip(after.Readings))
        {
            if (a.Id == "order=down")
            {
                IsNotRun(b, WayOut);
            }
            else
            {
                Assert.Equal((a.Judgement.Verdict, a.Judgement.Estimate), (b.Judgement.Verdict, b.Judgement.Estimate));
            }
        }
    }

    [Fact]
    public void Run_DataOfAnOpenChoiceMissing_ContradictionIsNotCalledFreeOfIt()
    {
        // Both values of speed reproduce the claim; without their data neither can.
        var neither = Open(r => r.Id.StartsWith("speed=", StringComparison.Ordinal));
        Assert.Equal((Verdict.Contradicted, false), (neither.Verdict, neither.UnstatedRun));
        Assert.EndsWith("open choices not run", VerdictText.Of(neither));

        // One value is enough for the verdict to hang on the choice.
        var one = Open(r => r.Id == "speed=faster");
        Assert.Equal((Verdict.HangsOn, false), (one.Verdict, one.UnstatedRun));
        Assert.Equal(["speed=fast"], one.HangsOn);

        ClaimResult Open(Func<Reading, bool> missing)
        {
            using var other = new Workplace();
            var study = new FakeStudy { MissingOf = r => missing(r) ? WayOut : null };
            return other.Audit(new() { Claims = [study.Claim()], Readings = ReadingSet.Unstated }).Claims.Single();
        }
    }

    [Fact]
    public void AcrossDocuments_ClaimsNotRun_DoNotCount()
    {
        var ids = Catalogue.Documents.Single(d => d.Id == "dynamic").Claims.Select(c => c.Id).ToList();
        var study = new FakeStudy();
        var result = Run([study.Claim(ids[0], "b", "a"), study.Claim(ids[1], "b", "a"),
            .. ids.Skip(2).Select(id => takesLong.Claim(id))]);
        var judgements = result.Claims.Select(c => c.Primary.Judgement).ToList();
        Assert.Equal(2 * judgements[0].PValue!.Value, judgements[0].PHolm!.Value, 1e-12);
        Assert.All(judgements.Skip(2), j => Assert.Null(j.PHolm));
    }

    [Theory]
    [InlineData(0.004, 2, true)] // 2 claims: .008; of 7: .028
    [InlineData(0.003, 2, false)] // 7 · .003 = .021
    [InlineData(0.02, 2, false)] // 2 · .02 > .025 already
    public void Adjust_ClaimsNotRun_AreMentionedOnlyWhereTheyCouldMatter(double p, int run, bool mentioned)
    {
        var reproduced = Of(Verdict.Reproduced) with { PValue = p, PAgainst = 1 };
        Judgement[] document = [reproduced, .. Enumerable.Repeat(reproduced with { PValue = 0.9 }, run - 1)];
        Judgement[] whole = [.. document, .. Enumerable.Repeat(Of(Verdict.NotRun), 5)];
        var adjusted = HolmAcross.Adjust(whole);
        Assert.Equal(run * p, adjusted[0].PHolm!.Value, 1e-12);
        Assert.Equal(mentioned, adjusted[0].Notes.Any(n => n.Contains("5 more", StringComparison.Ordinal)));
        Assert.All(adjusted.Skip(1), j => Assert.Empty(j.Notes));
        Assert.Empty(HolmAcross.Adjust(document)[0].Notes);

        static Judgement Of(Verdict verdict) => new()
        {
            Kind = "direction",
            Verdict = verdict,
            N = 8,
            Quantity = "a",
        };
    }

    private static void IsNotRun(ReadingResult reading, string reason)
    {
        var judgement = reading.Judgement;
        Assert.Equal((Verdict.NotRun, 0, 0), (judgement.Verdict, judgement.N, reading.N));
        Assert.Contains(reason, Assert.Single(judgement.Notes));
        Assert.Empty(reading.Seeds);
        Assert.Empty(reading.Metrics);
        Assert.Empty(reading.Curves);
        Assert.Empty(reading.Tables);
        Assert.Empty(judgement.Values);
        Assert.Empty(judgement.Looks);
        Assert.Null(reading.Differences);
        Assert.Equal((null, null, null), (judgement.Estimate, judgement.PValue, judgement.Level));
        Assert.Equal((false, false), (judgement.IsConcluded, reading.FurtherLooks));
    }

    private AuditResult Run(IReadOnlyList<Claim> claims, bool runLong = false) =>
        place.Audit(new() { Claims = claims, Long = runLong }, told);
}
