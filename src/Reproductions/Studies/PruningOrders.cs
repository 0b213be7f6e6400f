using Pruning.Reproductions.Studies.Steps;

namespace Pruning.Reproductions.Studies;

/// <summary>Caches the ranking of the net being pruned, so that a sweep over levels ranks each net once.</summary>
internal sealed class PruningOrders
{
    private readonly Dictionary<int, (PruningMethod Method, NetState Net, PruningOrder Order)> last = [];

    /// <summary>The order in which a method prunes the entries of a net.</summary>
    /// <param name="row">Index of the net among the seeds.</param>
    public PruningOrder Of(PruningMethod method, NetState net, int row, StepContext context)
    {
        if (!last.TryGetValue(row, out var known) || known.Method != method || !ReferenceEquals(known.Net, net))
        {
            var scored = new ScoredNet(net.Values, row, context.Seeds[row])
            {
                Examples = () => context.Data.Train,
                Training = context.Splits[row].Train,
            };
            last[row] = known = (method, net, method.Order(net.Net, scored, net.Mask));
        }

        return known.Order;
    }
}
