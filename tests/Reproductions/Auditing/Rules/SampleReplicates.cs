using FsCheck;
using FsCheck.Fluent;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;
using Pruning.Reproductions.Studies;

namespace Pruning.Tests.Reproductions.Auditing.Rules;

/// <summary>Replicates made of bare numbers, and rules over them.</summary>
internal static class SampleReplicates
{
    /// <summary>The one quantity of most tests.</summary>
    public static Quantity D { get; } = Quantity.Metric("arm.d");

    /// <summary>
    /// One rule of every kind that concludes from an interval, on a scale where the samples of the tests reach every
    /// verdict.
    /// </summary>
    public static IReadOnlyList<Rule> IntervalRules { get; } =
    [
        new DirectionRule(D, 0.5),
        new SizeRule(D, 4),
        new BoundRule(D, 1, 0.5),
        new FloorRule(D, 1, 1.5),
        new EquivalenceRule(D, 2, 0),
        new PointRule(D, 1, 0.5, 1.5, 3),
        new ThresholdRule([D], 1),
        new CompositeRule([new DirectionRule(D), new BoundRule(D, 3)]),
    ];

    public static Gen<Rule> AnyIntervalRule { get; } = Gen.Elements(IntervalRules.ToArray());

    /// <summary>Replicates with one value each; one that is not finite is a diverged replicate.</summary>
    public static IReadOnlyList<Replicate> Runs(params double[] values) => Runs(("arm.d", values));

    /// <summary>Replicates with several metrics, a column each.</summary>
    public static IReadOnlyList<Replicate> Runs(params (string Metric, double[] Values)[] columns) =>
        [.. columns[0].Values.Select((_, i) => Run(i, columns.ToDictionary(c => c.Metric, c => c.Values[i])))];

    public static Replicate Run(int seed, IReadOnlyDictionary<string, double> values) => new(
        seed, values, new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>());

    /// <summary>Replicates with a value for every test example; the quantity is their mean.</summary>
    public static IReadOnlyList<Replicate> RunsOnExamples(double[][] perExample) =>
        [.. perExample.Select((e, i) => Run(i, new Dictionary<string, double> { ["arm.d"] = e.Average() })
            with { Examples = new Dictionary<string, IReadOnlyList<double>> { ["arm.d"] = e } })];

    public static Judgement Judge(this Rule rule, params double[] values) =>
        rule.Judge(Runs(values), InferenceScope.Seeds);
}
