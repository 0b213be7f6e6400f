using FsCheck.Fluent;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static Pruning.Tests.Reproductions.Auditing.Rules.SampleReplicates;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

public sealed class KindTests
{
    private static readonly Quantity A = Quantity.Metric("a.d");
    private static readonly Quantity B = Quantity.Metric("b.d");
    private static readonly double[] Up = [1, 1.5, 2, 1.5, 1];
    private static readonly double[] Down = [-1, -1.5, -2, -1.5, -1];
    private static readonly double[] Flat = [1, -1, 0, 1, -1];
    private static readonly double[] OneToFive = [1, 2, 3, 4, 5];

    [Fact]
    public void Exact_AnyReplicateOff_IsContradictedAtAnyN()
    {
        var rule = new ExactRule([new(D, "333", v => v == 333)]);
        var judgement = rule.Judge(333);
        Assert.Equal(
            (Verdict.Reproduced, 333.0, "333", 1),
            (judgement.Verdict, judgement.Estimate, judgement.Expected, judgement.Parts.Count));
        judgement = rule.Judge(333, 333, 332);
        Assert.Equal((Verdict.Contradicted, 332.0), (judgement.Verdict, judgement.Estimate));
        Assert.Contains(judgement.Notes, n => n.Contains("332 to 333"));
        Assert.Equal(Verdict.Inconclusive, rule.Judge().Verdict);
    }

    [Fact]
    public void Exact_SeveralChecks_AllMustHold()
    {
        var rule = new ExactRule([new(A, "positive", v => v > 0), new(B, "positive", v => v > 0)]);
        Assert.Equal(Verdict.Reproduced, rule.Judge(Runs(("a.d", Up), ("b.d", Up)), InferenceScope.Seeds).Verdict);
        var judgement = rule.Judge(Runs(("a.d", Up), ("b.d", Down)), InferenceScope.Seeds);
        Assert.Equal(Verdict.Contradicted, judgement.Verdict);
        Assert.Equal([Verdict.Reproduced, Verdict.Contradicted], judgement.Parts.Select(p => p.Verdict));
    }

    [Fact]
    public void Composite_CoreAndOther_CombineAsTabled()
    {
        var columns = new[] { Up, Flat, Down };
        Verdict[,] tabled =
        {
            { Verdict.Reproduced, Verdict.Partial, Verdict.Partial },
            { Verdict.Inconclusive, Verdict.Inconclusive, Verdict.Contradicted },
            { Verdict.Contradicted, Verdict.Contradicted, Verdict.Contradicted },
        };
        for (var core = 0; core < 3; core++)
        {
            for (var other = 0; other < 3; other++)
            {
                var judgement = new CompositeRule([new DirectionRule(A), new DirectionRule(B)]).Judge(
                    Runs(("a.d", columns[core]), ("b.d", columns[other])), InferenceScope.Seeds);
                Assert.Equal(tabled[core, other], judgement.Verdict);
                Assert.Equal(columns[core], judgement.Values);
                Assert.Equal(columns[core].Average(), judgement.Estimate!.Value, 1e-12);
                Assert.Equal(2, judgement.Parts.Count);
            }
        }
    }

    [Fact]
    public void Composite_ExactAndNestedParts_AreJudgedInTheirOwnRight()
    {
        var exact = new ExactRule([new(B, "above −10", v => v > -10)]);
        var nested = new CompositeRule([new DirectionRule(A), new DirectionRule(B)]);
        var runs = Runs(("a.d", Up), ("b.d", Down));
        Assert.Equal(
            Verdict.Reproduced,
            new CompositeRule([exact, new DirectionRule(A)]).Judge(runs, InferenceScope.Seeds).Verdict);
        Assert.Equal(
            Verdict.Partial,
            new CompositeRule([nested, new DirectionRule(A)]).Judge(runs, InferenceScope.Seeds).Verdict);
        Assert.Null(new CompositeRule([exact, new DirectionRule(A)]).Judge(runs, InferenceScope.Seeds).Expected);
    }

    [Fact]
    public void Threshold_OneLevelLost_IsContradictedOnlyAtTheEndOfAnUnbrokenSequence()
    {
        var runs = Runs(("a.d", Up), ("b.d", [-3, -4, -3, -4, -3]));
        var judgement = new ThresholdRule([B, A], 1).Judge(runs, InferenceScope.Seeds);
        Assert.Equal((Verdict.Contradicted, -3.4), (judgement.Verdict, Math.Round(judgement.Estimate!.Value, 12)));
        Assert.Equal([Verdict.Contradicted, Verdict.Reproduced], judgement.Parts.Select(p => p.Verdict));

        // The first level shows no loss, so the second is not tested.
        judgement = new ThresholdRule([A, B], 1).Judge(runs, InferenceScope.Seeds);
        Assert.Equal((Verdict.Inconclusive, false), (judgement.Verdict, judgement.Fragile));
        Assert.Equal([Verdict.Reproduced, Verdict.Inconclusive], judgement.Parts.Select(p => p.Verdict));
    }

    [Fact]
    public void Threshold_Tipping_IsTheWorstLowerEndAndTheHardestUpperEnd()
    {
        // 1 to 5 has the interval 1.0368 to 4.9632.
        var judgement = new ThresholdRule([A, B], 1).Judge(
            Runs(("a.d", OneToFive), ("b.d", [.. OneToFive.Select(x => -x)])), InferenceScope.Seeds);
        Assert.Equal(4.9632, judgement.Tipping!.ReproducedAbove!.Value, 5e-5);
        Assert.Equal(-4.9632, judgement.Tipping.ContradictedBelow!.Value, 5e-5);
    }

    [Fact]
    public void Threshold_EveryLevelAboveTheMargin_IsReproducedAndShowsTheWorst()
    {
        var judgement = new ThresholdRule([A, B], 3).Judge(Runs(("a.d", Up), ("b.d", Flat)), InferenceScope.Seeds);
        Assert.Equal(
            (Verdict.Reproduced, 0.0, 3.0, 2),
            (judgement.Verdict, judgement.Estimate, judgement.Margin, judgement.Parts.Count));
        Assert.Equal(Flat, judgement.Values);
        Assert.Equal(0.03125, judgement.PFlip);
    }

    [Fact]
    public void Measurement_AnyFiniteReplicate_IsMeasured()
    {
        var judgement = new MeasurementRule(D).Judge(1, 2, 3, 4, 5);
        Assert.Equal((Verdict.Measured, 3.0), (judgement.Verdict, judgement.Estimate));
        Assert.Equal(1.0368, judgement.Lower!.Value, 5e-5);
        Assert.Null(judgement.PValue);
        Assert.Equal(Verdict.Measured, new MeasurementRule(D).Judge(1).Verdict);
        Assert.Equal(Verdict.Inconclusive, new MeasurementRule(D).Judge(double.NaN).Verdict);
    }

    [Fact]
    public void Crossed_ExamplesVaryMore_DecidesAndTellsTheTestSetsOwnVerdict()
    {
        // Every seed agrees on each of four examples, whose own effects are 4, 0, 0, 0 (plus a little that differs by
        // seed): sure of the seeds, not of the examples.
        var runs = RunsOnExamples([.. Enumerable.Range(0, 6).Select(i => new double[] { 4, 0, 0, i / 10.0 })]);
        var judgement = new DirectionRule(D).Judge(runs, InferenceScope.Seeds);
        Assert.Equal((Verdict.Inconclusive, Verdict.Reproduced), (judgement.Verdict, judgement.OnThisTestSet));
        Assert.True(judgement.OnThisTestSetOnly);
        Assert.True(judgement.CrossedLower < 0 && judgement.Lower > 0);

        // By hand: seeds: sd of i/40 for i = 0…5 is 0.046771, /√6 = 0.019094; examples: 4, 0, 0, 0.25, sd 1.961717, /2
        // = 0.980858. Together 0.981044 on 3.0023 degrees of
        // freedom, t = 3.1810: 1.0625 ± 3.1207.
        Assert.Equal(1.0625 - 3.1207, judgement.CrossedLower!.Value, 1e-3);
        Assert.Equal(1.0625 + 3.1207, judgement.CrossedUpper!.Value, 1e-3);

        var agreeing = RunsOnExamples(
            [.. Enumerable.Range(0, 6).Select(i => new double[] { 1, 1, 1, 1 + (i / 10.0) })]);
        Assert.False(new DirectionRule(D).Judge(agreeing, InferenceScope.Seeds).OnThisTestSetOnly);
        Assert.Null(
            new DirectionRule(D)
                .Judge([.. agreeing.Skip(1), Run(9, agreeing[0].Values)], InferenceScope.Seeds)
                .CrossedLower);
    }

    [Fact]
    public void Point_SingleRuns_CountWithinTheRoundingInterval()
    {
        var judgement = new PointRule(D, 0.94, 0.935, 0.945, 0.02).Judge(0.93, 0.94, 0.944, 0.95, 0.941);
        Assert.Equal((0.94, 0.6), (judgement.PublishedMark, judgement.SingleRunShare));
        Assert.Equal(0.3, judgement.PublishedPercentile!.Value, 1e-12);
        Assert.Null(judgement.PValue);
    }

    [Fact]
    public void HolmAcross_ClaimsWithAndWithoutP_AdjustsThoseWith()
    {
        Judgement WithP(double? p) => new DirectionRule(D).Judge(Up) with { PValue = p };
        var adjusted = HolmAcross.Adjust([WithP(0.01), WithP(null), WithP(0.04), WithP(0.03), WithP(0.005)]);
        Assert.Equal(
            [0.03, null, 0.06, 0.06, 0.02], adjusted.Select(j => j.PHolm is { } p ? Math.Round(p, 12) : (double?)null));
    }

    [Fact]
    public void Judgement_AnyDoublesAtAll_NeverCarriesNaN() => Cases.Check(
        from rule in Gen.OneOf(
            AnyIntervalRule,
            Gen.Elements<Rule>(
                new MeasurementRule(D),
                new ExactRule([new(D, "any", _ => true)]),
                new ThresholdRule([D, new("−d", ["arm"], r => -r.Values["arm.d"])], 0)))
        from values in Cases.Any.ArrayOf()
        from finite in Cases.AnyFinite.ArrayOf()
        from mostly in Gen.Elements(true, false)
        from share in Gen.Elements(null, (double?)0.25)
        select (rule, Values: mostly ? finite : values, share),
        c => AssertNoNaN(HolmAcross.Adjust([c.rule.Judge(Runs(c.Values), new("seeds", c.share))])[0]),
        3000);

    private static void AssertNoNaN(Judgement j)
    {
        double?[] figures =
        [
            j.Estimate, j.Lower, j.Upper, j.Sd, j.Margin, j.PValue, j.PFlip, j.PHolm, j.CrossedLower, j.CrossedUpper,
            j.PAgainst, j.PAgainstHolm, j.Power, j.Detectable, j.Tipping?.ReproducedAbove,
            j.Tipping?.ContradictedBelow, j.PublishedPercentile, j.PublishedMark, j.SingleRunShare,
                j.SingleRunShareLower, j.SingleRunShareUpper,
        ];
        Assert.All(figures, f => Assert.True(f is null || double.IsFinite(f.Value)));
        Assert.All(j.Values, v => Assert.True(double.IsFinite(v)));
        Assert.All(j.Parts, AssertNoNaN);
    }
}
