namespace Pruning.Reproductions.Studies.Steps;

/// <summary>
/// Step that replaces the last layer by a new one, with nothing pruned; all other values and masks stay.
/// </summary>
/// <param name="Outputs">Outputs of the new layer.</param>
/// <param name="Init">
/// Where its values come from. They depend on its shape and the replicate's seed, not on the layers before.
/// </param>
internal sealed record ReplaceHeadStep(int Outputs, Init Init) : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context)
    {
        var nets = from.Select(net => net.Net).Distinct().ToDictionary(net => net, net => net.WithOutputs(Outputs));
        return [.. from.Zip(context.Seeds, (net, seed) => Replaced(net, nets[net.Net], seed))];
    }

    private NetState Replaced(NetState old, Architecture net, int seed)
    {
        var (head, first, _) = net.Steps.Last(s => s.Count > 0);
        var kept = net.Parameters[first].Offset;
        float[] values = [.. old.Values[..kept], .. Init.Draw(new(head), seed)];
        return new(net, values, [.. old.Mask[..kept], .. Enumerable.Repeat(1f, values.Length - kept)]);
    }
}
