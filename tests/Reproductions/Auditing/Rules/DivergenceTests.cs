using FsCheck;
using FsCheck.Fluent;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static Pruning.Tests.Reproductions.Auditing.Rules.SampleReplicates;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

public sealed class DivergenceTests
{
    private static readonly ExactRule NotNegative = new([new(D, "at least 0", v => v >= 0)]);

    private static readonly Gen<Rule> AnyRule = Gen.OneOf(
        AnyIntervalRule,
        Gen.Elements<Rule>(NotNegative, new CompositeRule([NotNegative, new EquivalenceRule(D, 2)])));

    private static readonly Quantity Negative = new("−d", ["arm"], r => -r.Values["arm.d"]);

    [Fact]
    public void Rule_DivergedReplicatesAdded_NeverImproveTheVerdict() => Cases.Check(
        from rule in AnyRule
        from sample in Cases.Sample(5, 40)
        from diverged in Gen.Choose(1, 5)
        from value in Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)
        from place in Gen.Choose(0, sample.Length)
        select (
            rule,
            sample,
            With: sample[..place].Concat(Enumerable.Repeat(value, diverged)).Concat(sample[place..]).ToArray(),
            diverged),
        c =>
        {
            var (without, with) = (c.rule.Judge(c.sample), c.rule.Judge(c.With));
            Assert.Equal(c.diverged, with.Diverged);
            Assert.Equal(c.With.Length, with.N);

            // The verdict stands or is weakened: a composite that was reproduced may become partial, anything may
            // become inconclusive.
            Assert.True(
                with.Verdict == without.Verdict
                || with.Verdict == Verdict.Inconclusive
                || (without.Verdict == Verdict.Reproduced && with.Verdict == Verdict.Partial)

                // A contradicted part comes to decide where the core no longer holds; it was contradicted before.
                || (without.Verdict == Verdict.Partial && with.Verdict == Verdict.Contradicted
                    && without.Parts.Any(p => p.Verdict == Verdict.Contradicted)));
        },
        1000);

    [Fact]
    public void Rule_MoreThanOneInTenDiverged_ConcludesNothing() => Cases.Check(
        from rule in AnyIntervalRule
        from sample in Cases.Sample(5, 40)
        select (rule, Values: sample.Concat(Enumerable.Repeat(double.NaN, (sample.Length / 9) + 1)).ToArray()),
        c => Assert.Equal(Verdict.Inconclusive, c.rule.Judge(c.Values).Verdict));

    [Fact]
    public void Direction_OneInTenDiverged_CountsItAsTheWorstSeen()
    {
        // Nine ones, and the worst seen is 1 again: it stands.
        Assert.Equal(Verdict.Reproduced, new DirectionRule(D).Judge(1, 1, 1, 1, 1, 1, 1, 1, 1, double.NaN).Verdict);

        // Without it by hand L = 0.75 - 2.306·0.9407/3 = 0.027 > 0 (symmetric, so Hall's is the same). With -0.65 once
        // more L = 0.61 - 2.262·0.9913/√10 = -0.10.
        double[] sample = [-0.65, -0.25, 0.05, 0.45, 0.75, 1.05, 1.45, 1.75, 2.15];
        foreach (Rule rule in new Rule[] { new DirectionRule(D), new BoundRule(Negative, 0) })
        {
            Assert.Equal(Verdict.Reproduced, rule.Judge(sample).Verdict);
            Assert.Equal(Verdict.Inconclusive, rule.Judge([.. sample, double.NaN]).Verdict);
        }
    }

    [Fact]
    public void TwoSidedRules_OneInTenDiverged_CountItAsTheFurthestFromTheClaim()
    {
        // By hand, without the diverged run and with the odd one out a second time: Hall's U = 2.56 and 4.00; U = 5.37
        // and
        // 6.12; half-width 0.81 and 1.0003.
        (Rule Rule, double Usual, double Odd)[] cases =
        [
            (new EquivalenceRule(D, 3), 0.5, 3),
            (new SizeRule(D, 4), 4.3, 5.6),
            (new PointRule(D, 1, 0.5, 1.5, 0.9), 1, 2),
        ];
        Assert.All(cases, c =>
        {
            double[] sample = [.. Enumerable.Repeat(c.Usual, 8), c.Odd];
            Assert.Equal(Verdict.Reproduced, c.Rule.Judge(sample).Verdict);
            Assert.Equal(Verdict.Inconclusive, c.Rule.Judge([.. sample, double.NaN]).Verdict);
        });
    }

    [Fact]
    public void Rule_FlaggedReplicateWithFiniteValue_IsDiverged()
    {
        var runs = Runs(1, 1, 1, 1, 1, 1, 1, 1, 1, 1).ToList();
        runs[3] = runs[3] with { Diverged = true };
        var judgement = new DirectionRule(D, 0.5).Judge(runs, InferenceScope.Seeds);
        Assert.Equal((Verdict.Reproduced, 1, 10), (judgement.Verdict, judgement.Diverged, judgement.N));
        Assert.Equal(0.9, judgement.SingleRunShare); // the diverged run would not have shown it
        Assert.Equal(9, judgement.Values.Count);
    }

    [Fact]
    public void Exact_DivergedReplicate_IsNeitherEqualNorUnequal()
    {
        var rule = new ExactRule([new(D, "333", v => v == 333)]);
        Assert.Equal(Verdict.Inconclusive, rule.Judge(333, double.NaN).Verdict);
        Assert.Equal(Verdict.Contradicted, rule.Judge(332, double.NaN).Verdict);
    }
}
