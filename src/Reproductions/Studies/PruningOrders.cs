using Pruning.Reproductions.Studies.Steps;

namespace Pruning.Reproductions.Studies;

/// <summary>
/// The ranking of the net that is being pruned, kept for the next amount: a sweep over levels ranks each net once.
/// </summary>
internal sealed class PruningOrders
{
    private readonly Dictionary<int, (PruningMethod Method, NetState Net, PruningOrder Order)> last = [];

    /// <summary>What a method takes first and what last of a net.</summary>
    /// <param name="row">The net's place among the seeds.</param>
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
