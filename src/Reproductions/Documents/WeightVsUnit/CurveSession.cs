using System.Diagnostics;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;
using TorchSharp;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>Trains the large net, once for all readings that prune it afterwards, and measures it at every level.</summary>
internal sealed class CurveSession : Session
{
    /// <summary>How much of a replicate's time training takes, roughly; the rest is measuring.</summary>
    private const double TrainingShare = 0.7;

    /// <summary>Four curves, the unpruned net, and four nets for the early rise.</summary>
    private static readonly int Evaluations = (4 * Levels.Pruned.Count) + 5;

    private readonly ExampleTensors train;
    private readonly ExampleTensors test;
    private readonly TrainedRows trained = new();

    public CurveSession(torch.Device device)
    {
        var images = MnistData.Load();
        train = new(images.Train.ToDataSet(), device);
        test = new(images.Test.ToDataSet(), device);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel) =>
        [.. seeds.Select(seed => Run(reading, seed, advance, cancel))];

    /// <inheritdoc/>
    public override (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed) =>
        (CurveProtocol.Net, Train(new(reading), seed, _ => { }, CancellationToken.None).Values);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> Start(int seed)
    {
        const int Steps = 10;
        var initial = Initial(seed);
        var plan = new CurveProtocol(new CurveExperiment().Check).Training with { StopAfterSteps = Steps };
        var row = Trainer.Train(CurveProtocol.Net, CohortOf(seed, initial), plan, train).Single();
        return new Dictionary<string, double>
        {
            ["initial.sum"] = initial.Sum(w => (double)w),
            ["initial.squares"] = initial.Sum(w => (double)w * w),
            ["step10.squares"] = row.Values.Sum(w => (double)w * w),
            ["step10.testLoss"] = Evaluation.Of(CurveProtocol.Net, [row.Values], [[.. Enumerable.Range(0, 1000)]], test).Single().Loss,
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        train.Dispose();
        test.Dispose();
        base.Dispose(disposing);
    }

    private Replicate Run(Reading reading, int seed, Action<double> advance, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var protocol = new CurveProtocol(reading);
        var told = 0.0;
        var row = Train(protocol, seed, Tell, cancel);
        advance(TrainingShare - told);
        told = TrainingShare;
        var sweep = new Sweep(CurveProtocol.Net, protocol.BiasesDropped, row.Values, seed, test, () =>
        {
            cancel.ThrowIfCancellationRequested();
            Tell((1 - TrainingShare) / Evaluations);
        });
        sweep.Unpruned();
        sweep.Curve("weight", protocol.Pruning.Weights(Criterion.Magnitude));
        sweep.Curve("unit", protocol.Pruning.Units);
        sweep.Curve("random", protocol.Pruning.Weights(Criterion.Random));
        sweep.Curve("hidden", protocol.Hidden.Weights(Criterion.Magnitude));
        sweep.Rise(protocol.Pruning.Weights(Criterion.Magnitude));
        var values = new Dictionary<string, double>(sweep.Values);
        new DeadInputs(test.Data).Measure(protocol, row.Values, seed, test, values);
        advance(1 - told);
        var replicate = new Replicate(seed, values, sweep.Examples, sweep.Curves, Diverged: !row.Finite, clock.Elapsed.TotalSeconds);
        values["weight.largestHeld"] = Levels.LargestHeld(replicate, "weight", Levels.Noticeable);
        values["unit.largestHeld"] = Levels.LargestHeld(replicate, "unit", Levels.Noticeable);
        values["unit.firstLost"] = Levels.FirstLost(replicate, "unit", Levels.Noticeable);
        return replicate;

        void Tell(double part)
        {
            told += part;
            advance(part);
        }
    }

    private TrainedRow Train(CurveProtocol protocol, int seed, Action<double> advance, CancellationToken cancel) =>
        trained.Get(protocol.Stage, [seed], _ => Trainer.Train(
            CurveProtocol.Net, CohortOf(seed, Initial(seed)), protocol.Training, train,
            epochs => advance(epochs * TrainingShare / protocol.Training.Epochs), cancel)).Single();

    private Cohort CohortOf(int seed, float[] initial) => Cohort.Dense([seed], [initial], [new Split([.. Enumerable.Range(0, train.Data.Count)], [], [])]);

    private static float[] Initial(int seed) => Initialization.Glorot(CurveProtocol.Net, new RandomStream(seed, "init"));
}
