using Pruning.Reproductions.Auditing;
using Pruning.Shared.Engine;
using Pruning.Shared.Pruning;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>Parameters and multiply-accumulates of the net and of what surgery leaves of it: the same for any weights.</summary>
internal sealed class SizesExperiment : Facts
{
    /// <inheritdoc/>
    public override string Id => "l1-filters/sizes";

    /// <inheritdoc/>
    protected override string About => "any weights";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, double> Find(Device device)
    {
        const int Seed = 1;
        var initial = FilterProtocol.Initial(FilterProtocol.Net, Seed, "init");
        var small = SmallNet.Of(FilterProtocol.Net, FilterProtocol.ByNorm(Norm.L1), FilterProtocol.Two, [initial], [Seed]).Architecture;
        return new Dictionary<string, double>
        {
            ["baseline.parameters"] = FilterProtocol.Net.ParameterCount,
            ["pruned.parameters"] = small.ParameterCount,
            ["pruned.parameterShare"] = small.ParameterCount / (double)FilterProtocol.Net.ParameterCount,
            ["baseline.macs"] = FilterProtocol.Net.MultiplyAccumulates,
            ["pruned.macs"] = small.MultiplyAccumulates,
        };
    }
}
