using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Comparing;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Reporting.Comparing;

/// <summary>Which verdicts count as moved between two audits, and what is said of them.</summary>
public sealed class AuditComparisonTests
{
    private const string Id = "net/claim";

    private static readonly Dictionary<string, string> Facts = new()
    {
        ["numerics"] = "exact-1",
        ["science"] = "0123456789abcdef",
        ["version"] = "0.1.0",
    };

    public static TheoryData<Verdict, Verdict, ClaimChange> Verdicts => new()
    {
        { Verdict.Reproduced, Verdict.Reproduced, ClaimChange.Same },
        { Verdict.Contradicted, Verdict.Contradicted, ClaimChange.Same },
        { Verdict.Reproduced, Verdict.Contradicted, ClaimChange.Moved },
        { Verdict.Contradicted, Verdict.Reproduced, ClaimChange.Moved },
        { Verdict.Reproduced, Verdict.Inconclusive, ClaimChange.Moved },
        { Verdict.Inconclusive, Verdict.Negligible, ClaimChange.Moved },
        { Verdict.Partial, Verdict.Reproduced, ClaimChange.Moved },
        { Verdict.NotRun, Verdict.Reproduced, ClaimChange.NotComparable },
        { Verdict.Reproduced, Verdict.NotRun, ClaimChange.NotComparable },
        { Verdict.NotRun, Verdict.NotRun, ClaimChange.Same },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Of_Verdicts_CountOnlyWhereBothWereDrawn(Verdict then, Verdict now, ClaimChange change)
    {
        var compared = Compare(Claim(then), Claim(now));
        Assert.Equal(change, compared.Change);
        Assert.Equal(change == ClaimChange.Same, compared.Why.Count == 0);
    }

    [Fact]
    public void Of_QualifiersAndFigures_DoNotCount()
    {
        var then = Claim(Verdict.Contradicted, 8,
            j => j with { Estimate = 0.1, Caveat = "unpaired", SeedsOnly = true });
        var now = Claim(Verdict.Contradicted, 16, j => j with { Estimate = 0.2 });
        Assert.Equal(ClaimChange.Same, Compare(then, now).Change);
    }

    [Fact]
    public void Of_ClaimsOfOneSide_AreListedLastAndDoNotCount()
    {
        var same = Claim(Verdict.Reproduced);
        var comparison = AuditComparison.Of(
            Audit(same with { Id = "net/gone" }, same),
            Audit(same with { Id = "net/new" }, same));
        Assert.Equal(
            [("net/new", ClaimChange.Added), (Id, ClaimChange.Same), ("net/gone", ClaimChange.Removed)],
            comparison.Claims.Select(c => (c.Id, c.Change)));
        Assert.Empty(comparison.Moved);
        Assert.Equal(["Not in the baseline: net/new.", "Only in the baseline: net/gone."],
            ComparisonText.NotCounted(comparison));
    }

    [Fact]
    public void Of_VerdictOnTimes_IsTheMachinesAndDoesNotCount()
    {
        var then = Claim(Verdict.Reproduced) with { OnTheSpot = true };
        var compared = Compare(then, Claim(Verdict.Contradicted) with { OnTheSpot = true });
        Assert.Equal((ClaimChange.NotComparable, "a time of the machine at hand"),
            (compared.Change, compared.Why.Single()));
    }

    [Fact]
    public void Of_OpenAtAnEarlierLook_CountsOnlyIfThatLookSaidOtherwise()
    {
        var open = Staged((8, Verdict.Inconclusive));
        var decided = Staged((8, Verdict.Inconclusive), (16, Verdict.Reproduced));
        Assert.Equal((ClaimChange.NotComparable, "the same after 8 replicates, more were run then"),
            Text(Compare(decided, open)));
        Assert.Equal((ClaimChange.NotComparable, "the same after 8 replicates, more were run now"),
            Text(Compare(open, decided)));

        // The very look at which it was decided no longer decides it.
        Assert.Equal(ClaimChange.Moved, Compare(Staged((8, Verdict.Reproduced)), open).Change);
        // All looks taken, and another verdict at the last.
        var never = Staged((8, Verdict.Inconclusive), (16, Verdict.Inconclusive), (32, Verdict.Inconclusive));
        Assert.Equal(ClaimChange.Moved, Compare(decided, never).Change);

        static (ClaimChange, string) Text(ClaimComparison c) => (c.Change, ComparisonText.Why(c));
    }

    [Fact]
    public void Of_HangsOn_CountsWhereBothRanTheChoice()
    {
        var primary = Claim(Verdict.Contradicted);
        var lifted = WithReadings(primary, ("a=1", Verdict.Reproduced));
        var refuted = WithReadings(primary, ("a=1", Verdict.Contradicted));
        Assert.Equal(Verdict.HangsOn, lifted.Verdict);
        Assert.Equal(ClaimChange.Moved, Compare(lifted, refuted).Change);
        Assert.Equal(ClaimChange.Moved, Compare(refuted, lifted).Change);
        Assert.Equal(ClaimChange.Same, Compare(refuted, primary).Change);

        // Not run, or absent: nobody knows.
        var unrun = WithReadings(primary, ("a=1", Verdict.NotRun));
        Assert.All(new[] { primary, unrun }, other =>
        {
            Assert.Equal((ClaimChange.NotComparable, "a=1: not run now"), Text(Compare(lifted, other)));
            Assert.Equal((ClaimChange.NotComparable, "a=1: not run then"), Text(Compare(other, lifted)));
        });
        // Another primary verdict counts whatever was run beside it.
        Assert.Equal(ClaimChange.Moved, Compare(lifted, Claim(Verdict.Reproduced)).Change);

        static (ClaimChange, string) Text(ClaimComparison c) => (c.Change, ComparisonText.Why(c));
    }

    [Fact]
    public void Of_HangsOnAnotherChoice_CountsAsMoved()
    {
        var primary = Claim(Verdict.Contradicted);
        var then = WithReadings(primary, ("a=1", Verdict.Reproduced), ("b=2", Verdict.Contradicted));
        var now = WithReadings(primary, ("a=1", Verdict.Contradicted), ("b=2", Verdict.Reproduced));
        Assert.Equal((Verdict.HangsOn, Verdict.HangsOn), (then.Verdict, now.Verdict));
        Assert.Equal(ClaimChange.Moved, Compare(then, now).Change);
    }

    [Fact]
    public void Why_NothingElseDiffers_SaysSo() => Assert.Equal(["nothing else that is recorded differs"],
        Compare(Claim(Verdict.Reproduced), Claim(Verdict.Contradicted)).Why);

    [Fact]
    public void Why_WhatDiffers_IsNamed()
    {
        var then = Claim(Verdict.Reproduced, 8, j => j with { Margin = 0.5 });
        var now = Claim(Verdict.Contradicted, 16, j => j with { Margin = 0.6 });
        var other = new Dictionary<string, string>(Facts) { ["numerics"] = "cuda", ["science"] = "x" };
        Assert.Equal(
            [
                "other n (8 then, 16 now)",
                "other rule, margin or published figure",
                "other numerics (exact-1 then, cuda now)",
                "other science version",
            ],
            AuditComparison.Of(Audit(then), Audit(now) with { Environment = other }).Claims.Single().Why);

        var primary = Claim(Verdict.Contradicted);
        Assert.Equal(["other readings"], Compare(
            WithReadings(primary, ("a=1", Verdict.Reproduced), ("b=2", Verdict.Contradicted)),
            WithReadings(primary, ("a=1", Verdict.Contradicted))).Why);
        var seeds = primary.Primary with { Seeds = [7, 8, 9, 10, 11, 12, 13, 14] };
        Assert.Equal(["other seeds"],
            Compare(Claim(Verdict.Reproduced), primary with { Readings = [seeds] }).Why);
    }

    [Fact]
    public void Why_JudgedRuns_NamesTheFilesThatChanged()
    {
        var then = Audit(Claim(Verdict.Reproduced)) with { Environment = Files("a", "b") };
        Assert.Equal(["other claims file"], Why(Files("x", "b")));
        Assert.Equal(["other table of runs"], Why(Files("a", "x")));

        IReadOnlyList<string> Why(Dictionary<string, string> now) => AuditComparison.Of(then,
            Audit(Claim(Verdict.Contradicted)) with { Environment = now }).Claims.Single().Why;

        static Dictionary<string, string> Files(string claims, string runs) =>
            new() { ["claims.sha256"] = claims, ["runs.sha256"] = runs };
    }

    [Fact]
    public void Of_AnAuditAndItself_HasNothingMoved()
    {
        foreach (var audit in new[] { SampleAudit.Penguins(), SampleTiers.Audit() })
        {
            var comparison = AuditComparison.Of(AuditJson.Parse(AuditJson.Serialize(audit)), audit);
            Assert.All(comparison.Claims, c => Assert.Equal(ClaimChange.Same, c.Change));
            Assert.Equal($"No verdict moved: {audit.Claims.Count} claims as in the baseline.",
                ComparisonText.Summary(comparison));
        }
    }

    [Fact]
    public void Markdown_MovedVerdicts_AreRowsAndHostileNamesStayInTheirCells()
    {
        var then = Claim(Verdict.Reproduced, 8, j => j with { Caveat = "a | b <script>" }) with { Id = "n/a`|\nb" };
        var now = then with { Readings = [Claim(Verdict.Contradicted).Primary] };
        var lines = ComparisonText.Markdown(AuditComparison.Of(Audit(then), Audit(now))).Split('\n');
        Assert.Equal("1 verdict moved; 0 claims as in the baseline.", lines[0]);
        Assert.Equal("| Claim | Was | Is | Estimate then | Estimate now | Why it may have moved |", lines[2]);
        Assert.Equal(@"| `n/a\| b` | reproduced, a \| b \<script\> | contradicted | –, n = 8 | –, n = 8 | "
            + "nothing else that is recorded differs |", lines[4]);
    }

    private static ClaimComparison Compare(ClaimResult then, ClaimResult now) =>
        Assert.Single(AuditComparison.Of(Audit(then), Audit(now)).Claims);

    private static AuditResult Audit(params ClaimResult[] claims) => new(Facts, claims);

    private static ClaimResult Claim(Verdict verdict, int n = 8, Func<Judgement, Judgement>? with = null)
    {
        var judgement = verdict == Verdict.NotRun ? SampleTiers.NotRun()
            : SampleAudit.Bare("direction", verdict, n);
        return SampleAudit.Single(Id, with is null ? judgement : with(judgement));
    }

    /// <summary>A claim judged at some of three looks, after 8, 16 and 32 replicates.</summary>
    private static ClaimResult Staged(params (int N, Verdict Verdict)[] looks)
    {
        var claim = Claim(looks[^1].Verdict, looks[^1].N, j => j with
        {
            Looks = [.. looks.Select(l => new Look(l.N, 0.01, l.Verdict, null, null))],
        });
        return claim with { Readings = [claim.Primary with { Most = 32 }] };
    }

    private static ClaimResult WithReadings(ClaimResult claim, params (string Id, Verdict Verdict)[] others) =>
        claim with
        {
            Readings =
            [
                claim.Primary,
                .. others.Select(o => Reading(claim, o.Id, o.Verdict)),
            ],
        };

    private static ReadingResult Reading(ClaimResult claim, string id, Verdict verdict)
    {
        var judgement = verdict == Verdict.NotRun ? SampleTiers.NotRun() : SampleAudit.Bare("direction", verdict, 8);
        return SampleAudit.Reading(id, claim.Primary.Choices, judgement, []) with { Stance = Stance.Unstated };
    }
}
