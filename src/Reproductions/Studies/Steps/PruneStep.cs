namespace Pruning.Reproductions.Studies.Steps;

/// <summary>Step that masks the entries a method selects.</summary>
internal sealed record PruneStep(PruningMethod Method, Amount Amount) : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. from.Select((net, row) =>
        {
            context.Cancel.ThrowIfCancellationRequested();
            return net.Under(context.Orders.Of(Method, net, row, context).Prune(Amount));
        })];
}
