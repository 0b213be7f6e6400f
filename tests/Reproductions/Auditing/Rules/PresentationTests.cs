using FsCheck.Fluent;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Tests.Properties.Statistics;
using Xunit;
using static Pruning.Tests.Reproductions.Auditing.Rules.SampleReplicates;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

public sealed class PresentationTests
{
    public static TheoryData<Rule, string> Methods() => new()
    {
        {
            new ExactRule([new(D, "333", v => v == 333), new(D, "{0}", v => v == 0)]),
            "Reproduced where every check holds in every replicate (333; {0}), contradicted where one fails in any."
        },
        {
            new DirectionRule(D),
            "Reproduced where the interval of the mean lies above 0, contradicted where it lies below."
        },
        {
            new DirectionRule(D, OfInterest: 2),
            "Reproduced where the interval of the mean lies above 0, contradicted where it lies below; negligible "
                + "where it "
            + "lies between 0 and <2>, the smallest effect of interest."
        },
        {
            new SizeRule(D, 4),
            "Reproduced where the interval of the mean lies inside <2> to <6>, the published difference give or "
            + "take half; contradicted where it lies wholly outside."
        },
        {
            new BoundRule(D, 1),
            "Reproduced where the interval of the mean lies below <1>, contradicted where it lies above."
        },
        {
            new FloorRule(D, 1),
            "Reproduced where the interval of the mean lies above <1>, contradicted where it lies below."
        },
        {
            new EquivalenceRule(D, 2),
            "Reproduced where the interval of the mean lies inside <-2> to <2>, contradicted where it lies wholly "
            + "outside."
        },
        {
            new PointRule(D, 1, 0.5, 1.5, 3),
            "Reproduced where the 95 % prediction interval of a single run meets <0.5> to <1.5>, which rounds to the "
            + "published figure, and is no wider than ± <3>; contradicted where it lies wholly outside."
        },
        {
            new ThresholdRule([D], 1),
            "Reproduced where the interval of the mean lies above <-1> at every level, contradicted where it lies "
                + "below "
            + "at the hardest; the levels are tested in order until one shows no loss."
        },
        {
            new CompositeRule([new DirectionRule(D), new BoundRule(D, 3)]),
            "Reproduced where every part is; contradicted where the first part, the core, is, or where it is "
            + "inconclusive and another part is contradicted after Holm’s correction; partial where the core is "
            + "reproduced and another part is not."
        },
        {
            new MeasurementRule(D),
            "Nothing is judged: the document gives no figure, and the mean is the result."
        },
    };

    [Theory]
    [MemberData(nameof(Methods), DisableDiscoveryEnumeration = true)]
    public void Method_OfEveryRule_NamesItsLimits(Rule rule, string sentence) =>
        Assert.Equal(sentence, rule.Presentation.Method!.Text(figure => $"<{figure}>"));

    [Fact]
    public void Methods_AreOfEveryRule()
    {
        var rules = typeof(Rule).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Rule)));
        Assert.Equal(
            rules.Select(t => t.Name).Order(),
            Methods().Select(row => row.Data.Item1.GetType().Name).Distinct().Order());
        Assert.Distinct(Methods().Select(row => row.Data.Item1).DistinctBy(r => r.GetType()).Select(r => r.Kind));
    }

    [Fact]
    public void Judge_AnyRule_CarriesItsKindAndPresentation() => Cases.Check(
        from rule in AnyIntervalRule
        from sample in Cases.Sample(0, 12)
        select (rule, sample),
        c =>
        {
            var judgement = c.rule.Judge(c.sample);
            Assert.Equal(c.rule.Kind, judgement.Kind);
            Assert.Equivalent(c.rule.Presentation, judgement.Presentation, strict: true);
            Assert.All(judgement.Parts, p => Assert.NotNull(p.Presentation.Method));
        });

    [Fact]
    public void Acceptance_WhereReproduced_HoldsTheWholeInterval() => Cases.Check(
        from rule in AnyIntervalRule
        from sample in Cases.Sample(5, 40)
        select (rule, sample),
        c =>
        {
            var judgement = c.rule.Judge(c.sample);
            if (judgement is { Verdict: Verdict.Reproduced, Presentation.Acceptance: var (from, to) })
            {
                Assert.True(judgement.Lower > (from ?? double.NegativeInfinity));
                Assert.True(judgement.Upper < (to ?? double.PositiveInfinity));
            }
        },
        1000);

    [Fact]
    public void Showing_AnySample_IsTheSingleRunShare() => Cases.Check(
        from rule in AnyIntervalRule
        from sample in Cases.Sample(1, 40)
        from diverged in Gen.Choose(0, 3)
        select (rule, Values: sample.Concat(Enumerable.Repeat(double.NaN, diverged)).ToArray()),
        c =>
        {
            var judgement = c.rule.Judge(c.Values);
            Assert.Equal(judgement.PublishedMark is null, judgement.Showing is null);
            Assert.Equal(judgement.SingleRunShare, (double?)judgement.Showing?.Count / judgement.N);
            Assert.All(judgement.Showing ?? [], i => Assert.InRange(i, 0, judgement.Values.Count - 1));
        });

    [Fact]
    public void Sentence_TextAndNumbers_AreTakenApart()
    {
        var text = "a } or { brace";
        var sentence = Sentence.Of($"From {1.5}, {text} ", $"to {2}.");
        Assert.Equal([1.5, 2], sentence.Figures);
        Assert.Equal("From (1.5), a } or { brace to (2).", sentence.Text(f => $"({f})"));
    }
}
