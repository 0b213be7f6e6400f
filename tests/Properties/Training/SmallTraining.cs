using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Tests.Properties.Training;

/// <summary>A task small enough to be learned in a few milliseconds: 20 examples of 3 features in 3 classes.</summary>
internal static class SmallTraining
{
    public const int TrainingExamples = 11;

    /// <summary>An epoch of 11 examples is then two whole batches and one of 3.</summary>
    public const int BatchSize = 4;
    public const int StepsPerEpoch = 3;

    /// <summary>3 → 4 → 3, tanh throughout, so that no unit is ever dead: 31 parameters, 24 of them weights.</summary>
    public static Architecture Net { get; } = new(
        new Linear("layer1", 3, 4), new Tanh(), new Linear("layer2", 4, 3), new Tanh());

    public static DataSet Data { get; } = MakeData();

    public static Examples Examples { get; } = new(Data, Device.Cpu);

    public static Split Split { get; } = Split.Cut(Enumerable.Range(0, Data.Count).ToArray(), TrainingExamples, 5, 4);

    /// <summary>
    /// All with other constants than their defaults among them, and SGD with every combination of momentum and weight
    /// decay.
    /// </summary>
    public static Gen<OptimizerSettings> Optimizers { get; } = Gen.OneOf(
        Gen.Elements(1e-3, 0.05).Select(rate => (OptimizerSettings)new Adam(rate)),
        Gen.Constant((OptimizerSettings)new Adam(0.02, 0.8, 0.95, 1e-3)),
        Gen.Elements(new RmsProp(1e-3), new RmsProp(0.02, 0.9, 1e-3)).Select(o => (OptimizerSettings)o),
        Gen.Elements(new Adadelta(), new Adadelta(0.5, 0.8, 1e-3)).Select(o => (OptimizerSettings)o),
        from momentum in Gen.Elements(0, 0.5, 0.9)
        from decay in Gen.Elements(0, 1e-3, 0.1)
        select (OptimizerSettings)new Sgd(0.1, momentum, decay));

    /// <summary>Plans of one to three epochs without pruning.</summary>
    public static Gen<TrainingPlan> Plans { get; } =
        from optimizer in Optimizers
        from epochs in Gen.Choose(1, 3)
        select new TrainingPlan(optimizer, epochs, BatchSize);

    /// <summary>Plans that prune before two of their four epochs.</summary>
    public static Gen<TrainingPlan> PruningPlans { get; } =
        from optimizer in Optimizers
        from share in Gen.Choose(1, 60).Select(k => k / 100.0)
        from first in Gen.Choose(0, 2)
        from second in Gen.Choose(first + 1, 3)
        from criterion in Gen.Elements(Criterion.Magnitude, Criterion.Signed, Criterion.Random)
        from scope in Gen.Elements(Scope.Global, Scope.Layerwise)
        let method = new PruningMethod(criterion, scope)
        select new TrainingPlan(optimizer, 4, BatchSize)
        {
            Schedule = [new(first, method, Amount.OfRemaining(share)), new(second, method, Amount.OfRemaining(share))],
        };

    /// <summary>Some of the seeds 1 to 50, each once, in any order.</summary>
    public static Gen<int[]> Seeds(int fewest, int most) =>
        from n in Gen.Choose(fewest, most)
        from order in Gen.Shuffle(Enumerable.Range(1, 50).ToArray())
        select order[..n];

    /// <summary>Zeros and ones for <see cref="Net"/>, biases kept.</summary>
    public static Gen<float[]> Masks { get; } =
        from weights in Gen.Frequency((2, Gen.Constant(1f)), (1, Gen.Constant(0f))).ArrayOf(Net.ParameterCount)
        select weights.Select((m, column) => IsBias(column) ? 1 : m).ToArray();

    public static TrainingStart TrainingStart(params int[] seeds) =>
        Shared.Training.TrainingStart.Dense(seeds, [.. seeds.Select(Initial)], [.. seeds.Select(_ => Split)]);

    public static float[] Initial(int seed) => Initialization.FanIn(Net, new RandomStream(seed, "init"));

    public static TrainedModel[] Train(TrainingStart trainingStart, TrainingPlan plan) =>
        Trainer.Train(Net, trainingStart, plan, Examples);

    public static bool IsBias(int column) =>
        Net.Of(ParameterRole.Bias).Any(b => column >= b.Offset && column < b.Offset + b.Count);

    /// <summary>Everything about a trained row as bits, so that equal means equal to the bit.</summary>
    public static int[] Bits(TrainedModel row) =>
        Array.ConvertAll(
            [.. row.Values, .. row.Mask, .. row.TrainLoss, .. row.ValidationLoss], BitConverter.SingleToInt32Bits);

    private static DataSet MakeData()
    {
        var inputs = new float[20 * 3];
        new RandomStream(1, "tiny").Uniform(inputs, 1);
        return new("tiny", 3, 3, inputs, [.. Enumerable.Range(0, 20).Select(i => i % 3)]);
    }
}
