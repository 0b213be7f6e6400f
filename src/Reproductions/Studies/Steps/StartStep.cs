namespace Pruning.Reproductions.Studies.Steps;

/// <summary>First step, which draws initial values.</summary>
internal sealed record StartStep(Init Init) : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. context.Seeds.Select(seed => NetState.Dense(arm.Net, Init.Draw(arm.Net, seed)))];
}
