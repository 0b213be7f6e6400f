namespace Pruning.Reproductions.Studies;

/// <summary>All arms of a study in one reading, with their measurements and curves.</summary>
/// <param name="data">The examples shared by all arms.</param>
internal sealed class StudyPlan(StudyData data)
{
    private readonly List<PlannedArm> arms = [];
    private readonly List<(string Name, IReadOnlyList<string> Metrics)> curves = [];
    private readonly List<(Metric Metric, Func<IReadOnlyDictionary<string, double>, double> Value)> derived = [];

    /// <summary>The examples.</summary>
    public StudyData Data => data;

    /// <summary>The examples and those of every pre-training, each once.</summary>
    public IEnumerable<StudyData> AllData =>
        arms.SelectMany(ArmLifetimes.Needed).SelectMany(DataOf).Prepend(data).DistinctBy(d => d.Id);

    /// <summary>The arms, in the order of measurement.</summary>
    public IReadOnlyList<PlannedArm> Arms => arms;

    /// <summary>Curves by name, each as a list of scalar metrics.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Metrics)> Curves => curves;

    /// <summary>Metrics derived from other metrics of the same replicate, with full names.</summary>
    public IReadOnlyList<(Metric Metric, Func<IReadOnlyDictionary<string, double>, double> Value)> Derived => derived;

    /// <summary>Hash of everything trained and measured, 16 hexadecimal digits.</summary>
    public string Hash =>
        Canonical.Hash([.. arms.SelectMany(a => new[] { a.Name, a.Hash }), .. derived.Select(d => d.Metric.Name)]);

    /// <summary>All metrics by full name, <c>arm.metric</c>.</summary>
    public IEnumerable<(string Name, Metric Metric)> Metrics =>
        Measured.Concat(derived.Select(d => (d.Metric.Name, d.Metric)));

    private IEnumerable<(string Name, Metric Metric)> Measured =>
        arms.SelectMany(a => a.Measurements.SelectMany(m => m.Metrics).Select(m => ($"{a.Name}.{m.Name}", m)));

    /// <summary>Starts an arm with untrained nets on the study's examples.</summary>
    public Arm Start(Architecture net, Init init) => Arm.Start(data, net, init);

    /// <summary>Starts an arm on the study's examples with one net for all replicates.</summary>
    /// <param name="source">The arm that the net comes from, usually trained on other examples.</param>
    /// <param name="seed">The seed that it is run with.</param>
    public Arm Pretrained(Arm source, int seed) => Arm.Pretrained(data, source, seed);

    /// <summary>Adds an arm with a name and measurements.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public StudyPlan Measure(string name, Arm arm, params IReadOnlyList<Measurement> measurements)
    {
        Add(new(name, arm, measurements));
        return this;
    }

    /// <summary>
    /// Adds a sweep of test accuracy over sparsity levels: arms <c>family@level</c> and a curve through them.
    /// </summary>
    /// <param name="family">The curve's name.</param>
    /// <param name="levels">The levels, ascending.</param>
    /// <param name="unpruned">The nets at level 0.</param>
    /// <param name="at">The nets at a level above 0.</param>
    /// <param name="byExample">Levels at which per-example results are recorded; null: all.</param>
    /// <param name="zero">
    /// Arm measured elsewhere that serves as level 0; null: <c>family@0</c> is measured here.
    /// </param>
    public StudyPlan Sweep(
        string family, IReadOnlyList<int> levels, Arm unpruned, Func<int, Arm> at,
            IReadOnlyList<int>? byExample = null, string? zero = null)
    {
        if (levels.Any(k => k is < 0 or > 100) || !levels.SequenceEqual(levels.Distinct().Order()))
        {
            throw new ArgumentException(
                $"Expected the levels of the curve '{family}' in per cent, ascending from 0 to 100; got "
                    + $"{string.Join(", ", levels)}.",
                nameof(levels));
        }

        foreach (var level in levels.Where(k => k > 0 || zero is null))
        {
            var accuracy = byExample?.Contains(level) == false ? Measuring.Measure.MeanTestAccuracy
                : Measuring.Measure.TestAccuracy;
            Add(level == 0
                ? new($"{family}@0", unpruned, [accuracy])
                : new($"{family}@{level}", at(level), [accuracy]) { Like = unpruned });
        }

        return Curve($"{family}.testAccuracy",
            levels.Select(k => $"{(k == 0 && zero is not null ? zero : $"{family}@{k}")}.testAccuracy"));
    }

    /// <summary>Adds a curve through metrics that arms measure, one per point of the study's axis.</summary>
    /// <param name="name"><c>family.metric</c>.</param>
    /// <param name="metrics">Their full names.</param>
    public StudyPlan Curve(string name, IEnumerable<string> metrics)
    {
        curves.Add((name, [.. metrics]));
        return this;
    }

    /// <summary>Adds a metric computed from other metrics of each replicate.</summary>
    /// <param name="metric">Its name includes the arm's.</param>
    public StudyPlan Derive(Metric metric, Func<IReadOnlyDictionary<string, double>, double> value)
    {
        derived.Add((metric, value));
        return this;
    }

    /// <summary>Finds curves and derived figures that rest on metrics which no arm measures.</summary>
    /// <param name="points">Points of the study's axis; null: it has none.</param>
    public IEnumerable<string> Problems(int? points)
    {
        var known = Measured.Select(m => m.Name).ToHashSet();
        foreach (var (name, metrics) in curves)
        {
            foreach (var missing in metrics.Where(m => !known.Contains(m)))
            {
                yield return $"the curve '{name}' needs '{missing}', which no arm measures";
            }

            if (points != metrics.Count)
            {
                yield return $"the curve '{name}' has {metrics.Count} points, the study's axis {points ?? 0}";
            }
        }

        var values = known.ToDictionary(m => m, _ => 0.5);
        foreach (var (metric, value) in derived)
        {
            if (!Works(value, values))
            {
                yield return $"the figure '{metric.Name}' is derived from a metric that no arm measures";
            }
        }
    }

    private static IEnumerable<StudyData> DataOf(Arm arm) =>
        (arm.Step.Pretraining is { } source ? ArmLifetimes.Chain(source).SelectMany(DataOf) : []).Append(arm.Data);

    private static bool Works(Func<IReadOnlyDictionary<string, double>, double> value, Dictionary<string,
        double> values)
    {
        try
        {
            _ = value(values);
            return true;
        }
        catch (KeyNotFoundException)
        {
            return false;
        }
    }

    private void Add(PlannedArm arm)
    {
        if (arm.Name.Length == 0 || arm.Name.Contains('.', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"An arm cannot be called '{arm.Name}': a name is not empty and has no dot, which separates it from "
                    + "its metrics.",
                nameof(arm));
        }

        if (arm.Arm.Data.Id != data.Id)
        {
            throw new ArgumentException(
                $"The arm '{arm.Name}' is of the data set '{arm.Arm.Data.Id}', its plan of '{data.Id}'.", nameof(arm));
        }

        if (arms.Exists(a => a.Name == arm.Name))
        {
            throw new ArgumentException($"Two arms are named '{arm.Name}'; give one of them another name.",
                nameof(arm));
        }

        arms.Add(arm);
    }
}
