namespace Pruning.Reproductions.Studies.Steps;

/// <summary>Step that sets every bias to 0.</summary>
internal sealed record DropBiasesStep : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) => [.. from.Select(Without)];

    private static NetState Without(NetState net)
    {
        float[] left = [.. net.Values];
        foreach (var bias in net.Net.Of(ParameterRole.Bias))
        {
            left.AsSpan(bias.Offset, bias.Count).Clear();
        }

        return new(net.Net, left, net.Mask);
    }
}
