using System.Globalization;
using System.Text;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Shared.Statistics;
using static Pruning.Tests.Reproductions.Auditing.Rules.SampleReplicates;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

/// <summary>
/// How often the rules err: samples whose true mean stands exactly on a rule's limit, where the claim is only just
/// false (a "reproduced" is an error) or only just true (a "contradicted" is one). Standard deviation 1; every margin
/// is 3, wide enough that eight replicates can conclude.
/// </summary>
internal static class Simulation
{
    /// <summary>Registered looks, or one fixed number.</summary>
    public static readonly int[][] Designs = [[8], [32], [64], [256], [8, 16, 32]];

    public static readonly string[] Shapes = ["normal", "exponential", "exponential, tail down", "lognormal"];

    /// <summary>True means of the table of power, in standard deviations.</summary>
    public static readonly double[] Effects = [0.25, 0.5, 0.75, 1, 2];

    private static readonly ThresholdRule Threshold = new([D, D, D, D], 3);

    public static Situation Direction { get; } = new("direction", "0", new DirectionRule(D), [0]);

    private static readonly Situation[] Situations =
    [
        Direction,
        new("size, 6 ± 3", "3", new SizeRule(D, 6), [3]),
        new("bound, at most 0", "0", new BoundRule(D, 0), [0]),
        new("equivalence, ±3", "3", new EquivalenceRule(D, 3), [3]),
        new("threshold, −3, the hardest of 4 levels on it", "−3, 0, 0, 0", Threshold, [-3, 0, 0, 0]),
        new("threshold, −3, all 4 levels on it", "−3", Threshold, [-3, -3, -3, -3]),
        new("composite of 2 directions", "0", new CompositeRule([new DirectionRule(D), new DirectionRule(D)]), [0, 0]),
    ];

    /// <summary>Samples of a cell; fewer for large n, whose sign-flip tests take the time.</summary>
    public static int Repetitions(Situation of, int[] looks) => of.Rule is CompositeRule ? 1000 : looks[^1] switch
    {
        8 => 20_000,
        32 => 10_000,
        64 => 4_000,
        _ => 2_000,
    };

    public static IReadOnlyList<Row> Run() => InParallel(
        from situation in Situations
        from looks in Designs

            // A composite's judgement tells all its figures, which takes the time of many.
        where situation.Rule is not CompositeRule || looks[0] == 8
        select (Func<Row>)(() =>
            new(situation, looks, [.. Shapes.Select(shape => Simulate(situation, looks, shape))])));

    public static IReadOnlyList<PowerRow> RunPower() => InParallel(
        from effect in Effects
        select (Func<PowerRow>)(() => new(effect, [.. Designs.Where(d => d[^1] <= 32).Select(looks =>
            Simulate(Direction with { Name = $"power {effect}", Means = [effect] }, looks, "normal"))])));

    public static string Table(IEnumerable<Row> rows)
    {
        var table = new StringBuilder()
            .Append("| rule | true mean | n |").AppendJoin(" |", Shapes.Select(s => $" {s}: reproduced | contradicted"))
            .Append(" |\n|---|--:|--:|").AppendJoin(string.Empty, Shapes.Select(_ => "--:|--:|")).Append('\n');
        foreach (var (of, looks, rates) in rows)
        {
            var cells = rates.Select(r =>
                string.Create(CultureInfo.InvariantCulture, $" {r.Reproduced:P1} | {r.Contradicted:P1} |"));
            table.Append(CultureInfo.InvariantCulture, $"| {of.Name} | {of.At} | {Text(looks)} |")
                .AppendJoin(string.Empty, cells).Append('\n');
        }

        return table.ToString();
    }

    public static string Table(IEnumerable<PowerRow> rows)
    {
        var designs = Designs.Where(d => d[^1] <= 32).ToArray();
        var table = new StringBuilder()
            .Append("| true mean |").AppendJoin(string.Empty,
                designs.Select(d => $" n = {Text(d)}: reproduced | mean n |"))
            .Append("\n|--:|").AppendJoin(string.Empty, designs.Select(_ => "--:|--:|")).Append('\n');
        foreach (var (effect, rates) in rows)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {effect} |").AppendJoin(string.Empty, rates.Select(r =>
                string.Create(CultureInfo.InvariantCulture, $" {r.Reproduced:P1} | {r.MeanN:0.0} |"))).Append('\n');
        }

        return table.ToString();
    }

    public static Rates Simulate(Situation situation, int[] looks, string shape)
    {
        var random = new Xoshiro256StarStar(Seed($"{situation.Name} {shape}", looks), threadSafe: false);
        var (reproduced, contradicted, used) = (0, 0, 0L);
        for (var repetition = 0; repetition < Repetitions(situation, looks); repetition++)
        {
            double[][] columns = [.. situation.Means.Select(m => Draw(random, shape, m, looks[^1]))];
            var (verdict, n) = Judge(situation.Rule, columns, looks);
            reproduced += verdict == Verdict.Reproduced ? 1 : 0;
            contradicted += verdict == Verdict.Contradicted ? 1 : 0;
            used += n;
        }

        double all = Repetitions(situation, looks);
        return new(reproduced / all, contradicted / all, used / all);
    }

    /// <summary>Values of standard deviation 1.</summary>
    public static double[] Draw(Random random, string shape, double mean, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => mean + shape switch
        {
            "normal" => Normal.Sample(random, 0, 1),
            "exponential" => Exponential.Sample(random, 1) - 1,
            "exponential, tail down" => 1 - Exponential.Sample(random, 1),
            // exp(Z) has mean √e and variance e(e − 1).
            _ => (Math.Exp(Normal.Sample(random, 0, 1)) - Math.Sqrt(Math.E)) / Math.Sqrt(Math.E * (Math.E - 1)),
        })];

    /// <summary>The verdict of the first look that concludes, else of the last, and its n.</summary>
    public static (Verdict Verdict, int N) Judge(Rule of, double[][] columns, int[] looks)
    {
        if (of is not IntervalRule rule)
        {
            return JudgeParts(of, columns, looks);
        }

        var levels = ErrorSpending.Levels(looks, Rule.Level);
        foreach (var (look, n) in looks.Index())
        {
            // The sign-flip tests, which take the time, can only undo what the intervals conclude.
            var sample = Sample.Of([.. columns.Select(c => c[..n])]);
            var intervals = rule.EvidenceOf(sample, InferenceScope.Seeds, levels[look]).Select(e => e.Interval);
            var verdict = rule.Combine(intervals.Select(rule.ByInterval));
            if (verdict != Verdict.Inconclusive)
            {
                verdict = rule.Combine(
                    rule.Weigh(sample, InferenceScope.Seeds, levels[look]).Select(o => o.Checked));
            }

            if (verdict != Verdict.Inconclusive)
            {
                return (verdict, n);
            }
        }

        return (Verdict.Inconclusive, looks[^1]);
    }

    private static (Verdict Verdict, int N) JudgeParts(Rule rule, double[][] columns, int[] looks)
    {
        var levels = ErrorSpending.Levels(looks, Rule.Level);
        var differences = new Differences(
            [.. Enumerable.Range(1, looks[^1])], looks,
            [.. columns.Select(c => new DifferenceColumn(D.Name, [.. c.Cast<double?>()], new Summary?[looks.Length]))]);
        foreach (var (look, n) in looks.Index())
        {
            var judgement = rule.Judge(differences.At(look), InferenceScope.Seeds, levels[look]);
            if (judgement.IsConcluded || look == looks.Length - 1)
            {
                return (judgement.Verdict, n);
            }
        }

        throw new ArgumentException("Expected at least one look.", nameof(looks));
    }

    private static string Text(int[] looks) => string.Join("-", looks);

    private static T[] InParallel<T>(IEnumerable<Func<T>> work) =>
        [.. work.AsParallel().AsOrdered().Select(w => w())];

    /// <summary>A seed of the cell's own, the same in every process.</summary>
    private static int Seed(string name, int[] looks) =>
        name.Aggregate(looks.Sum(), (hash, c) => unchecked((hash * 31) + c));

    /// <param name="Name">The rule, in the table.</param>
    /// <param name="At">The true means, in the table.</param>
    /// <param name="Rule">The rule.</param>
    /// <param name="Means">The true mean of every level.</param>
    internal sealed record Situation(string Name, string At, Rule Rule, double[] Means);

    internal sealed record Rates(double Reproduced, double Contradicted, double MeanN);

    /// <param name="Of">What was simulated.</param>
    /// <param name="Looks">The looks, or one fixed number.</param>
    /// <param name="Rates">One per shape.</param>
    internal sealed record Row(Situation Of, int[] Looks, IReadOnlyList<Rates> Rates);

    /// <param name="Effect">The true mean.</param>
    /// <param name="Rates">One per design of at most 32 replicates.</param>
    internal sealed record PowerRow(double Effect, IReadOnlyList<Rates> Rates);
}
