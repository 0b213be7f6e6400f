namespace Pruning.Reproductions.Studies.Steps;

/// <summary>Sets what is left of a net to fresh random values.</summary>
internal sealed record ReinitialiseStep(Init Init) : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. from.Zip(context.Seeds, (net, seed) => net.WithValues(Init.Draw(net.Net, seed)))];
}
