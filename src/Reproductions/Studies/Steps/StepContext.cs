using Pruning.Shared.Data;

namespace Pruning.Reproductions.Studies.Steps;

/// <summary>Inputs of a step: the seeds that run together, their examples, other arms and cached nets.</summary>
/// <param name="Seeds">The replicates' seeds.</param>
/// <param name="Data">The examples.</param>
/// <param name="Splits">Each replicate's split.</param>
/// <param name="Nets">Cache of trained nets.</param>
/// <param name="Orders">Cache of the rankings of nets being pruned.</param>
/// <param name="StatesOf">The nets of another arm.</param>
/// <param name="Advance">
/// Receives training progress, in epochs of one replicate; of a pre-training, in shares of it.
/// </param>
internal sealed record StepContext(
    IReadOnlyList<int> Seeds,
    OpenData Data,
    IReadOnlyList<Split> Splits,
    TrainedNets Nets,
    PruningOrders Orders,
    Func<Arm, NetState[]> StatesOf,
    Action<double> Advance,
    CancellationToken Cancel);
