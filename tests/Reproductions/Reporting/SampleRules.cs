using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Auditing.Rules;

namespace Pruning.Tests.Reproductions.Reporting;

/// <summary>A rule of every kind that the program has.</summary>
internal static class SampleRules
{
    private static readonly Quantity Gain = Quantity.Difference("b.loss", "a.loss");

    /// <summary>The rules by the names of their kinds.</summary>
    public static IReadOnlyDictionary<string, Rule> ByKind { get; } = new Rule[]
    {
        new ExactRule([new(Gain, "333", v => v == 333)]),
        new DirectionRule(Gain, 0.5),
        new SizeRule(Gain, 0.5),
        new BoundRule(Gain, 0.5, 0.25),
        new EquivalenceRule(Gain, 0.01, 0),
        new PointRule(Gain, 0.47, 0.465, 0.475, 0.05),
        new ThresholdRule([Gain, Gain], 0.01),
        new CompositeRule([new DirectionRule(Gain, 0.5), new SizeRule(Gain, 0.5)]),
        new MeasurementRule(Gain),
    }.ToDictionary(r => r.Kind);
}
