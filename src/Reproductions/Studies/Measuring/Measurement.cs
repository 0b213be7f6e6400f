namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>A measurement of an arm's nets, taken per replicate.</summary>
/// <param name="Metrics">The metrics it yields.</param>
/// <param name="Take">Measures one replicate and records the metrics.</param>
internal sealed record Measurement(IReadOnlyList<Metric> Metrics, Action<Observed, Recorder> Take)
{
    /// <summary>Other arms whose nets are read; a change of them changes the metrics.</summary>
    public IReadOnlyList<Arm> Uses { get; init; } = [];

    /// <summary>Further settings that the metrics depend on; part of the study's hash.</summary>
    public string Setting { get; init; } = string.Empty;

    /// <summary>A measurement of one metric from one net.</summary>
    public static Measurement Of(Metric metric, Func<Observed, double> value) =>
        new([metric], (net, to) => to.Value(metric.Name, value(net)));
}
