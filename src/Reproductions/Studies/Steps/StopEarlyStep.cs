namespace Pruning.Reproductions.Studies.Steps;

/// <summary>
/// Step that takes a net back to where its validation loss was lowest in the last training; a net whose recorded losses
/// were no numbers stays as it is.
/// </summary>
internal sealed record StopEarlyStep : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. from.Select(net => net.Best.Length == 0 ? net : net with { Values = net.WithValues(net.Best).Values })];
}
