using FsCheck.Fluent;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static Pruning.Tests.Reproductions.Auditing.Rules.SampleReplicates;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

/// <summary>Claims judged after 8, 16 and 32 replicates.</summary>
public sealed class LooksTests
{
    private static readonly int[] Looks = [8, 16, 32];

    // Means and standard deviations in words of T = mean·√n/sd; values alternate, so they are nearly symmetric.
    public static TheoryData<string, double, int, Verdict> ByHand() => new()
    {
        // ±1 around m has sd √(8/7) at n = 8: T = m·√7, beyond 3.8552 from m = 1.4572 on.
        { "T = 3.97 at the first look", 1.5, 8, Verdict.Reproduced },
        { "T = 3.70 < 3.8552, then m·√15 = 5.42 > 2.7993", 1.4, 16, Verdict.Reproduced },
        { "m·√15 = 2.32 < 2.7993, then m·√31 = 3.34 > 2.1553", 0.6, 32, Verdict.Reproduced },
        { "m·√31 = 1.11 < 2.1553", 0.2, 32, Verdict.Inconclusive },
        { "m·√7 = −3.97", -1.5, 8, Verdict.Contradicted },
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void Judge_ByLooks_StopsAtTheFirstThatConcludes(string because, double mean, int n, Verdict verdict)
    {
        Assert.False(string.IsNullOrEmpty(because));
        double[] values = [.. Enumerable.Range(0, 32).Select(i => mean + (i % 2 == 0 ? 1 : -1))];
        var judgement = Judge(new DirectionRule(D), values);
        Assert.Equal((verdict, n), (judgement.Verdict, judgement.N));
        Assert.Equal(Looks.TakeWhile(l => l <= n), judgement.Looks.Select(l => l.N));
        Assert.All(judgement.Looks.SkipLast(1), l => Assert.Equal(Verdict.Inconclusive, l.Verdict));
        Assert.Equal(n, judgement.Values.Count);
        Assert.Equal(judgement.Looks[^1].Level, judgement.Level);
    }

    [Fact]
    public void Judge_MoreReplicatesThanNeeded_ChangeNothing() => Cases.Check(
        from rule in AnyIntervalRule
        from sample in Cases.Sample(32, 32)
        select (rule, sample),
        c =>
        {
            var all = Judge(c.rule, c.sample);
            var needed = Judge(c.rule, c.sample[..all.N]);
            Assert.Equivalent(needed, all, strict: true);
        });

    [Fact]
    public void Judge_ArmsSwapped_SwapsReproducedAndContradicted() => Cases.Check(
        Cases.Sample(32, 32),
        sample =>
        {
            var (there, back) = (Judge(new DirectionRule(D), sample),
                Judge(new DirectionRule(D), [.. sample.Select(v => -v)]));
            Assert.Equal((there.N, there.Lower, there.Upper), (back.N, -back.Upper, -back.Lower));
            Assert.Equal(there.Verdict == Verdict.Reproduced, back.Verdict == Verdict.Contradicted);
            Assert.Equal(there.Verdict == Verdict.Contradicted, back.Verdict == Verdict.Reproduced);
        });

    [Fact]
    public void Judge_WiderMargin_NeverUndoesAnEquivalence() => Cases.Check(
        from sample in Cases.Sample(32, 32)
        from margin in Gen.Choose(1, 512)
        from wider in Gen.Choose(0, 512)
        select (sample, Margin: margin / 64.0, Wider: (margin + wider) / 64.0),
        c =>
        {
            // A narrower margin may be contradicted early, where a wider one goes on.
            var (narrow, wide) = (Judge(new EquivalenceRule(D, c.Margin), c.sample),
                Judge(new EquivalenceRule(D, c.Wider), c.sample));
            Assert.True(narrow.Verdict != Verdict.Reproduced || wide.Verdict == Verdict.Reproduced);
            Assert.True(narrow.Verdict != Verdict.Reproduced || wide.N <= narrow.N);
        });

    [Fact]
    public void Judge_NegligibleEffect_IsSoOnceBothSidesAreShown()
    {
        double[] values = [.. Enumerable.Range(0, 32).Select(i => 1 + ((i % 2 == 0 ? 1 : -1) / 10.0))];
        Assert.Equal(Verdict.Negligible, Judge(new DirectionRule(D, OfInterest: 2), values).Verdict);
        Assert.Equal(Verdict.Reproduced, Judge(new DirectionRule(D, OfInterest: 0.9), values).Verdict);
        Assert.Equal(Verdict.Reproduced, Judge(new DirectionRule(D), values).Verdict);
    }

    [Fact]
    public void Composite_P_IsTheLargestOfItsParts()
    {
        var rule = new CompositeRule([new Fixed(D, 7e-7, 1), new Fixed(D, 0.028, 0.9)]);
        Assert.Equal(0.028, rule.Judge(1, 2, 3).PValue);
    }

    // Holm of the parts: (1, 0.1116, 1, 0.0095, 0.1116); only the fourth stays under the level.
    [Theory]
    [InlineData(Verdict.Inconclusive, Verdict.Contradicted, Verdict.Contradicted)]
    [InlineData(Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Inconclusive)]
    [InlineData(Verdict.Reproduced, Verdict.Contradicted, Verdict.Partial)]
    public void Composite_PartContradictedAfterHolm_DecidesWhereTheCoreDoesNot(
        Verdict core, Verdict fourth, Verdict whole)
    {
        (double P, Verdict Verdict)[] parts =
        [
            (0.998, core), (0.0279, Verdict.Contradicted), (1, Verdict.Reproduced), (0.0019, fourth),
            (0.0358, Verdict.Inconclusive),
        ];
        var rule = new CompositeRule([.. parts.Select(p => new Fixed(D, 0.5, p.P, p.Verdict))]);
        Assert.Equal(whole, rule.Judge(1, 2, 3).Verdict);
    }

    [Fact]
    public void Composite_ExactCore_IsTestedAtItsLooksLevel()
    {
        var exact = new ExactRule([new(D, "any", _ => true)]);
        var rule = new CompositeRule([exact, new DirectionRule(D)]);
        double[] values = [.. Enumerable.Range(0, 8).Select(i => i - 3.5 - 9)];
        var judgement = rule.Judge(rule.Observe(Runs(values), [8]), InferenceScope.Seeds, Looks);
        Assert.Equal((Verdict.Partial, 0.003125), (judgement.Verdict, Math.Round(judgement.Level!.Value, 9)));
        Assert.NotNull(judgement.PAgainst);

        // As it compares with its look's level.
        var across = HolmAcross.Adjust([judgement])[0];
        Assert.Equal(judgement.PAgainst.Value * 0.025 / 0.003125, across.PAgainstHolm!.Value, 1e-9);
    }

    [Fact]
    public void Measurement_AtAnEarlyLook_HasItsPlainInterval()
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, 8];
        var judgement = Judge(new MeasurementRule(D), values);
        Assert.Equal(Verdict.Measured, judgement.Verdict);
        Assert.Equal(4.5 - (2.364624 * Math.Sqrt(6.0 / 8)), judgement.Lower!.Value, 1e-5); // t(7; 0.975)
        Assert.Null(judgement.Level);
    }

    [Fact]
    public void Direction_SmallnessFailsTheFlips_IsStillReproduced()
    {
        // The interval of 1 to 5 ends at 4.9632; against 4.97 the value 5 turns its sign for nothing: 2/32 > 5 %.
        Assert.Equal(Verdict.Reproduced, new DirectionRule(D, OfInterest: 4.97).Judge(1, 2, 3, 4, 5).Verdict);
        Assert.Equal(Verdict.Negligible, new DirectionRule(D, OfInterest: 5.1).Judge(1, 2, 3, 4, 5).Verdict);
    }

    [Fact]
    public void Point_TestExamples_DoNotVary()
    {
        // The means are sure to a hundredth, and the published 1 is near; single examples spread by 2.
        double[][] examples = [.. Enumerable.Range(0, 6).Select(i => new double[] { 4, 0, 0, i / 10.0 })];
        var rule = new PointRule(D, 1, 0.5, 1.5, 0.2);
        var judgement = Once(RunsOnExamples(examples));
        Assert.Null(judgement.CrossedLower);
        Assert.Equal(Verdict.Reproduced, judgement.Verdict);
        var byMeans = Once(Runs([.. examples.Select(e => e.Average())]));
        Assert.Equal(byMeans.SameAgain!.Value, judgement.SameAgain!.Value, 1e-12);

        Judgement Once(IReadOnlyList<Replicate> runs) =>
            rule.Judge(rule.Observe(runs, [6]), InferenceScope.Seeds, [6]);
    }

    [Fact]
    public void Race_NeverIsLast()
    {
        // 12 first, 244 later or never: (12 − 244)/256.
        Replicate[] runs = [.. Enumerable.Range(0, 256).Select(i => Run(i, new Dictionary<string, double>
        {
            ["own.when"] = i < 12 ? 5 : i < 100 ? 11 : 4,
            ["own.reached"] = i < 100 ? 1 : 0,
            ["rival.when"] = 10,
            ["rival.reached"] = 1,
        }))];
        var rule = new DirectionRule(Quantity.Race("own", "rival", "when", "reached"));
        var judgement = rule.Judge(runs, InferenceScope.Seeds);
        Assert.Equal((-0.90625, Verdict.Contradicted), (judgement.Estimate, judgement.Verdict));
    }

    [Fact]
    public void Power_AndDetectableDistance_AreTheTTests()
    {
        // 1 to 5: standard error √0.5, critical 2.776445 on 4 degrees of freedom. With 80 % power that is
        // 3.8 standard errors or so; at the detectable distance itself the power is 80 %.
        var judgement = new DirectionRule(D, 1).Judge(1, 2, 3, 4, 5);
        var detectable = judgement.Detectable!.Value;
        Assert.InRange(detectable / Math.Sqrt(0.5), 3.5, 4.2);
        Assert.Equal(0.8, new DirectionRule(D, detectable).Judge(1, 2, 3, 4, 5).Power!.Value, 1e-6);
        Assert.True(judgement.Power < 0.8);
    }

    [Fact]
    public void SameAgain_FarFromTheLimit_IsSureAndOnItIsEven()
    {
        double[] around0 = [.. Enumerable.Range(0, 32).Select(i => i % 2 == 0 ? 1.0 : -1.0)];
        Assert.True(Judge(new DirectionRule(D), [.. around0.Select(v => v + 9)]).SameAgain > 0.99);

        // With T just beyond the critical value at n = 8, about half of other audits would be beyond it.
        var rule = new DirectionRule(D);
        double[] eight = [.. Enumerable.Range(0, 8).Select(i => i - 3.5 + 2.08)]; // T = 2.08·√8/√6 = 2.402 > 2.365
        var judgement = rule.Judge(rule.Observe(Runs(eight), [8]), InferenceScope.Seeds, [8]);
        Assert.Equal(Verdict.Reproduced, judgement.Verdict);
        Assert.InRange(judgement.SameAgain!.Value, 0.4, 0.6);
    }

    [Fact]
    public void SameAgain_FirstLookOfTooFewRuns_IsOfTheLooksThatConclude()
    {
        // Two runs conclude nothing, so that other audits would all say so at the second look only.
        double[] far = [.. Enumerable.Range(0, 16).Select(i => 9 + (i % 2))];
        var rule = new DirectionRule(D);
        var judgement = rule.Judge(rule.Observe(Runs(far), [2, 16]), InferenceScope.Seeds, [2, 16]);
        Assert.Equal(Verdict.Reproduced, judgement.Verdict);
        Assert.InRange(judgement.SameAgain!.Value, 0.99, 1);
    }

    private static Judgement Judge(Rule rule, double[] values) => rule.Judge(
        rule.Observe(Runs(values), [.. Looks.TakeWhile(l => l <= values.Length)]), InferenceScope.Seeds, Looks);

    /// <summary>A part with a given verdict and given p.</summary>
    private sealed record Fixed(Quantity Quantity, double For, double Against, Verdict Verdict = Verdict.Reproduced)
        : Rule
    {
        public override string Kind => "fixed";

        public override IEnumerable<Quantity> Quantities => [Quantity];

        public override Presentation Presentation => new();

        protected override Judgement Conclude(Differences differences, InferenceScope scope, double level) => new()
        {
            Kind = Kind,
            Verdict = Verdict,
            N = differences.Seeds.Count,
            Quantity = Quantity.Name,
            PValue = For,
            PAgainst = Against,
        };
    }
}
