using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Studies;

/// <summary>The training and measuring behind one or more claims: all arms, in all readings.</summary>
public abstract class Study
{
    private IReadOnlyList<Reading>? readings;

    /// <summary><c>document/name</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The choices that define its readings; empty: only the primary one.</summary>
    public virtual IReadOnlyList<Choice> Choices => [];

    /// <summary>Settings common to all readings, as key and value, from the document or its code.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; init; } = [];

    /// <summary>
    /// Readings that change several choices, with a name such as <c>as-shipped</c>, or null to list the choices as id.
    /// </summary>
    public IReadOnlyList<(string? Name, IReadOnlyDictionary<string, string> Choices)> Combinations { get; init; } = [];

    /// <summary>Whether replicates differ by seed; otherwise there is always one.</summary>
    public virtual bool Seeded => true;

    /// <summary>Its replicates, fixed before any run.</summary>
    public required Registration Replicates { get; init; }

    /// <summary>Whether it takes so long that only <c>audit --long</c> runs it.</summary>
    public bool Long { get; init; }

    /// <summary>
    /// Approximate cost of its primary reading in multiply-accumulates; the cheapest studies run first.
    /// </summary>
    public virtual double Cost => 0;

    /// <summary>
    /// The reading of the short run; its deviations from the primary one are listed in the expected file.
    /// </summary>
    public virtual Reading Check => Primary;

    /// <summary>Number of replicates run together.</summary>
    public virtual int ChunkSize(Device device) => 1;

    /// <summary>Whether replicates run one at a time, because they measure time.</summary>
    public virtual bool OneAtATime => false;

    /// <summary>Horizontal axis of its curves; null without curves.</summary>
    public CurveAxis? Axis { get; init; }

    /// <summary>
    /// Two metrics with curves to be plotted against each other, without their arms (<c>("macs", "testAccuracy")</c>);
    /// null: none.
    /// </summary>
    public (string X, string Y)? TradeOff { get; init; }

    /// <summary>The primary reading, the combinations, then every other value of every choice, one at a time.</summary>
    public IReadOnlyList<Reading> Readings => readings ??= [.. EnumerateReadings()];

    /// <summary>The reading that decides a claim's verdict.</summary>
    public Reading Primary => Readings[0];

    /// <summary>How runs of a metric are compared.</summary>
    /// <param name="metric"><c>arm.metric</c>.</param>
    public virtual Nature NatureOf(string metric) => Nature.Real;

    /// <summary>
    /// Gets the unit of a curve that consists of metrics; null: the study does not know what it consists of.
    /// </summary>
    /// <param name="curve"><c>arm.metric</c>.</param>
    public virtual string? UnitOfCurve(string curve) => null;

    /// <summary>Hash of all that is trained and measured in a reading; part of the ledger's key.</summary>
    public virtual string HashOf(Reading reading) => string.Empty;

    /// <summary>Finds mistakes that can be seen before a run.</summary>
    /// <returns>One clause a mistake.</returns>
    public virtual IEnumerable<string> Problems() => [];

    /// <summary>
    /// Gets the full names of all metrics that a reading measures; none: they are known after the run only.
    /// </summary>
    public virtual IReadOnlyCollection<string> MetricsOf(Reading reading) => [];

    /// <summary>Whether its primary reading needs data that only the user can provide.</summary>
    public virtual bool NeedsOwnData => false;

    /// <summary>
    /// Says what a reading needs that is missing on this machine, and how to get it, in whole sentences; null: nothing.
    /// </summary>
    public virtual string? Missing(Reading reading) => null;

    /// <summary>Opens the study on a device.</summary>
    /// <param name="nets">Cache of trained nets that outlives the process; null: none.</param>
    public abstract Session Open(Device device, NetFolder? nets = null);

    /// <summary>The scope that a reading with these choices generalises to.</summary>
    protected virtual InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) =>
        InferenceScope.Seeds;

    /// <summary>The arms, without their levels, that differ from the primary reading's.</summary>
    protected virtual IReadOnlySet<string> ChangedArms(IReadOnlyDictionary<string, string> choices) =>
        new HashSet<string>();

    /// <summary>Shortens the primary reading for the tests; values need not be audited ones.</summary>
    protected Reading Shorter(IReadOnlyDictionary<string, string> changes) =>
        Changed(null, changes) with { Short = true };

    private IEnumerable<Reading> EnumerateReadings()
    {
        yield return new(Reading.PrimaryId, PrimaryChoices(), Reading.Canonical(PrimaryChoices()),
            new HashSet<string>(), InferenceScopeOf(PrimaryChoices()), Replicates.Looks);
        foreach (var (name, changes) in Combinations)
        {
            yield return Changed(name, changes);
        }

        foreach (var choice in Choices)
        {
            foreach (var value in choice.Values.Skip(1))
            {
                yield return Changed(null, new Dictionary<string, string> { [choice.Key] = value });
            }
        }
    }

    /// <summary>What the document says about the choices that these differ in from the primary reading.</summary>
    private Stance StanceOf(IReadOnlyDictionary<string, string> choices) =>
        Reading.StanceOf(Choices.Where(c => choices[c.Key] != c.Primary).Select(c => c.Stance));

    private Dictionary<string, string> PrimaryChoices() => Choices.ToDictionary(c => c.Key, c => c.Primary);

    private Reading Changed(string? name, IReadOnlyDictionary<string, string> changes)
    {
        var choices = PrimaryChoices();
        foreach (var (key, value) in changes)
        {
            if (!choices.ContainsKey(key))
            {
                throw new InvalidOperationException(
                    $"There is no factor '{key}'; there are {string.Join(", ", choices.Keys)}.");
            }

            choices[key] = value;
        }

        return new(name ?? Reading.IdOf(changes), choices, Reading.Canonical(choices), ChangedArms(choices),
            InferenceScopeOf(choices), [Replicates.Others])
        {
            Stance = StanceOf(choices),
        };
    }
}
