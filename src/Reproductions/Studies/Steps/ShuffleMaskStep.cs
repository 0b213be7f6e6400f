using Pruning.Shared.Randomness;

namespace Pruning.Reproductions.Studies.Steps;

/// <summary>
/// Step that permutes the mask of each weight, so that every layer keeps as many weights, but others. Values stay, and
/// are 0 where the new mask prunes.
/// </summary>
internal sealed record ShuffleMaskStep : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. from.Zip(context.Seeds, (net, seed) => net.Under(Shuffled(net, new(seed, "shuffled-mask"))))];

    private static float[] Shuffled(NetState net, RandomStream stream)
    {
        float[] mask = [.. net.Mask];
        foreach (var weight in net.Net.Of(ParameterRole.Weight))
        {
            var order = stream.Permutation(weight.Count);
            for (var i = 0; i < weight.Count; i++)
            {
                mask[weight.Offset + i] = net.Mask[weight.Offset + order[i]];
            }
        }

        return mask;
    }
}
