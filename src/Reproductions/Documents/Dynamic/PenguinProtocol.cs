using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Penguins;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.Dynamic;

/// <summary>The penguins' net and training, and what a reading's choices make of them.</summary>
internal sealed class PenguinProtocol(Reading reading)
{
    /// <summary>30 % of the 180 weights, 54, for the one-shot and the lottery trial.</summary>
    public static readonly Amount OneShot = Amount.OfTotal(0.30);

    private static readonly Amount DynamicShare = Amount.OfRemaining(0.17);

    /// <summary>12 → 12 → 3, ReLU between, tanh on the outputs; the loss's floor is therefore ln(1 + 2e⁻²) = 0.2395 nats.</summary>
    public static Architecture Net { get; } = new(new Linear("layer1", 12, 12), new Relu(), new Linear("layer2", 12, 3), new Tanh());

    private IReadOnlyDictionary<string, string> Choices => reading.Choices;

    /// <summary>How pruned entries are chosen.</summary>
    public PruningMethod Method => new(
        Choices["order"] == "signed" ? Criterion.Signed : Criterion.Magnitude,
        Choices["scope"] == "layerwise" ? Scope.Layerwise : Scope.Global,
        Choices["pruned"] == "weights+biases");

    /// <summary>Training without pruning.</summary>
    public TrainingPlan Dense { get; } = new(new Adam(1e-4), PenguinExperiment.Epochs, PenguinExperiment.BatchSize);

    /// <summary>Training under the lottery ticket's mask.</summary>
    public TrainingPlan Ticket => Dense with { MaskInForce = MaskInForce };

    /// <summary>Training with two prunings on the way.</summary>
    public TrainingPlan Dynamic => Dense with
    {
        MaskInForce = MaskInForce,
        Schedule = [.. PruningEpochs.Select(e => new ScheduledPruning(e, Method, DynamicShare))],
    };

    /// <summary>What tells the trained nets of one arm under this reading from those under another.</summary>
    public string Stage(string arm) => $"{arm}: " + string.Join(",", Relevant(arm).Select(key => $"{key}={Choices[key]}"));

    /// <summary>The split of one replicate.</summary>
    public Split SplitOf(int seed)
    {
        var data = PenguinData.Instance;
        return Choices["split"] == "reshuffled"
            ? data.PublishedSplit.Reshuffle(data.Examples.Count, new RandomStream(seed, "split"))
            : data.PublishedSplit;
    }

    /// <summary>Initial values of the unpruned net and of the lottery ticket.</summary>
    public static float[] Initial(int seed) => Initialization.FanIn(Net, new RandomStream(seed, "init"));

    /// <summary>Initial values of dynamic pruning.</summary>
    public float[] DynamicInitial(int seed) =>
        Choices["init"] == "fresh" ? Initialization.FanIn(Net, new RandomStream(seed, "init-dynamic")) : Initial(seed);

    private bool MaskInForce => Choices["mask"] == "inForce";

    private int[] PruningEpochs => Choices["pruneAt"] == "early" ? [333, 666] : [PenguinExperiment.Epochs / 3, 2 * PenguinExperiment.Epochs / 3];

    private static string[] Relevant(string arm) => arm switch
    {
        "unpruned" => ["split"],
        "lottery" => ["split", "pruned", "scope", "mask", "order"],
        _ => ["pruneAt", "init", "split", "pruned", "scope", "mask", "order"],
    };
}
