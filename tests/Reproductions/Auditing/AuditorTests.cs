using System.Diagnostics.CodeAnalysis;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Engine;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class AuditorTests : IDisposable
{
    private readonly Workplace place = new();
    private readonly FakeStudy experiment = new();
    private readonly RecordingObserver diary = new();

    private FakeStudy ByLooks { get; } = Looking(null);

    private Claim Undecided => Unsure(ByLooks);

    public void Dispose() => place.Dispose();

    [Fact]
    public void Run_PrimaryReading_HasTheFiguresOfItsReplicates()
    {
        // a − b = −s/16 for the replicates 1 to 7: mean −4/16, sd √(28/6)/16, t(6; 0.975) = 2.447 (any printed table).
        var primary = Run([experiment.Claim()]).Claims.Single().Primary;
        Assert.Equal([101, 102, 103, 104, 105, 106, 107], primary.Seeds);
        Assert.Equal((7, true, "seeds"), (primary.N, primary.Registered, primary.GeneralisesTo));
        Assert.Equal(-0.25, primary.Judgement.Estimate!.Value, 1e-15);
        Assert.Equal(Math.Sqrt(28.0 / 6) / 16, primary.Judgement.Sd!.Value, 1e-15);
        Assert.Equal(-0.25 + (2.447 * Math.Sqrt(28.0 / 6 / 7) / 16), primary.Judgement.Upper!.Value, 1e-4);
        Assert.Equal(Verdict.Contradicted, primary.Judgement.Verdict);
        Assert.Equal(["a.count", "a.loss", "b.loss"], primary.Metrics.Keys.Order());
        Assert.Equal([0.0625, 0.125, 0.1875, 0.25, 0.3125, 0.375, 0.4375], primary.Metrics["a.loss"].Values);
        Assert.Equal([0.25, 0.125, 0.0625], Assert.Single(primary.Curves).Mean);
    }

    [Fact]
    public void Run_Again_TrainsNothing()
    {
        var first = Run([experiment.Claim()]);
        var later = new FakeStudy();
        var second = Run([later.Claim()]);
        Assert.Equal(Workplace.Figures(first), Workplace.Figures(second));
        Assert.Empty(later.Finished);
        Assert.Equal(0, later.Opened);
        Assert.Contains("dynamic/fake primary: 7, 7 reused", diary.Entries);
    }

    [Fact]
    public void Run_MoreReplicates_TrainsTheMissingSeedsOnly()
    {
        Run([experiment.Claim()], replicates: 3);
        var later = new FakeStudy();
        var grown = Run([later.Claim()]);
        Assert.Equal([104, 105, 106, 107], later.Finished.Keys.Select(k => k.Seed).Order());
        Assert.Equal([3.0, 7.0], diary.Sums);
        using var elsewhere = new Workplace();
        Assert.Equal(Workplace.Figures(elsewhere.Audit(new() { Claims = [new FakeStudy().Claim()] })),
            Workplace.Figures(grown));
    }

    [Fact]
    public void Run_FewerReplicates_TakesTheFirstSeeds()
    {
        Run([experiment.Claim()]);
        Assert.Equal([101, 102, 103, 104, 105], Run([experiment.Claim()], replicates: 5).Claims.Single().Primary.Seeds);
    }

    [Fact]
    public void Run_ClaimsOfOneExperiment_TrainOnceAndOpenOnce()
    {
        var result = Run([experiment.Claim(), experiment.ClaimOnA(),
            experiment.Claim("dynamic/fake-turned", "b", "a")], all: true);
        Assert.All(experiment.Finished.Values, times => Assert.Equal(1, times));
        Assert.Equal(7 + (5 * 5), experiment.Finished.Count);
        Assert.Equal(1, experiment.Opened);
        Assert.Equal(["dynamic/fake", "dynamic/fake-a", "dynamic/fake-turned"], result.Claims.Select(c => c.Id));
        // Arm b gains 1 with speed=fast, which the document leaves open.
        Assert.Equal([Verdict.HangsOn, Verdict.Reproduced, Verdict.Reproduced], result.Claims.Select(c => c.Verdict));
        Assert.Equal(["speed=fast", "speed=faster"], result.Claims[0].HangsOn);
    }

    [Fact]
    public void Run_AllReadings_PrimaryAndItsVerdictsComeFirst()
    {
        Run([experiment.Claim(), experiment.ClaimOnA()], all: true);
        Assert.Equal(
            [
                "dynamic/fake primary: 7, 0 reused", "finished", "dynamic/fake Contradicted",
                    "dynamic/fake-a Reproduced",
                "dynamic/fake as-shipped: 5, 0 reused", "finished",
                    "dynamic/fake speed=faster,order=down: 5, 0 reused", "finished",
                "dynamic/fake speed=fast: 5, 0 reused", "finished", "dynamic/fake speed=faster: 5, 0 reused",
                    "finished", "dynamic/fake order=down: 5, 0 reused", "finished",
            ],
            diary.Entries);
    }

    [Fact]
    public void Run_AllReadings_OnlyThoseThatMoveAClaimsArms()
    {
        var result = Run([experiment.ClaimOnA()], all: true);
        Assert.Equal(["primary", "as-shipped", "speed=faster,order=down", "order=down"],
            result.Claims.Single().Readings.Select(r => r.Id));
        Assert.DoesNotContain(experiment.Finished.Keys, k => k.Reading == "speed=fast");
    }

    [Fact]
    public void Run_SeveralExperiments_TheCheapestVerdictFallsFirst()
    {
        var quick = new Unseeded();
        Run([experiment.Claim(), quick.Claim]);
        Assert.Equal("dynamic/quick primary: 1, 0 reused", diary.Entries[0]);
        Assert.Equal("dynamic/quick Reproduced", diary.Entries[2]);
    }

    [Fact]
    public void Run_UnregisteredReplicates_AreMarkedAndUnseededAreNot()
    {
        var quick = new Unseeded();
        var result = Run([experiment.Claim(), quick.Claim], replicates: 6, all: true);
        Assert.All(result.Claims[0].Readings, r => Assert.Equal((6, false), (r.N, r.Registered)));
        Assert.Equal((1, true), (result.Claims[1].Primary.N, result.Claims[1].Primary.Registered));
        Assert.True(Run([experiment.Claim()], replicates: FakeStudy.RegisteredPrimary).Claims[0].Primary.Registered);
    }

    [Fact]
    public void Run_AnyChunksAndThreads_SameFiguresAndWholeProgress()
    {
        var reference = Workplace.Figures(Run([experiment.Claim(), experiment.ClaimOnA()], all: true));
        foreach (var (chunk, threads) in from c in new[] { 1, 2, 3, 5, 100 } from t in new[] { 1, 2, 4 } select (c, t))
        {
            using var other = new Workplace();
            var told = new RecordingObserver();
            var again = new FakeStudy();
            var result = other.Audit(new()
            {
                Claims = [again.Claim(), again.ClaimOnA()],
                Readings = ReadingSet.All,
                ChunkSize = chunk,
                Threads = threads
            }, told);
            Assert.Equal(reference, Workplace.Figures(result));
            Assert.Equal([7, 5, 5, 5, 5, 5], told.Sums);
        }
    }

    [Fact]
    public void Run_ByLooks_GoesOnOnlyWhileAClaimIsUndecided()
    {
        // a − b = −s/16 has T = −5.2 at n = 8, beyond −3.86. The bound on a depends on two test examples that lie a
        // whole
        // nat apart, so no number of seeds decides it.
        var decided = Run([ByLooks.Claim()]).Claims.Single().Primary;
        Assert.Equal((8, true), (decided.N, decided.Registered));
        Assert.Equal(8, ByLooks.Finished.Count);
        Assert.Equal(["dynamic/fake primary: 8, 0 reused", "finished", "dynamic/fake Contradicted"], diary.Entries);

        var both = Run([ByLooks.Claim(), Undecided]);
        Assert.Equal([8, 32], both.Claims.Select(c => c.Primary.N));
        Assert.Equal([8, 16, 32], both.Claims[1].Primary.Judgement.Looks.Select(l => l.N));
        Assert.Equal(Verdict.Inconclusive, both.Claims[1].Verdict);
        Assert.Equal(decided.Judgement.Upper, both.Claims[0].Primary.Judgement.Upper);
        Assert.Equal(32, ByLooks.Finished.Count);
        Assert.All(ByLooks.Finished.Values, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(31)]
    public void Run_BrokenOffInOrBetweenLooks_EndsWithTheSameFigures(int after)
    {
        var reference = Workplace.Figures(Run([ByLooks.Claim(), Undecided]));
        using var other = new Workplace();
        var broken = Looking(after);
        Assert.Throws<InvalidOperationException>(() =>
            other.Audit(new() { Claims = [broken.Claim(), Unsure(broken)], Long = true, Threads = 1 }));
        var resumed = Looking(null);
        Assert.Equal(reference, Workplace.Figures(other.Audit(new()
        {
            Claims = [resumed.Claim(), Unsure(resumed)],
            Long = true,
        })));
        Assert.Equal(32, broken.Finished.Count + resumed.Finished.Count);
    }

    [Fact]
    public void Run_SeedsFinishedInAnyOrder_SameFigures()
    {
        var reference = Workplace.Figures(Run([ByLooks.Claim(), Undecided]));
        File.WriteAllLines(place.LedgerFile, File.ReadAllLines(place.LedgerFile).Reverse());
        var again = Looking(null);
        Assert.Equal(reference, Workplace.Figures(Run([again.Claim(), Unsure(again)])));
        Assert.Empty(again.Finished);
    }

    [Fact]
    public void Run_ReadingOfJudgingUndecided_GoesOn()
    {
        // By its primary rule the claim is decided at once; judged by the narrow bound it never is.
        var narrow = new BoundRule(Quantity.Metric("a.loss"), 0.5);
        var claim = ByLooks.ClaimOnA() with
        {
            Judging = [new("bound", "how narrow", ["wide", "narrow"], Stance.Unstated)],
            RuleOf = choices => choices["bound"] == "narrow" ? narrow : ByLooks.ClaimOnA().Rule,
        };
        Assert.Equal(8, Run([claim]).Claims.Single().Primary.N);
        var open = place.Audit(new()
        {
            Claims = [claim],
            Long = true,
            Readings = ReadingSet.Unstated,
        }).Claims.Single();
        Assert.Equal([8, 32], open.Readings.Select(r => r.N));
    }

    [Fact]
    public void Run_WithoutTheOpenChoices_LeavesAContradictionAsItIs()
    {
        var primary = Run([experiment.Claim()]).Claims.Single();
        Assert.Equal((Verdict.Contradicted, false), (primary.Verdict, primary.UnstatedRun));
        Assert.Equal("contradicted, near its margin, open choices not run", VerdictText.Of(primary));

        var open = place.Audit(new() { Claims = [experiment.Claim()], Readings = ReadingSet.Unstated }).Claims.Single();
        Assert.Equal(["primary", "speed=fast", "speed=faster"], open.Readings.Select(r => r.Id));
        Assert.Equal((Verdict.HangsOn, true), (open.Verdict, open.UnstatedRun));
        Assert.Equal("hangs on speed = fast or speed = faster, near its margin", VerdictText.Of(open));
    }

    [Fact]
    public void Seeds_OfAnyNumber_AreDistinctAndBeginTheSame()
    {
        Assert.Equal(256, Registration.Seeds(256).Distinct().Count());
        Assert.Equal(Registration.Seeds(64), Registration.Seeds(256)[..64]);
    }

    private static FakeStudy Looking(int? failAfter) => new()
    {
        Replicates = new([8, 16, 32], 5, 5),
        FailAfter = failAfter,
    };

    private static Claim Unsure(FakeStudy study) =>
        study.ClaimOnA() with { Rule = new BoundRule(Quantity.Metric("a.loss"), 0.5) };

    private AuditResult Run(IReadOnlyList<Claim> claims, int? replicates = null, bool all = false) =>
        place.Audit(new()
        {
            Claims = claims,
            Long = true,
            Replicates = replicates,
            Readings = all ? ReadingSet.All
            : ReadingSet.Primary
        }, diary);

    /// <summary>An experiment that has but one outcome.</summary>
    private sealed class Unseeded : Study
    {
        public override string Id => "dynamic/quick";

        public override bool Seeded => false;

        [SetsRequiredMembers]
        public Unseeded() => Replicates = new(1, 1, 1);

        public Claim Claim => new("dynamic/quick", "Data", "There is one", Published.Nothing("rows"), this,
            new ExactRule([new(Quantity.Metric("data.rows"), "1", v => v == 1)]));

        public override Session Open(Device device, NetFolder? nets = null) => new Counting();

        private sealed class Counting : Session
        {
            public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds,
                Action<double> advance, CancellationToken cancel)
            {
                advance(seeds.Count);
                var none = new Dictionary<string, IReadOnlyList<double>>();
                return [.. seeds.Select(s => new Replicate(s, new Dictionary<string, double> { ["data.rows"] = 1 },
                    none, none))];
            }
        }
    }
}
