using Pruning.Reproductions.Auditing;
using Pruning.Shared.Pruning;
using TorchSharp;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>Parameters and multiply-accumulates of the net and of what surgery leaves of it: the same for any weights.</summary>
internal sealed class SizesExperiment : Experiment
{
    /// <inheritdoc/>
    public override string Id => "l1-filters/sizes";

    /// <inheritdoc/>
    public override (int Primary, int Others) Registered => (1, 1);

    /// <inheritdoc/>
    public override int CheckReplicates => 1;

    /// <inheritdoc/>
    public override bool Seeded => false;

    /// <inheritdoc/>
    public override bool IsCount(string metric) => true;

    /// <inheritdoc/>
    public override Generality GeneralityOf(IReadOnlyDictionary<string, string> choices) => new("any weights");

    /// <inheritdoc/>
    public override Session Open(torch.Device device) => new Counting(device);

    private sealed class Counting(torch.Device device) : Session
    {
        public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
        {
            advance(seeds.Count);
            return [.. seeds.Select(Count)];
        }

        private Replicate Count(int seed)
        {
            var initial = FilterProtocol.Initial(FilterProtocol.Net, seed, "init");
            var small = SmallNet.Of(FilterProtocol.Net, FilterProtocol.ByNorm(Norm.L1), FilterProtocol.Two, [initial], [seed], device).Architecture;
            var values = new Dictionary<string, double>
            {
                ["baseline.parameters"] = FilterProtocol.Net.ParameterCount,
                ["pruned.parameters"] = small.ParameterCount,
                ["pruned.parameterShare"] = small.ParameterCount / (double)FilterProtocol.Net.ParameterCount,
                ["baseline.macs"] = FilterProtocol.Net.MultiplyAccumulates,
                ["pruned.macs"] = small.MultiplyAccumulates,
            };
            return new(seed, values, new Dictionary<string, IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>());
        }
    }
}
