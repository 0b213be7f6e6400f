namespace Pruning.Reproductions.Studies.Steps;

/// <summary>Starts from values that come from elsewhere.</summary>
/// <param name="Values">P values.</param>
internal sealed record GivenStep(float[] Values) : Step
{
    public override string Text => $"given {NetState.DigestOf(Values)}";

    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. context.Seeds.Select(_ => NetState.Dense(arm.Net, Values))];
}
