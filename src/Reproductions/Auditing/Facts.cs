using Pruning.Shared.Engine;


namespace Pruning.Reproductions.Auditing;

/// <summary>Figures that no seed moves, such as counts of a data set: worked out once, and compared exactly between machines.</summary>
public abstract class Facts : Experiment
{
    /// <inheritdoc/>
    public sealed override (int Primary, int Others) Registered => (1, 1);

    /// <inheritdoc/>
    public sealed override int CheckReplicates => 1;

    /// <inheritdoc/>
    public sealed override bool Seeded => false;

    /// <inheritdoc/>
    public sealed override bool IsCount(string metric) => true;

    /// <inheritdoc/>
    public sealed override InferenceScope InferenceScopeOf(IReadOnlyDictionary<string, string> choices) => new(About);

    /// <inheritdoc/>
    public sealed override Session Open(Device device) => new Finding(this, device);

    /// <summary>What the figures speak of: <c>this data set</c>.</summary>
    protected abstract string About { get; }

    /// <summary>Works the figures out.</summary>
    /// <returns>By metric name.</returns>
    protected abstract IReadOnlyDictionary<string, double> Find(Device device);

    private sealed class Finding(Facts facts, Device device) : Session
    {
        public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
        {
            var values = facts.Find(device);
            advance(seeds.Count);
            return [.. seeds.Select(s => new Replicate(s, values, new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>()))];
        }
    }
}
