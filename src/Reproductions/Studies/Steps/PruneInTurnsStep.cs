namespace Pruning.Reproductions.Studies.Steps;

/// <summary>
/// Step that prunes in n turns, without training between them: entries are ranked anew in the net that the turn before
/// left, and after turn e the share ρ^(e/n) of them is left, ρ being 1 − <paramref name="Share"/> (Tanaka, Kunin,
/// Yamins and Ganguli 2020, arXiv 2006.05467, algorithm 1).
/// </summary>
/// <param name="Share">The share that is pruned in the end.</param>
/// <param name="Turns">The number n.</param>
internal sealed record PruneInTurnsStep(PruningMethod Method, double Share, int Turns) : Step
{
    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context) =>
        [.. from.Select((net, row) =>
        {
            for (var turn = 1; turn <= Turns; turn++)
            {
                context.Cancel.ThrowIfCancellationRequested();
                var scored = PruningOrders.Scored(net, row, context);
                net = net.Under(Method.Order(net.Net, scored, net.Mask).Prune(AmountAfter(turn)));
            }

            return net;
        })];

    /// <summary>The amount of a turn, to digits that no system's power function changes.</summary>
    public Amount AmountAfter(int turn) => Amount.OfTotal(
        turn == Turns ? Share : Math.Round(1 - Math.Pow(1 - Share, turn / (double)Turns), 12));
}
