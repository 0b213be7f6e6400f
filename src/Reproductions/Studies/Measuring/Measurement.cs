namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>Something that is measured of an arm's nets, replicate by replicate.</summary>
/// <param name="Metrics">The figures that it yields.</param>
/// <param name="Take">Measures one replicate and records the figures.</param>
internal sealed record Measurement(IReadOnlyList<Metric> Metrics, Action<Observed, Recorder> Take)
{
    /// <summary>Other arms whose nets are read: what changes them changes the figures.</summary>
    public IReadOnlyList<Arm> Uses { get; init; } = [];

    /// <summary>What the figures depend on besides the arms; it enters the study's hash.</summary>
    public string Setting { get; init; } = string.Empty;

    /// <summary>One figure from one net.</summary>
    public static Measurement Of(Metric metric, Func<Observed, double> value) =>
        new([metric], (net, to) => to.Value(metric.Name, value(net)));
}
