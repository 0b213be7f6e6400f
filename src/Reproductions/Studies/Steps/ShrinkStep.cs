using Pruning.Shared.Surgery;

namespace Pruning.Reproductions.Studies.Steps;

/// <summary>Step that removes masked units and filters from a net (surgery).</summary>
internal sealed record ShrinkStep : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context)
    {
        KeptGroups[] kept = [.. from.Select(net => KeptGroups.Under(net.Net, net.Mask))];
        var (net, rows) = SmallerNets.Cut([.. from.Select(n => n.Values)], kept);
        var masks = SmallerNets.Cut([.. from.Select(n => n.Mask)], kept).Rows;
        return [.. rows.Zip(masks, (row, mask) => new NetState(net, row, mask))];
    }
}
