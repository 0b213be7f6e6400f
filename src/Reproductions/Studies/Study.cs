using Pruning.Shared.Engine;

namespace Pruning.Reproductions.Studies;

/// <summary>The training and measuring that one or more claims rest on: all arms, under any of its readings.</summary>
public abstract class Study
{
    private IReadOnlyList<Reading>? readings;

    /// <summary><c>document/name</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The choices that make its readings; none: there is only the primary one.</summary>
    public virtual IReadOnlyList<Choice> Choices => [];

    /// <summary>
    /// What is the same in all readings, as key and value: what a document states, or what is shipped.
    /// </summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; init; } = [];

    /// <summary>
    /// Several choices together, by a name of their own such as <c>as-shipped</c>, or by none (then the id lists them).
    /// </summary>
    public virtual IReadOnlyList<(string? Name, IReadOnlyDictionary<string, string> Choices)> Combinations => [];

    /// <summary>Whether replicates differ by their seed; otherwise there is one, whatever is asked for.</summary>
    public virtual bool Seeded => true;

    /// <summary>Replicates of the primary reading and of each other.</summary>
    public abstract (int Primary, int Others) Registered { get; }

    /// <summary>
    /// Replicates of the short run that the tests repeat on a CPU; a GPU, and what is accepted, may need more.
    /// </summary>
    public abstract int CheckReplicates { get; }

    /// <summary>
    /// About what its primary reading takes, in multiply-accumulates: the cheapest studies are run first.
    /// </summary>
    public virtual double Cost => 0;

    /// <summary>
    /// The reading that the short run is of; its departures from the primary one are named in the expected file.
    /// </summary>
    public virtual Reading Check => Primary;

    /// <summary>Replicates that are run at once.</summary>
    public virtual int ChunkSize(Device device) => 1;

    /// <summary>Whether its replicates run one at a time, as they measure time.</summary>
    public virtual bool OneAtATime => false;

    /// <summary>What runs along its curves' horizontal axis; null without curves.</summary>
    public virtual CurveAxis? Axis => null;

    /// <summary>
    /// The primary reading, then the named combinations, then every other value of every choice, one at a time.
    /// </summary>
    public IReadOnlyList<Reading> Readings => readings ??= [.. EnumerateReadings()];

    /// <summary>The reading that a claim's verdict is of.</summary>
    public Reading Primary => Readings[0];

    /// <summary>How a metric may be compared between runs.</summary>
    /// <param name="metric"><c>arm.metric</c>.</param>
    public virtual Nature NatureOf(string metric) => Nature.Real;

    /// <summary>What stands for all that is trained and measured under a reading; it enters the ledger's key.</summary>
    public virtual string HashOf(Reading reading) => string.Empty;

    /// <summary>Loads what the runs need onto a device.</summary>
    /// <param name="nets">Where trained nets are kept between processes; null: nowhere.</param>
    public abstract Session Open(Device device, NetFolder? nets = null);

    /// <summary>What a reading with these choices generalises to.</summary>
    protected virtual InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) =>
        InferenceScope.Seeds;

    /// <summary>The arms, without their levels, that differ from the primary reading's.</summary>
    protected virtual IReadOnlySet<string> ChangedArms(IReadOnlyDictionary<string, string> choices) =>
        new HashSet<string>();

    /// <summary>
    /// The primary reading made shorter, for the tests to repeat; the values may be others than those audited.
    /// </summary>
    protected Reading Shorter(IReadOnlyDictionary<string, string> changes) =>
        Changed(null, changes) with { Short = true };

    private IEnumerable<Reading> EnumerateReadings()
    {
        yield return new(Reading.PrimaryId, PrimaryChoices(), Reading.Canonical(PrimaryChoices()),
            new HashSet<string>(), InferenceScopeOf(PrimaryChoices()), Registered.Primary);
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

    private Dictionary<string, string> PrimaryChoices() => Choices.ToDictionary(c => c.Key, c => c.Primary);

    private Reading Changed(string? name, IReadOnlyDictionary<string, string> changes)
    {
        var choices = PrimaryChoices();
        foreach (var (key, value) in changes)
        {
            choices[key] = value;
        }

        return new(name ?? Reading.IdOf(changes), choices, Reading.Canonical(choices), ChangedArms(choices),
            InferenceScopeOf(choices), Registered.Others);
    }
}
