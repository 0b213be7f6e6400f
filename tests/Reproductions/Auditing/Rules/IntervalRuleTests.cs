using FsCheck.Fluent;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static Pruning.Tests.Reproductions.Auditing.Rules.SampleReplicates;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

public sealed class IntervalRuleTests
{
    // The 95 % interval of 1, 2, 3, 4, 5 is 3 ± 2.776445·√2.5/√5 = [1.0368, 4.9632], and Hall's is the same since they
    // are symmetric; every sign-flip p against a bound below 1 is 1/32.
    private static readonly double[] OneToFive = [1, 2, 3, 4, 5];

    public static TheoryData<string, Rule, Verdict> OneToFiveByHand() => new()
    {
        { "L = 1.04 > 0", new DirectionRule(D), Verdict.Reproduced },
        { "inside 5 ± 2.5? L is below 2.5", new SizeRule(D, 5), Verdict.Inconclusive },
        { "disjoint from 12 ± 6", new SizeRule(D, 12), Verdict.Contradicted },
        { "disjoint from 10 ± 5, but 5 lies on the edge: 2/32", new SizeRule(D, 10), Verdict.Inconclusive },
        { "disjoint from 0.5 ± 0.25", new SizeRule(D, 0.5), Verdict.Contradicted },
        { "U = 4.96 < 6", new BoundRule(D, 6), Verdict.Reproduced },
        { "4 lies within", new BoundRule(D, 4), Verdict.Inconclusive },
        { "L > 0.5", new BoundRule(D, 0.5), Verdict.Contradicted },
        { "U = 4.96 < 6", new FloorRule(D, 6), Verdict.Contradicted },
        { "4 lies within", new FloorRule(D, 4), Verdict.Inconclusive },
        { "L > 0.5", new FloorRule(D, 0.5), Verdict.Reproduced },
        { "inside ±6", new EquivalenceRule(D, 6), Verdict.Reproduced },
        { "4 lies within", new EquivalenceRule(D, 4), Verdict.Inconclusive },
        { "beyond ±0.5", new EquivalenceRule(D, 0.5), Verdict.Contradicted },
        { "3 ± 4.81 meets [7, 7.5], precise to 5", new PointRule(D, 7, 7, 7.5, 5), Verdict.Reproduced },
        { "3 ± 4.81 meets it but is not precise to 4", new PointRule(D, 7, 7, 7.5, 4), Verdict.Inconclusive },
        { "3 + 4.81 < 8", new PointRule(D, 8, 8, 9, 4), Verdict.Contradicted },
        { "L > -1", new ThresholdRule([D], 1), Verdict.Reproduced },
    };

    [Theory]
    [MemberData(nameof(OneToFiveByHand), DisableDiscoveryEnumeration = true)]
    public void Rule_OneToFive_ConcludesAsByHand(string because, Rule rule, Verdict verdict)
    {
        Assert.False(string.IsNullOrEmpty(because));
        Assert.Equal(verdict, rule.Judge(OneToFive).Verdict);
    }

    // The 90 % interval of 2.8, 2.9, 3, 3.1, 3.2 is 3 ± 0.196.
    [Theory]
    [InlineData(1.8, Verdict.Contradicted)] // up to 2.7
    [InlineData(1.9, Verdict.Inconclusive)] // up to 2.85
    [InlineData(2.08, Verdict.Inconclusive)] // 1.04 to 3.12
    [InlineData(2.2, Verdict.Reproduced)] // 1.1 to 3.3
    [InlineData(5.5, Verdict.Reproduced)] // 2.75 to 8.25
    [InlineData(5.6, Verdict.Inconclusive)] // from 2.8, but the value 2.8 may turn its sign for nothing: 2/32
    [InlineData(5.8, Verdict.Inconclusive)] // 2.9 to 8.7
    [InlineData(6.6, Verdict.Contradicted)] // from 3.3
    public void Size_NarrowInterval_ComparesWithHalfTheEffectEitherWay(double effect, Verdict verdict) =>
        Assert.Equal(verdict, new SizeRule(D, effect).Judge(2.8, 2.9, 3, 3.1, 3.2).Verdict);

    [Theory]
    [InlineData(-1.0, 0.4)] // −3 and −1 fall as far as published, or further
    [InlineData(1.0, 0.2)] // only 2 rises as far
    [InlineData(0.0, 0.6)] // −1, 0 and 0.5 lie within the margin of 1
    public void Equivalence_SingleRuns_ShowAsMuchOnThePublishedSide(double published, double share) =>
        Assert.Equal(share, new EquivalenceRule(D, 1, published).Judge(-3, -1, 0, 0.5, 2).SingleRunShare!.Value, 1e-12);

    [Fact]
    public void Direction_OneToFive_ReportsTheHandComputedFigures()
    {
        var judgement = new DirectionRule(D, 4).Judge(OneToFive);
        Assert.Equal((5, 3.0, 4.0), (judgement.N, judgement.Estimate!.Value, judgement.PublishedMark!.Value));
        Assert.Equal(1.0368, judgement.Lower!.Value, 5e-5);
        Assert.Equal(4.9632, judgement.Upper!.Value, 5e-5);
        Assert.Equal(Math.Sqrt(2.5), judgement.Sd!.Value, 1e-12);
        Assert.Equal(0.03125, judgement.PFlip);
        // Here t = 4.243 on 4 degrees of freedom: between the tabled 3.747 (0.01) and 4.604 (0.005).
        Assert.InRange(judgement.PValue!.Value, 0.005, 0.0100);
        Assert.Equal(0.7, judgement.PublishedPercentile!.Value, 1e-12);
        Assert.Equal(0.4, judgement.SingleRunShare!.Value, 1e-12);
        Assert.Equal(0.1176, judgement.SingleRunShareLower!.Value, 5e-5); // Wilson of 2 of 5
        Assert.Equal(0.7693, judgement.SingleRunShareUpper!.Value, 5e-5);
        Assert.Equal(OneToFive, judgement.Values);
    }

    [Fact]
    public void Direction_ArmsSwapped_SwapsReproducedAndContradicted() => Cases.Check(
        Cases.Sample(5, 40),
        sample =>
        {
            double[] zero = new double[sample.Length];
            var runs = Runs(("a.loss", sample), ("b.loss", zero));
            var there = new DirectionRule(Quantity.Difference("a.loss", "b.loss")).Judge(runs, InferenceScope.Seeds);
            var back = new DirectionRule(Quantity.Difference("b.loss", "a.loss")).Judge(runs, InferenceScope.Seeds);
            Assert.Equal(Swapped(there.Verdict), back.Verdict);
            Assert.Equal((there.Lower, there.Upper, there.Fragile), (-back.Upper, -back.Lower, back.Fragile));
        });

    [Fact]
    public void Rule_PowerOfTwoAddedToBothArms_ChangesNothing() => Cases.Check(
        from a in Cases.Sample(5, 30)
        from b in Gen.Choose(-768, 768).ArrayOf(a.Length)
        from power in Gen.Choose(-6, 40)
        from rule in Gen.Choose(0, 4)
        select (a, b: Array.ConvertAll(b, k => k / 64.0), Add: Math.ScaleB(1, power), rule),
        c =>
        {
            var q = Quantity.Difference("a.loss", "b.loss");
            Rule rule = c.rule switch
            {
                0 => new DirectionRule(q, 0.5),
                1 => new SizeRule(q, 4),
                2 => new BoundRule(q, 1),
                3 => new EquivalenceRule(q, 2),
                _ => new ThresholdRule([q], 1),
            };
            Judgement Judge(double add) => rule.Judge(
                Runs(("a.loss", Array.ConvertAll(c.a, v => v + add)), ("b.loss", Array.ConvertAll(c.b, v => v + add))),
                InferenceScope.Seeds);
            Assert.Equivalent(Judge(0), Judge(c.Add), strict: true);
        });

    [Fact]
    public void Equivalence_WiderMargin_NeverUndoesIt() => Cases.Check(
        from sample in Cases.Sample(5, 40)
        from margin in Gen.Choose(1, 512)
        from wider in Gen.Choose(0, 512)
        select (sample, Margin: margin / 64.0, Wider: (margin + wider) / 64.0),
        c =>
        {
            var (narrow, wide) = (
                new EquivalenceRule(D, c.Margin).Judge(c.sample).Verdict,
                new EquivalenceRule(D, c.Wider).Judge(c.sample).Verdict);
            Assert.True(narrow != Verdict.Reproduced || wide == Verdict.Reproduced);
            Assert.True(wide != Verdict.Contradicted || narrow == Verdict.Contradicted);
        },
        1000);

    [Fact]
    public void Rule_FewerThanFiveFinite_ConcludesNothing() => Cases.Check(
        from rule in AnyIntervalRule
        from sample in Cases.Sample(0, 4)
        from diverged in Gen.Choose(0, 3)
        select (rule, Values: sample.Concat(Enumerable.Repeat(double.NaN, diverged)).ToArray()),
        c => Assert.Equal(Verdict.Inconclusive, c.rule.Judge(c.Values).Verdict));

    [Fact]
    public void Rule_AllEqual_TakesTheIntervalForAPoint()
    {
        double[] twos = [2, 2, 2, 2, 2];
        var judgement = new DirectionRule(D).Judge(twos);
        Assert.Equal(
            (Verdict.Reproduced, 2.0, 2.0, 0.0), (judgement.Verdict, judgement.Lower, judgement.Upper, judgement.Sd));
        Assert.Contains(judgement.Notes, n => n.Contains("equal"));
        Assert.Equal(Verdict.Contradicted, new EquivalenceRule(D, 1).Judge(twos).Verdict);
        // On the margin is not inside it.
        Assert.Equal(Verdict.Inconclusive, new EquivalenceRule(D, 2).Judge(twos).Verdict);
        Assert.Equal(Verdict.Reproduced, new PointRule(D, 2, 1.5, 2.5, 0.1).Judge(twos).Verdict);
    }

    [Fact]
    public void Rule_AllZero_IsNoDirectionAndIsEquivalent()
    {
        double[] zeros = [0, 0, 0, 0, 0, 0];
        var direction = new DirectionRule(D).Judge(zeros);
        // Touching 0 is no conclusion for the sign-flip test to undo.
        Assert.Equal((Verdict.Inconclusive, false), (direction.Verdict, direction.Fragile));
        Assert.Equal(Verdict.Reproduced, new EquivalenceRule(D, 0.01).Judge(zeros).Verdict);
    }

    [Fact]
    public void Direction_FlipsDisagree_IsFragileAndInconclusive()
    {
        // By hand s² = 2.5402/4 and L = 1 - 2.776445·0.79690/√5 = 0.0105 > 0. Two of the 32 sets sum to at most 0: {}
        // and
        // {-0.01}; 2/32 = 0.0625.
        double[] sample = [-0.01, 0.5, 1, 1.5, 2.01];
        var judgement = new DirectionRule(D).Judge(sample);
        Assert.Equal(0.0105, judgement.Lower!.Value, 5e-5);
        Assert.Equal(2.0 / 32, judgement.PFlip);
        Assert.Equal((Verdict.Inconclusive, true), (judgement.Verdict, judgement.Fragile));
        Assert.Contains(judgement.Notes, n => n.StartsWith("Fragile", StringComparison.Ordinal));
    }

    [Fact]
    public void Rule_IntervalConclusion_OnlyStandsWithTheFlips() => Cases.Check(
        from rule in AnyIntervalRule.Where(r => r is not CompositeRule and not PointRule)
        from sample in Cases.Sample(5, 12)
        select (rule, sample),
        c =>
        {
            var judgement = c.rule.Judge(c.sample);
            Assert.True(
                judgement.Verdict != Verdict.Reproduced
                || (judgement.PFlip <= 0.05 && judgement.PValue <= 0.025 && !judgement.Fragile));
            Assert.True(
                judgement.Verdict != Verdict.Contradicted
                || (judgement.PValue >= 0.5 && judgement.PAgainst <= 0.025));
            Assert.True(!judgement.Fragile || judgement.Verdict == Verdict.Inconclusive);
        },
        1000);

    [Fact]
    public void Rule_OverlappingSplits_WidensByNadeauAndBengio()
    {
        // Half-width 2.776445·√(2.5·(1/5 + 1/4)) = 2.9449 in place of 1.9632: L falls from 1.04 to 0.06.
        var judgement = new DirectionRule(D).Judge(Runs(OneToFive), new InferenceScope("seeds and splits", 0.25));
        Assert.Equal(3 - 2.9449, judgement.Lower!.Value, 5e-4);
        Assert.Contains(judgement.Notes, n => n.Contains("overlap"));
        Assert.Null(judgement.CrossedLower);
    }

    [Fact]
    public void Rule_ConstantsThatMakeNoSense_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SizeRule(D, -0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EquivalenceRule(D, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DirectionRule(D, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundRule(D, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => new PointRule(D, 0.94, 0.95, 0.96, 0.02));
        Assert.Throws<ArgumentException>(() => new ThresholdRule([], 1));
        Assert.Throws<ArgumentException>(() => new ExactRule([]));
        Assert.Throws<ArgumentException>(() => new CompositeRule([new DirectionRule(D), new MeasurementRule(D)]));
    }

    private static Verdict Swapped(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => Verdict.Contradicted,
        Verdict.Contradicted => Verdict.Reproduced,
        _ => verdict,
    };
}
