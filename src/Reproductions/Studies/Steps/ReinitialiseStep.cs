namespace Pruning.Reproductions.Studies.Steps;

/// <summary>Step that reinitialises a net's kept entries with new random values.</summary>
internal sealed record ReinitialiseStep(Init Init) : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. from.Zip(context.Seeds, (net, seed) => net.WithValues(Init.Draw(net.Net, seed)))];
}
