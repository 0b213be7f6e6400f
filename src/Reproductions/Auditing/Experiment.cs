using Pruning.Shared.Engine;
using Pruning.Shared.Populations;

namespace Pruning.Reproductions.Auditing;

/// <summary>The training and measuring that one or more claims rest on: all arms, under any of its readings.</summary>
public abstract class Experiment
{
    private IReadOnlyList<Reading>? readings;

    /// <summary><c>document/name</c>.</summary>
    public abstract string Id { get; }

    /// <summary>The choices that make its readings; none: there is only the primary one.</summary>
    public virtual IReadOnlyList<Choice> Choices => [];

    /// <summary>Several choices together that have a name of their own, <c>as-shipped</c>, or none (then the id lists them).</summary>
    public virtual IReadOnlyList<(string? Name, IReadOnlyDictionary<string, string> Choices)> Combinations => [];

    /// <summary>Whether replicates differ by their seed; otherwise there is one, whatever is asked for.</summary>
    public virtual bool Seeded => true;

    /// <summary>Replicates of the primary reading and of each other.</summary>
    public abstract (int Primary, int Others) Registered { get; }

    /// <summary>Replicates of the short run that the tests repeat on a CPU; a GPU, and what is accepted, may need more.</summary>
    public abstract int CheckReplicates { get; }

    /// <summary>About how many seconds its primary reading takes on two cores: the cheapest are run first.</summary>
    public virtual int Cost => 0;

    /// <summary>The reading that the short run is of; its departures from the primary one are named in the expected file.</summary>
    public virtual Reading Check => Primary;

    /// <summary>Replicates that are run at once.</summary>
    public virtual int ChunkSize(Device device) => 1;

    /// <summary>Whether a metric is a count, which no rounding moves; counts are compared exactly whatever the numerics.</summary>
    public virtual bool IsCount(string metric) => false;

    /// <summary>Whether the same numerics give the same bits again; a time has none, and no expected file holds it.</summary>
    public virtual bool IsRepeatable(string metric) => true;

    /// <summary>Whether its replicates run one at a time, as they measure time.</summary>
    public virtual bool OneAtATime => false;

    /// <summary>What runs along its curves' horizontal axis; null without curves.</summary>
    public virtual CurveAxis? Axis => null;

    /// <summary>What a reading with these choices generalises to.</summary>
    public virtual InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) => InferenceScope.Seeds;

    /// <summary>Loads what the runs need onto a device.</summary>
    public abstract Session Open(Device device);

    /// <summary>The primary reading, then the named combinations, then every other value of every choice, one at a time.</summary>
    public IReadOnlyList<Reading> Readings => readings ??= [.. EnumerateReadings()];

    public Reading Primary => Readings[0];

    private IEnumerable<Reading> EnumerateReadings()
    {
        var primary = Choices.ToDictionary(c => c.Key, c => c.Primary);
        yield return Make(Reading.PrimaryId, primary, [], Registered.Primary);
        foreach (var (name, changes) in Combinations)
        {
            yield return Changed(primary, name, changes);
        }

        foreach (var choice in Choices)
        {
            foreach (var value in choice.Values.Skip(1))
            {
                yield return Changed(primary, null, new Dictionary<string, string> { [choice.Key] = value });
            }
        }
    }

    /// <summary>The primary reading made shorter, for the tests to repeat; the values may be others than those audited.</summary>
    protected Reading Shorter(IReadOnlyDictionary<string, string> changes) =>
        Changed(Choices.ToDictionary(c => c.Key, c => c.Primary), null, changes) with { Short = true };

    private Reading Changed(Dictionary<string, string> primary, string? name, IReadOnlyDictionary<string, string> changes)
    {
        var choices = new Dictionary<string, string>(primary);
        foreach (var (key, value) in changes)
        {
            choices[key] = value;
        }

        return Make(
            name ?? Reading.IdOf(changes),
            choices,
            Choices.Where(c => changes.ContainsKey(c.Key)).SelectMany(c => c.Arms),
            Registered.Others);
    }

    private Reading Make(string id, Dictionary<string, string> choices, IEnumerable<string> moved, int registered) =>
        new(id, choices, Reading.Canonical(choices), moved.ToHashSet(), InferenceScopeOf(choices), registered);
}

/// <summary>The horizontal axis of an experiment's curves.</summary>
/// <param name="X">Where the points of a thinned curve lie.</param>
public sealed record CurveAxis(string Name, string Unit, IReadOnlyList<double> X);

/// <summary>An experiment on a device. What its readings share is computed once.</summary>
public abstract class Session : IDisposable
{
    /// <summary>Runs one reading for some seeds. Calls for disjoint seeds may run side by side.</summary>
    /// <param name="advance">Told the progress, in replicates; a call's parts add up to the number of its seeds.</param>
    /// <returns>One replicate a seed, in their order.</returns>
    public abstract IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel);

    /// <summary>The trained net of one replicate, before anything was pruned; null where the experiment has no such net.</summary>
    public virtual (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed) => null;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
