using System.Runtime.CompilerServices;
using Pruning.Reproductions.Studies.Steps;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// Caches the rankings of nets being pruned, so that a net is ranked once by each method, whatever the levels. A
/// ranking lives as long as its net.
/// </summary>
internal sealed class PruningOrders
{
    private readonly ConditionalWeakTable<NetState, Dictionary<(PruningMethod, int Row), PruningOrder>> orders = [];

    /// <summary>The order in which a method prunes the entries of a net.</summary>
    /// <param name="row">Index of the net among the seeds.</param>
    public PruningOrder Of(PruningMethod method, NetState net, int row, StepContext context)
    {
        var own = orders.GetOrCreateValue(net);
        if (!own.TryGetValue((method, row), out var order))
        {
            own[(method, row)] = order = method.Order(net.Net, Scored(net, row, context), net.Mask);
        }

        return order;
    }

    /// <summary>A net with what criteria may read of its replicate.</summary>
    /// <param name="row">Index of the net among the seeds.</param>
    public static ScoredNet Scored(NetState net, int row, StepContext context) =>
        new(net.Values, row, context.Seeds[row])
        {
            Examples = () => context.Data.Train,
            Training = context.Splits[row].Train,
        };
}
