using System.Diagnostics;
using Pruning.Reproductions.Auditing;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Mnist;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Pruning;
using Pruning.Shared.Randomness;
using Pruning.Shared.Training;

namespace Pruning.Reproductions.Documents.WeightVsUnit;

/// <summary>Trains the large net, once for all readings that prune it afterwards, and measures it at every level.</summary>
internal sealed class CurveSession : Session
{
    /// <summary>How much of a replicate's time training takes, roughly; the rest is measuring.</summary>
    private const double TrainingShare = 0.7;

    /// <summary>Four curves, the unpruned net, and two more nets for the early rise.</summary>
    private static readonly int Evaluations = (4 * Levels.Pruned.Count) + 3;

    private readonly Examples train;
    private readonly Examples test;
    private readonly DeadInputs dead;
    private readonly TrainedRows trained = new();

    public CurveSession(Device device)
    {
        var images = MnistData.Load();
        train = new(images.Train.ToDataSet(), device);
        var testSet = images.Test.ToDataSet();
        test = new(testSet, device);
        dead = new(testSet);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Replicate> Run(Reading reading, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel) =>
        Measured(reading, seeds, Train(new(reading), seeds, advance, cancel), advance, cancel);

    /// <inheritdoc/>
    public override (Architecture Net, float[] Values)? TrainedNet(Reading reading, int seed) =>
        (CurveProtocol.Net, Train(new(reading), [seed], _ => { }, CancellationToken.None).Single().Values);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        train.Dispose();
        test.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Trains the seeds that are still to be trained, all at once, and tells of it as <see cref="TrainingShare"/> of their work.</summary>
    private TrainedRow[] Train(CurveProtocol protocol, IReadOnlyList<int> seeds, Action<double> advance, CancellationToken cancel)
    {
        var share = TrainingShare * seeds.Count;
        var told = 0.0;
        var rows = trained.Get(protocol.Stage, seeds, missing => Trainer.Train(CurveProtocol.Net, CohortOf(missing), protocol.Training, train, Tell, cancel));
        advance(share - told);
        return rows;

        void Tell(double epochs)
        {
            told += epochs * share / protocol.Training.Epochs;
            advance(epochs * share / protocol.Training.Epochs);
        }
    }

    private List<Replicate> Measured(Reading reading, IReadOnlyList<int> seeds, TrainedRow[] rows, Action<double> advance, CancellationToken cancel) =>
        [.. seeds.Zip(rows, (seed, row) => Measure(new(reading), seed, row, advance, cancel))];

    private Replicate Measure(CurveProtocol protocol, int seed, TrainedRow row, Action<double> advance, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var sweep = new Sweep(CurveProtocol.Net, protocol.BiasesDropped, row.Values, seed, test, () =>
        {
            cancel.ThrowIfCancellationRequested();
            advance((1 - TrainingShare) / Evaluations);
        });
        sweep.Unpruned();
        sweep.Curve("weight", protocol.Pruning.Weights(Criterion.Magnitude));
        sweep.Curve("unit", protocol.Pruning.Units);
        sweep.Curve("random", protocol.Pruning.Weights(Criterion.Random));
        sweep.Curve("hidden", protocol.Hidden.Weights(Criterion.Magnitude));
        sweep.Rise(protocol.Pruning.Weights(Criterion.Magnitude));
        var values = new Dictionary<string, double>(sweep.Accuracies);
        dead.Measure(protocol, row.Values, seed, test, values);
        var replicate = new Replicate(seed, values, sweep.Examples, sweep.Curves, Diverged: !row.Finite, clock.Elapsed.TotalSeconds);
        values["weight.largestHeld"] = Levels.LargestHeld(replicate, "weight", Levels.Noticeable);
        values["unit.largestHeld"] = Levels.LargestHeld(replicate, "unit", Levels.Noticeable);
        values["unit.firstLost"] = Levels.FirstLost(replicate, "unit", Levels.Noticeable);
        return replicate;
    }

    private Cohort CohortOf(IReadOnlyList<int> seeds)
    {
        var all = new Split([.. Enumerable.Range(0, train.Count)], [], []);
        return Cohort.Dense(seeds, [.. seeds.Select(Initial)], [.. seeds.Select(_ => all)]);
    }

    private static float[] Initial(int seed) => Initialization.Glorot(CurveProtocol.Net, new RandomStream(seed, "init"));
}
