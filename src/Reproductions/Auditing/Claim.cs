namespace Pruning.Reproductions.Auditing;

/// <summary>A checkable statement of a document.</summary>
/// <param name="Id"><c>document/claim</c>.</param>
/// <param name="Section">Its place in the document.</param>
/// <param name="Statement">The statement, in this project's words.</param>
/// <param name="Rule">The rule that judges it; its margins are fixed before any run.</param>
public sealed record Claim(string Id, string Section, string Statement, Published Published, Study Study, Rule Rule)
{
    private IReadOnlyList<Reading>? readings;
    private IReadOnlySet<string>? arms;

    /// <summary>Remarks on the primary verdict, as sentences computed from the replicates; null: none.</summary>
    public Func<IReadOnlyList<Replicate>, Reading, string>? Note { get; init; }

    /// <summary>A few words that qualify any reading's verdict and always accompany it; null: none.</summary>
    public Func<IReadOnlyList<Replicate>, Reading, string>? Caveat { get; init; }

    /// <summary>
    /// Sentences on what only this reading can answer, printed under its result; null, or a null text: none.
    /// </summary>
    public Func<IReadOnlyList<Replicate>, Reading, string?>? ReadingNote { get; init; }

    /// <summary>Position of the document's figure on the curves' horizontal axis; null: none.</summary>
    public double? CurveMark { get; init; }

    /// <summary>Names of the tables in its report; null: those of all its arms.</summary>
    public IReadOnlyList<string>? Tables { get; init; }

    /// <summary>A table of words for its report; null: none.</summary>
    public TextTable? Words { get; init; }

    /// <summary>Choices of how the claim is judged, which change no run.</summary>
    public IReadOnlyList<Choice> Judging { get; init; } = [];

    /// <summary>Combinations of judging choices.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> JudgingTogether { get; init; } = [];

    /// <summary>The rule for a reading's choices; null: <see cref="Rule"/> for all.</summary>
    public Func<IReadOnlyDictionary<string, string>, Rule>? RuleOf { get; init; }

    /// <summary>
    /// Whether a verdict is drawn on times. Then it is this machine's, judged where it is measured: it stands in no
    /// expected file, and Holm's correction of its document leaves it out.
    /// </summary>
    public bool IsOnTheSpot => Study.OneAtATime && Rule.CanConclude;

    /// <summary>The arms that the rule depends on.</summary>
    public IReadOnlySet<string> Arms => arms ??= Readings.Select(RuleFor).Append(Rule).SelectMany(r => r.Quantities)
        .SelectMany(q => q.Arms).ToHashSet();

    /// <summary>
    /// Judges a run by the claim's rule, up to the first look that concludes; <see cref="Verdict.NotRun"/> where it was
    /// not run.
    /// </summary>
    public Judgement Judge(Run run, Reading reading)
    {
        var rule = RuleFor(reading);
        if (run.Obstacle is { } why)
        {
            return Judgement.NotRun(rule, why);
        }

        var judgement = rule.Judge(rule.Observe(run.Replicates, run.Reached), reading.InferenceScope, run.Looks);
        return Remarked(judgement, [.. run.Replicates.Take(judgement.N)], reading);
    }

    /// <summary>Judges replicates of an unregistered number, all at once.</summary>
    public Judgement Judge(IReadOnlyList<Replicate> replicates, Reading reading) =>
        Remarked(RuleFor(reading).Judge(replicates, reading.InferenceScope), replicates, reading);

    private Judgement Remarked(Judgement judgement, IReadOnlyList<Replicate> replicates, Reading reading) =>
        judgement with
        {
            Caveat = Caveat?.Invoke(replicates, reading),
            ReadingNote = ReadingNote?.Invoke(replicates, reading),
            Notes = Note is null ? judgement.Notes : [Note(replicates, reading), .. judgement.Notes],
        };

    /// <summary>
    /// Whether a metric or curve, <c>arm.metric</c>, belongs to one of the arms; the curve over all levels of
    /// <c>weight@50</c> is named <c>weight</c>.
    /// </summary>
    public bool Concerns(string metric) => Arms.Any(arm => metric.StartsWith(arm + ".", StringComparison.Ordinal)
        || metric.StartsWith(FamilyOf(arm) + ".", StringComparison.Ordinal));

    /// <summary>Whether the claim's report shows a table, <c>arm.table</c>.</summary>
    public bool Shows(string table) => Tables?.Contains(table) ?? Concerns(table);

    /// <summary>
    /// The study's readings that can differ for this claim (the primary one and those that change one of its arms),
    /// then the primary one judged in other ways.
    /// </summary>
    public IReadOnlyList<Reading> Readings => readings ??= [.. EnumerateReadings()];

    /// <summary>The reading of the study's short run, judged like the primary one.</summary>
    public Reading Short => Study.Check with
    {
        Choices = With(Study.Check.Choices, Judging.Select(c => KeyValuePair.Create(c.Key, c.Primary)))
    };

    /// <summary>The rule for a reading's choices.</summary>
    public Rule RuleFor(Reading reading) => RuleOf?.Invoke(reading.Choices) ?? Rule;

    private IEnumerable<Reading> EnumerateReadings()
    {
        var standard = Judging.Select(c => KeyValuePair.Create(c.Key, c.Primary)).ToArray();
        foreach (var reading in Study.Readings.Select(r => r with { Choices = With(r.Choices, standard) }))
        {
            if (reading.Primary || RuleFor(reading).Quantities.SelectMany(q => q.Arms)
                .Any(arm => reading.ChangedArms.Contains(FamilyOf(arm))))
            {
                yield return reading;
            }
        }

        var alone = Judging.SelectMany(c => c.Values.Skip(1)
            .Select(v => new Dictionary<string, string> { [c.Key] = v }));
        foreach (var changes in alone.Concat<IReadOnlyDictionary<string, string>>(JudgingTogether))
        {
            yield return Study.Primary with
            {
                Id = Reading.IdOf(changes),
                Choices = With(With(Study.Primary.Choices, standard), changes),
                Stance = Reading.StanceOf(Judging.Where(c => changes.ContainsKey(c.Key)).Select(c => c.Stance)),
            };
        }
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> choices,
        IEnumerable<KeyValuePair<string, string>> changes)
    {
        var merged = new Dictionary<string, string>(choices);
        foreach (var (key, value) in changes)
        {
            merged[key] = value;
        }

        return merged;
    }

    /// <summary>An arm without its level: <c>weight</c> of <c>weight@50</c>.</summary>
    public static string FamilyOf(string arm) => arm.Split('@')[0];
}
