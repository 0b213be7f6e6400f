using System.Globalization;
using System.Text;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

/// <summary>
/// How often the rules err: samples whose true mean stands exactly on a rule's limit, where the claim is only just
/// false (a "reproduced" is an error) or only just true (a "contradicted" is one). Standard deviation 1; every margin
/// is 3, wide enough that five replicates can conclude.
/// </summary>
internal static class Simulation
{
    public static readonly int[] Sizes = [5, 8, 64, 256];

    private static readonly ThresholdRule Threshold = new(
        [SampleReplicates.D, SampleReplicates.D, SampleReplicates.D, SampleReplicates.D], 3);

    private static readonly Situation[] Situations =
    [
        new("direction", "0", new DirectionRule(SampleReplicates.D), [0]),
        new("size, 6 ± 3", "3", new SizeRule(SampleReplicates.D, 6), [3]),
        new("bound, at most 0", "0", new BoundRule(SampleReplicates.D, 0), [0]),
        new("equivalence, ±3", "3", new EquivalenceRule(SampleReplicates.D, 3), [3]),
        new("threshold, −3, one of 4 levels on it", "−3, 0, 0, 0", Threshold, [-3, 0, 0, 0]),
        new("threshold, −3, all 4 levels on it", "−3", Threshold, [-3, -3, -3, -3]),
    ];

    /// <summary>Runs a cell; fewer for large n, whose sign-flip tests take the time.</summary>
    public static int Repetitions(int n) => n switch { <= 8 => 20_000, 64 => 5_000, _ => 2_000 };

    public static IEnumerable<Row> Run() =>
        from situation in Situations
        from n in Sizes
        select new Row(situation, n, Simulate(situation, n, skewed: false), Simulate(situation, n, skewed: true));

    public static string Table(IEnumerable<Row> rows)
    {
        var table = new StringBuilder()
            .Append(
                "| rule | true mean | n | normal: reproduced | contradicted | skewed: reproduced | contradicted |\n")
            .Append("|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (var (of, n, normal, skewed) in rows)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {of.Name} | {of.At} | {n} | {Cells(normal)} | {Cells(skewed)} |\n");
        }

        return table.ToString();
    }

    private static string Cells(Rates rates) =>
        string.Create(CultureInfo.InvariantCulture, $"{rates.Reproduced:P1} | {rates.Contradicted:P1}");

    public static Rates Simulate(Situation situation, int n, bool skewed)
    {
        var (rule, means) = (situation.Rule, situation.Means);
        var random = new Xoshiro256StarStar(HashCode(situation.Name, n), threadSafe: false);
        var columns = Array.ConvertAll(means, _ => new double[n]);
        var (reproduced, contradicted) = (0, 0);
        for (var repetition = 0; repetition < Repetitions(n); repetition++)
        {
            for (var level = 0; level < means.Length; level++)
            {
                for (var i = 0; i < n; i++)
                {
                    columns[level][i] = means[level] + (
                        skewed ? Exponential.Sample(random, 1) - 1 : Normal.Sample(random, 0, 1));
                }
            }

            // The sign-flip test can only undo what the interval concludes, and most samples conclude nothing.
            var sample = Sample.Of(columns);
            var verdict = Weigh(rule, sample, checkFlips: false);
            verdict = verdict == Verdict.Inconclusive ? verdict : Weigh(rule, sample, checkFlips: true);
            reproduced += verdict == Verdict.Reproduced ? 1 : 0;
            contradicted += verdict == Verdict.Contradicted ? 1 : 0;
        }

        return new((double)reproduced / Repetitions(n), (double)contradicted / Repetitions(n));
    }

    private static Verdict Weigh(IntervalRule rule, Sample sample, bool checkFlips) =>
        rule.Combine(rule.Weigh(sample, InferenceScope.Seeds, checkFlips).Select(o => o.Checked));

    /// <summary>A seed of the row's own, the same in every process.</summary>
    private static int HashCode(string name, int n) => name.Aggregate(n, (hash, c) => unchecked((hash * 31) + c));

    /// <param name="Name">The rule, in the table.</param>
    /// <param name="At">The true means, in the table.</param>
    /// <param name="Rule">The rule.</param>
    /// <param name="Means">The true mean of every level.</param>
    internal sealed record Situation(string Name, string At, IntervalRule Rule, double[] Means);

    internal sealed record Rates(double Reproduced, double Contradicted);

    internal sealed record Row(Situation Of, int N, Rates Normal, Rates Skewed);
}
