using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Iris;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.L1Filters;

/// <summary>The net on Iris, its training and its pruning, and what a reading's choices make of them. The document states none of it.</summary>
internal sealed class IrisProtocol(Reading reading)
{
    private const string Output = "layer3";

    /// <summary>4-16-16-3 with ReLU between: 368 weights, which may be pruned, and 35 biases, which may not.</summary>
    public static Architecture Net { get; } = new(
        new Linear("layer1", 4, 16), new Relu(),
        new Linear("layer2", 16, 16), new Relu(),
        new Linear(Output, 16, 3));

    /// <summary>What tells this reading's trained nets from others.</summary>
    public string Stage => $"inputs={Inputs},epochs={reading.Choices["epochs"]}";

    /// <summary>What the flowers are measured in.</summary>
    public string Inputs => reading.Choices["inputs"];

    /// <summary>The flowers as inputs.</summary>
    public DataSet Examples => IrisData.Instance.ExamplesIn(unit: Inputs == "cm" ? 1 : 10);

    /// <summary>Training before anything is pruned.</summary>
    public TrainingPlan Dense => Plan("epochs");

    /// <summary>Training of what is left, from the weights that are left; of no epoch at all in the primary reading.</summary>
    public TrainingPlan Retraining => Plan("retraining");

    /// <summary>How the weights that go are chosen.</summary>
    public PruningMethod Method(Criterion criterion) => new(criterion, reading.Choices["scope"] == "global" ? Scope.Global : Scope.Layerwise)
    {
        Spared = reading.Choices["output"] == "spared" ? [Output] : [],
    };

    /// <summary>k per cent of a pool, rounded to nearest.</summary>
    public static Amount AmountOf(int percent) => Amount.OfTotal(percent / 100.0);

    /// <summary>Each replicate draws its own split.</summary>
    public static Split SplitOf(int seed) => IrisData.Instance.Draw(new RandomStream(seed, "split"));

    public static float[] Initial(int seed) => Initialization.FanIn(Net, new RandomStream(seed, "init"));

    private TrainingPlan Plan(string epochs) => new(new Adam(0.01), int.Parse(reading.Choices[epochs]), BatchSize: 16) { Curves = false };
}
