using Pruning.Shared.Surgery;

namespace Pruning.Reproductions.Studies.Steps;

/// <summary>
/// Step that removes masked units and filters from a net (surgery); each replicate's net takes the shape that its own
/// mask leaves.
/// </summary>
internal sealed record ShrinkStep : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context)
    {
        // Equal shapes share one architecture.
        var shapes = new Dictionary<Architecture, Architecture>();
        return [.. from.Zip(context.Seeds, (net, seed) => Shrunk(net, seed, shapes))];
    }

    private static NetState Shrunk(NetState net, int seed, Dictionary<Architecture, Architecture> shapes)
    {
        KeptGroups[] kept = [Kept(net, seed)];
        var (smaller, values) = SmallerNets.Cut([net.Values], kept);
        if (!shapes.TryGetValue(smaller, out var shape))
        {
            shapes[smaller] = shape = smaller;
        }

        return new(shape, values[0], SmallerNets.Cut([net.Mask], kept).Rows[0]);
    }

    /// <exception cref="InvalidOperationException">The mask leaves a layer empty.</exception>
    private static KeptGroups Kept(NetState net, int seed)
    {
        try
        {
            return KeptGroups.Under(net.Net, net.Mask);
        }
        catch (ArgumentException e)
        {
            throw new InvalidOperationException(
                $"The net of seed {seed} cannot be shrunk: {e.Message} Prune fewer units, spare that layer, or prune "
                    + "layerwise.",
                e);
        }
    }
}
