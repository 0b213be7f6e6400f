using MathNet.Numerics.Random;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;
using Pruning.Shared.Statistics;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

/// <summary>Rules over runs of two arms that are not paired.</summary>
public sealed class UnpairedTests
{
    // R's data set sleep, whose two rows t.test(extra ~ group) takes as unpaired: -3.3654832 … 0.2054832.
    private static readonly double[] First = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] Second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    private static readonly Quantity Difference = new("a − b", ["a", "b"],
        r => r.Values.TryGetValue("a.x", out var a) ? a : r.Values["b.x"])
    {
        IsDifference = true,
        SideOf = r => r.Values.ContainsKey("a.x") ? 1 : r.Values.ContainsKey("b.x") ? -1 : 0,
    };

    [Fact]
    public void Judge_Sleep_IsWelchsInterval()
    {
        var judged = new DirectionRule(Difference).Judge(Runs(First, Second), InferenceScope.Seeds);
        var welch = Estimate.OfMean(Summary.Of(First)).Minus(Estimate.OfMean(Summary.Of(Second)));
        Assert.Equal(-1.58, judged.Estimate!.Value, 1e-12);

        // The wider of Welch's and the interval that is corrected for skewness.
        Assert.InRange(judged.Lower!.Value, -4, -3.3654832 + 5e-8);
        Assert.InRange(judged.Upper!.Value, 0.2054832 - 5e-8, 1);
        Assert.InRange(judged.PAgainst!.Value, welch.PBelow(0), 0.1);
        Assert.Equal(Verdict.Inconclusive, judged.Verdict);
        Assert.Equal(20, judged.N);
        Assert.Null(judged.PFlip);
        Assert.Null(judged.Sd);
        Assert.Empty(judged.Values);
        Assert.Contains(judged.Notes, n => n.Contains("Welch"));
    }

    [Fact]
    public void Judge_TheSamePaired_ConcludesMore()
    {
        // Student's own example: the same patients under both drugs.
        var paired = new DirectionRule(SampleReplicates.D).Judge(
            SampleReplicates.Runs([.. First.Zip(Second, (a, b) => a - b)]), InferenceScope.Seeds);
        Assert.Equal(Verdict.Contradicted, paired.Verdict);
    }

    [Theory]
    [InlineData(5, 8, true)]
    [InlineData(4, 8, false)]
    [InlineData(8, 4, false)]
    public void Judge_FarApart_ConcludesFromFiveRunsOfEachArm(int first, int second, bool concludes)
    {
        var judged = new DirectionRule(Difference).Judge(
            Runs([.. Rising(first).Select(x => x + 100)], Rising(second)), InferenceScope.Seeds);
        Assert.Equal(concludes ? Verdict.Reproduced : Verdict.Inconclusive, judged.Verdict);
    }

    [Fact]
    public void Judge_TurnedRound_GivesTheOppositeVerdict()
    {
        double[] high = [.. Rising(8).Select(x => x + 10)];
        var (a, b) = (Runs(high, Rising(9)), Runs(Rising(9), high));
        var (one, other) = (new DirectionRule(Difference).Judge(a, InferenceScope.Seeds),
            new DirectionRule(Difference).Judge(b, InferenceScope.Seeds));
        Assert.Equal((Verdict.Reproduced, Verdict.Contradicted), (one.Verdict, other.Verdict));
        Assert.Equal(one.Lower!.Value, -other.Upper!.Value, 1e-12);
        Assert.Equal(one.PValue!.Value, other.PAgainst!.Value, 1e-12);
    }

    [Fact]
    public void Judge_OneOfTwentyDiverged_TakesTheWorstRunOfItsArm()
    {
        // Without the diverged run of arm a all lies above 0; as the least of arm a's runs, too.
        var (near, far) = (Rising(10), Rising(10).Select(x => x + 30).ToArray());
        far[3] = double.NaN;
        var judged = new DirectionRule(Difference).Judge(Runs(far, near), InferenceScope.Seeds);
        Assert.Equal((Verdict.Reproduced, 1), (judged.Verdict, judged.Diverged));

        // And where the worst is far off, it withholds the conclusion.
        far[0] = -200;
        Assert.Equal(Verdict.Inconclusive,
            new DirectionRule(Difference).Judge(Runs(far, near), InferenceScope.Seeds).Verdict);
    }

    [Fact]
    public void WithDivergedAsWorst_EachArm_GetsItsRunOfTheWorstPair()
    {
        var runs = Runs([1, 5, double.NaN], [2, 9, double.NaN, 4]);
        var sample = Sample.Of(Pruning.Reproductions.Auditing.Differences.Of(runs, [Difference], [runs.Count]));
        Assert.Equal((7, 2, 2), (sample.N, sample.Diverged, sample.Finite));
        var worst = sample.WithDivergedAsWorst(d => -d);
        Assert.Equal([1, 5, 1], worst.Columns[0]);
        Assert.Equal([2, 9, 4, 9], worst.Subtracted[0]!);
        var far = sample.WithDivergedAsWorst(d => Math.Abs(d - 100));
        Assert.Equal([1, 5, 1], far.Columns[0]);
        var near = sample.WithDivergedAsWorst(d => Math.Abs(d + 100));
        Assert.Equal([1, 5, 5], near.Columns[0]);
        Assert.Equal([2, 9, 4, 2], near.Subtracted[0]!);
    }

    [Fact]
    public void Judge_Looks_StopAtTheFirstThatConcludes()
    {
        var runs = Interleaved([.. Rising(32).Select(x => x + 100)], Rising(32));
        var rule = new DirectionRule(Difference);
        var judged = rule.Judge(rule.Observe(runs, [16, 32, 64]), InferenceScope.Seeds, [16, 32, 64]);
        Assert.Equal((Verdict.Reproduced, 16), (judged.Verdict, judged.N));
        Assert.Equal(0.003125, Assert.Single(judged.Looks).Level, 1e-4);
        Assert.InRange(judged.SameAgain!.Value, 0.99, 1);
    }

    [Fact]
    public void Judge_EveryKindOnDifferences_HasAVerdict()
    {
        Rule[] rules =
        [
            new DirectionRule(Difference, 3, 0.5), new SizeRule(Difference, 10), new BoundRule(Difference, 100),
            new FloorRule(Difference, 1), new EquivalenceRule(Difference, 50, 0),
            new ThresholdRule([Difference, Difference], 1), new MeasurementRule(Difference),
            new CompositeRule([new DirectionRule(Difference), new BoundRule(Difference, 100)]),
        ];
        var runs = Runs([.. Rising(12).Select(x => x + 10)], Rising(10));
        Assert.All(rules, rule =>
        {
            var judged = rule.Judge(rule.Observe(runs, [22]), InferenceScope.Seeds, [22]);
            Assert.Equal(rule is MeasurementRule ? Verdict.Measured : Verdict.Reproduced, judged.Verdict);
            Assert.Equal(22, judged.N);
        });
    }

    // How often a direction errs on either side where there is none: arms of equal spread, and the smaller arm three
    // times as wide, where a pooled variance would err far more often. docs/verdicts.md tells these rates.
    [Theory]
    [InlineData("normal", 8, 8, 1, 0.03)]
    [InlineData("normal", 8, 16, 3, 0.03)]
    [InlineData("normal", 8, 32, 1, 0.03)]
    [InlineData("exponential", 8, 8, 1, 0.03)]
    [InlineData("exponential", 8, 16, 3, 0.08)]
    [InlineData("exponential", 32, 32, 3, 0.06)]
    public void Judge_NoEffect_ErrsAsRarelyAsTold(string shape, int first, int second, double spread, double most)
    {
        const int Repetitions = 2000;
        var random = new Xoshiro256StarStar(1947, threadSafe: false);
        var rule = new DirectionRule(Difference);
        var verdicts = Enumerable.Range(0, Repetitions).Select(_ => rule.Judge(Runs(
            [.. Simulation.Draw(random, shape, 0, first).Select(x => spread * x)],
            Simulation.Draw(random, shape, 0, second)), InferenceScope.Seeds).Verdict).ToArray();
        Assert.InRange((double)verdicts.Count(v => v == Verdict.Reproduced) / Repetitions, 0, most);
        Assert.InRange((double)verdicts.Count(v => v == Verdict.Contradicted) / Repetitions, 0, most);
    }

    private static double[] Rising(int n) => [.. Enumerable.Range(0, n).Select(i => (i % 5) + (i / 16.0))];

    private static IReadOnlyList<Replicate> Runs(double[] a, double[] b) =>
        [.. a.Select((x, i) => Run("a", i, x)), .. b.Select((x, i) => Run("b", i, x))];

    private static IReadOnlyList<Replicate> Interleaved(double[] a, double[] b) =>
        [.. a.Zip(b).SelectMany((x, i) => new[] { Run("a", i, x.First), Run("b", i, x.Second) })];

    private static Replicate Run(string arm, int seed, double x) =>
        SampleReplicates.Run(seed, new Dictionary<string, double> { [$"{arm}.x"] = x });
}
