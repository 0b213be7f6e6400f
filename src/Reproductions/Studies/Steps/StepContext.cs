using Pruning.Shared.Data;

namespace Pruning.Reproductions.Studies.Steps;

/// <summary>
/// What a step may use: the seeds that run together, their examples, other arms, and where trained nets are kept.
/// </summary>
/// <param name="Seeds">The replicates' seeds.</param>
/// <param name="Data">The examples.</param>
/// <param name="Splits">Each replicate's lists of examples.</param>
/// <param name="Nets">Nets that were trained before.</param>
/// <param name="Orders">Rankings of the nets that are being pruned.</param>
/// <param name="StatesOf">The nets of another arm.</param>
/// <param name="Advance">Told of training done, in epochs of one replicate.</param>
internal sealed record StepContext(
    IReadOnlyList<int> Seeds,
    OpenData Data,
    IReadOnlyList<Split> Splits,
    TrainedNets Nets,
    PruningOrders Orders,
    Func<Arm, NetState[]> StatesOf,
    Action<double> Advance,
    CancellationToken Cancel);
