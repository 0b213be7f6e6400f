namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>
/// Records the metrics of one replicate. Names are prefixed with the arm's: <c>testAccuracy</c> becomes
/// <c>pruned.testAccuracy</c>.
/// </summary>
internal sealed class Recorder(int seed)
{
    private readonly Dictionary<string, double> values = [];
    private readonly Dictionary<string, IReadOnlyList<double>> examples = [];
    private readonly Dictionary<string, IReadOnlyList<double>> curves = [];
    private readonly Dictionary<string, NamedTable> tables = [];
    private string arm = string.Empty;

    /// <summary>Metrics recorded so far, by <c>arm.metric</c>.</summary>
    public IReadOnlyDictionary<string, double> Values => values;

    /// <summary>Whether a loss or parameter of any measured arm is not finite.</summary>
    public bool Diverged { get; private set; }

    /// <summary>Records a metric.</summary>
    public void Value(string metric, double value) => values[$"{arm}.{metric}"] = value;

    /// <summary>Records a metric's value for every test example.</summary>
    public void Examples(string metric, IReadOnlyList<double> perExample) => examples[$"{arm}.{metric}"] = perExample;

    /// <summary>Records a curve, with one value per point of the study's axis.</summary>
    public void Curve(string metric, IReadOnlyList<double> points) => curves[$"{arm}.{metric}"] = points;

    /// <summary>Records a table.</summary>
    public void Table(string name, NamedTable table) => tables[$"{arm}.{name}"] = table;

    /// <summary>Sets the arm of the next records, and whether its net diverged.</summary>
    internal void Begin(string next, bool diverged)
    {
        arm = next;
        Diverged |= diverged;
    }

    /// <summary>Checks that a measurement recorded the metrics that it declares.</summary>
    /// <exception cref="InvalidOperationException">One is missing.</exception>
    internal void CheckRecorded(IEnumerable<Metric> metrics)
    {
        if (metrics.FirstOrDefault(m => !values.ContainsKey($"{arm}.{m.Name}")) is { } missing)
        {
            throw new InvalidOperationException(
                $"A measurement of the arm '{arm}' declares the metric '{missing.Name}' and did not record it.");
        }
    }

    /// <summary>Marks the replicate as diverged unless a value is finite.</summary>
    internal void Check(bool finite) => Diverged |= !finite;

    internal Replicate ToReplicate(double seconds) =>
        new(seed, values, examples, curves, Diverged, seconds) { Tables = tables };
}
