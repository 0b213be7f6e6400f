using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Studies;

/// <summary>A study whose arms come from a design, which its factors change.</summary>
/// <param name="id"><c>document/name</c>.</param>
/// <param name="primary">The design of the primary reading.</param>
internal sealed class Study<TDesign>(string id, TDesign primary) : Study
    where TDesign : IStudyDesign
{
    /// <summary>
    /// Multiply-accumulates above which nets are trained one at a time on a CPU, with idle cores sharing the work.
    /// </summary>
    private const long Large = 10_000;

    private readonly Lazy<StudyPlan> plan = new(() => primary.Plan(whole: true));

    /// <summary>Its choices, as changes of the design.</summary>
    public IReadOnlyList<Factor<TDesign>> Factors { get; init; } = [];

    /// <summary>Choices that shorten the primary reading; empty: the short run uses the primary reading.</summary>
    public IReadOnlyDictionary<string, string> ShortChoices { get; init; } = new Dictionary<string, string>();

    public override string Id => id;

    public override IReadOnlyList<Choice> Choices => [.. Factors.Select(f => f.Choice)];

    public override double Cost => PlanWork.Of(plan.Value, Replicates.Most);

    public override bool OneAtATime => plan.Value.Metrics.Any(m => m.Metric.Nature == Nature.Time);

    public override Reading Check => ShortChoices.Count == 0 ? Primary
        : Readings.SingleOrDefault(r => r.Id == Reading.IdOf(ShortChoices)) ?? Shorter(ShortChoices);

    public override int ChunkSize(Device device) =>
        (plan.Value.Arms.Max(a => a.Arm.Net.MultiplyAccumulates) > Large, device) switch
        {
            (true, Device.Cpu) => 1,
            (false, Device.Cpu) or (true, _) => 64,
            _ => 1024,
        };

    /// <summary>The plan of a reading.</summary>
    public StudyPlan PlanOf(Reading reading) => DesignOf(reading.Choices).Plan(reading.Primary || reading.Short);

    public override Nature NatureOf(string metric) =>
        plan.Value.Metrics.FirstOrDefault(m => m.Name == metric) is { Metric: { } known } ? known.Nature : Nature.Real;

    public override string? UnitOfCurve(string curve)
    {
        var metric = plan.Value.Curves.Where(c => c.Name == curve).SelectMany(c => c.Metrics).FirstOrDefault();
        return plan.Value.Metrics.FirstOrDefault(m => m.Name == metric).Metric?.Unit;
    }

    public override string HashOf(Reading reading) => PlanOf(reading).Hash;

    public override IEnumerable<string> Problems() =>
        Readings.SelectMany(r => PlanOf(r).Problems(Axis?.X.Count).Select(p => $"{p} (reading {r.Id})"))
            .Concat(TradeOffProblems(plan.Value));

    public override bool NeedsOwnData => plan.Value.AllData.Any(d => d.Missing is not null);

    public override string? Missing(Reading reading)
    {
        var missing = PlanOf(reading).AllData.Select(d => d.Missing?.Invoke()).OfType<string>().Distinct().ToList();
        return missing.Count > 0 ? string.Join(' ', missing) : null;
    }

    public override IReadOnlyCollection<string> MetricsOf(Reading reading) =>
        [.. PlanOf(reading).Metrics.Select(m => m.Name)];

    public override Session Open(Device device, NetFolder? nets = null) =>
        new StudySession<TDesign>(this, device, new(nets));

    protected override InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices)
    {
        if (OneAtATime)
        {
            return new("runs on this machine");
        }

        var reading = DesignOf(choices).Plan(whole: false);
        var scope = reading.Data.TestShare is { } share ? new("seeds and splits", share) : InferenceScope.Seeds;
        return reading.Arms.SelectMany(ArmLifetimes.Needed).Any(a => a.Step.Pretraining is not null)
            ? scope with { Description = $"{scope.Description}, from one pre-trained net" }
            : scope;
    }

    /// <exception cref="InvalidOperationException">The choices change nothing that is trained or measured.</exception>
    protected override IReadOnlySet<string> ChangedArms(IReadOnlyDictionary<string, string> choices)
    {
        var known = plan.Value.Arms.ToDictionary(a => a.Name, a => a.Hash);
        var moved = DesignOf(choices).Plan(whole: false).Arms
            .Where(a => known.GetValueOrDefault(a.Name) != a.Hash)
            .Select(a => a.Family)
            .ToHashSet();
        return moved.Count > 0 ? moved : throw new InvalidOperationException(
            $"{Id}: {Reading.Canonical(choices)} changes no arm of the study. Remove that choice, or let it change the "
                + "design.");
    }

    /// <summary>A trade-off of curves that no family has both of would be left out of the report in silence.</summary>
    private IEnumerable<string> TradeOffProblems(StudyPlan whole)
    {
        var curves = whole.Curves.Select(c => c.Name).ToHashSet();
        if (TradeOff is var (x, y) && curves.Count > 0
            && !curves.Any(c => c.EndsWith($".{x}", StringComparison.Ordinal) && curves.Contains(c[..^x.Length] + y)))
        {
            yield return $"its trade-off needs curves of '{x}' and '{y}', which no family of arms has both";
        }
    }

    private TDesign DesignOf(IReadOnlyDictionary<string, string> choices) =>
        Factors.Aggregate(primary, (design, factor) => factor.Apply(design, choices[factor.Choice.Key]));
}
