namespace Pruning.Reproductions.Studies.Steps;

/// <summary>First step with given parameters.</summary>
/// <param name="Values">P parameters.</param>
internal sealed record GivenStep(float[] Values) : Step
{
    public override string Text => $"given {NetState.DigestOf(Values)}";

    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. context.Seeds.Select(_ => NetState.Dense(arm.Net, Values))];
}
