using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;

namespace Pruning.Shared.Training;

/// <summary>
/// One training of a trainingStart, whatever it runs on: the epochs with their orders, the schedule's prunings, the
/// curves.
/// Orders, masks and means over examples are worked out here, on the host, so that they are the same on every device.
/// </summary>
internal abstract class TrainingRun(Architecture net, TrainingStart trainingStart, TrainingPlan plan,
    Examples examples) : IDisposable
{
    private readonly RandomStream[] orders =
        [.. trainingStart.Seeds.Select(seed => new RandomStream(seed, "batch-order"))];
    private readonly List<float>[] trainLoss = [.. trainingStart.Seeds.Select(_ => new List<float>())];
    private readonly List<float>[] validationLoss = [.. trainingStart.Seeds.Select(_ => new List<float>())];
    private readonly int[][] trainLists = [.. trainingStart.Splits.Select(s => s.Train)];
    private float[][] masks = [.. trainingStart.Masks];
    private int stepsTaken;

    protected Architecture Net => net;

    protected TrainingStart TrainingStart => trainingStart;

    protected TrainingPlan Plan => plan;

    protected Examples Examples => examples;

    /// <summary>What the learning rate is multiplied by at a step of the epoch that runs.</summary>
    /// <param name="step">Counted from the epoch's first.</param>
    protected double RateFactor(int step) => plan.LearningRates.Factor(stepsTaken + step, StepsPerEpoch, plan.Epochs);

    private int StepsPerEpoch => (trainingStart.Splits[0].Train.Length + plan.BatchSize - 1) / plan.BatchSize;

    /// <summary>Trains from the trainingStart's start to the plan's end.</summary>
    /// <param name="advanced">Told the progress, in epochs of the whole trainingStart, fractions included.</param>
    /// <returns>One trained row a replicate, in the trainingStart's order.</returns>
    public TrainedModel[] Run(Action<double>? advanced, CancellationToken cancel)
    {
        if (masks.Any(row => row.Contains(0)))
        {
            Mask(masks);
        }

        for (var epoch = 0; epoch < plan.Epochs && stepsTaken != plan.StopAfterSteps; epoch++)
        {
            foreach (var pruning in plan.Schedule.Where(s => s.Epoch == epoch))
            {
                masks = pruning.Method.Prune(
                    net, Rows(), masks, trainingStart.Seeds, pruning.Amount, examples, trainLists, stepsTaken);
                Mask(masks);
            }

            Epoch(advanced, cancel);
            Record();
            plan.AfterEpoch?.Invoke(Rows());
        }

        return [.. Rows().Select((values, r) => new TrainedModel(values, masks[r], [.. trainLoss[r]],
            [.. validationLoss[r]]))];
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The parameters as they are now, R rows of P.</summary>
    protected abstract float[][] Rows();

    /// <summary>
    /// Sets what R rows of P zeros and ones prune to zero and, where the plan has masks in force, holds it there from
    /// now on.
    /// </summary>
    protected abstract void Mask(float[][] masks);

    /// <summary>The first steps of an epoch.</summary>
    /// <param name="order">The training examples of each row, in the order of this epoch.</param>
    /// <param name="advanced">Told how many examples of each row were used.</param>
    protected abstract void Epoch(int[][] order, int steps, Action<double> advanced, CancellationToken cancel);

    /// <summary>
    /// Mean loss of every row over its training and its validation examples, nats; without validation examples NaN.
    /// </summary>
    /// <param name="losses">[R], where they go.</param>
    protected abstract void MeanLosses(Span<(float Train, float Validation)> losses);

    protected abstract void Dispose(bool disposing);

    /// <summary>The mean of losses, summed in their order in double precision.</summary>
    internal static float Mean(ReadOnlySpan<float> losses)
    {
        var sum = 0.0;
        foreach (var loss in losses)
        {
            sum += loss;
        }

        return (float)(sum / losses.Length);
    }

    private void Epoch(Action<double>? advanced, CancellationToken cancel)
    {
        var order = Order();
        var n = order[0].Length;
        var steps = StepsPerEpoch;
        if (plan.StopAfterSteps is { } last)
        {
            steps = Math.Min(steps, last - stepsTaken);
        }

        Epoch(order, steps, done => advanced?.Invoke(done / n), cancel);
        stepsTaken += steps;
    }

    private int[][] Order()
    {
        var rows = new int[trainingStart.Splits.Count][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = [.. trainingStart.Splits[r].Train];
            if (plan.Shuffled)
            {
                orders[r].Shuffle(rows[r]);
            }
        }

        return rows;
    }

    private void Record()
    {
        if (!plan.Curves)
        {
            return;
        }

        var losses = new (float Train, float Validation)[trainingStart.Splits.Count];
        MeanLosses(losses);
        for (var r = 0; r < losses.Length; r++)
        {
            trainLoss[r].Add(losses[r].Train);
            if (trainingStart.Splits[r].Validation.Length > 0)
            {
                validationLoss[r].Add(losses[r].Validation);
            }
        }
    }
}
