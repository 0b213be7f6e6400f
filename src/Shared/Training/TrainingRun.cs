using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Randomness;

namespace Pruning.Shared.Training;

/// <summary>
/// One training run on any device: epochs and batch orders, scheduled pruning, curves. Orders, masks and mean losses
/// are computed on the host, so that they are the same on every device.
/// </summary>
internal abstract class TrainingRun(Architecture net, TrainingStart trainingStart, TrainingPlan plan,
    Examples examples) : IDisposable
{
    private readonly RandomStream[] orders =
        [.. trainingStart.Seeds.Select(seed => new RandomStream(seed, "batch-order"))];
    private readonly List<float>[] trainLoss = [.. trainingStart.Seeds.Select(_ => new List<float>())];
    private readonly List<float>[] validationLoss = [.. trainingStart.Seeds.Select(_ => new List<float>())];
    private readonly float[][] best = [.. trainingStart.Seeds.Select(_ => Array.Empty<float>())];
    private readonly float[] bestLoss = [.. trainingStart.Seeds.Select(_ => float.PositiveInfinity)];
    private readonly int[][] trainLists = [.. trainingStart.Splits.Select(s => s.Train)];
    private float[][] masks = [.. trainingStart.Masks];
    private int stepsTaken;

    protected Architecture Net => net;

    /// <summary>The net as it is trained: with the plan's frozen layers.</summary>
    protected Architecture TrainedNet { get; } = net.Freeze(plan.Frozen);

    protected TrainingStart TrainingStart => trainingStart;

    protected TrainingPlan Plan => plan;

    protected Examples Examples => examples;

    /// <summary>
    /// Each row's examples whose losses are recorded, none of them for training where the plan validates alone.
    /// </summary>
    protected IReadOnlyList<Split> Measured { get; } = Measurable(trainingStart.Splits, plan);

    /// <summary>Computes the learning rate's factor at a step of the current epoch.</summary>
    /// <param name="step">Counted from the epoch's first.</param>
    protected double RateFactor(int step) => plan.LearningRates.Factor(stepsTaken + step, StepsPerEpoch, plan.Epochs);

    private int StepsPerEpoch => (trainingStart.Splits[0].Train.Length + plan.BatchSize - 1) / plan.BatchSize;

    /// <summary>Trains all rows to the plan's end.</summary>
    /// <param name="advanced">Receives the progress, in epochs, fractions included.</param>
    /// <returns>One trained model per replicate, in the order of the start's rows.</returns>
    public TrainedModel[] Run(Action<double>? advanced, CancellationToken cancel)
    {
        if (masks.Any(row => row.Contains(0)))
        {
            Mask(masks);
        }

        for (var epoch = 0; epoch < plan.Epochs && stepsTaken != plan.StopAfterSteps; epoch++)
        {
            Epoch(epoch, advanced, cancel);
            if (plan.ValidateEvery is null)
            {
                Record();
            }

            plan.AfterEpoch?.Invoke(Rows());
        }

        return [.. Rows().Select((values, r) => new TrainedModel(values, masks[r], [.. trainLoss[r]],
            [.. validationLoss[r]])
        {
            Best = best[r],
        })];
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Copies the current parameters, R rows of P.</summary>
    protected abstract float[][] Rows();

    /// <summary>
    /// Sets the entries that are 0 in R masks of P zeros and ones to 0; with <see cref="TrainingPlan.MaskInForce"/>
    /// they stay 0.
    /// </summary>
    protected abstract void Mask(float[][] masks);

    /// <summary>Runs steps of an epoch.</summary>
    /// <param name="order">Each row's training examples, in this epoch's order.</param>
    /// <param name="first">The first step, counted from the epoch's start.</param>
    /// <param name="end">The step after the last.</param>
    /// <param name="advanced">Receives the number of examples used per row.</param>
    protected abstract void Steps(int[][] order, int first, int end, Action<double> advanced, CancellationToken cancel);

    /// <summary>
    /// Computes every row's mean training and validation losses, nats; NaN without validation examples.
    /// </summary>
    /// <param name="losses">The R results.</param>
    protected abstract void MeanLosses(Span<(float Train, float Validation)> losses);

    protected abstract void Dispose(bool disposing);

    /// <summary>Computes the mean loss, summed in order in double precision.</summary>
    internal static float Mean(ReadOnlySpan<float> losses)
    {
        var sum = 0.0;
        foreach (var loss in losses)
        {
            sum += loss;
        }

        return (float)(sum / losses.Length);
    }

    private void Epoch(int epoch, Action<double>? advanced, CancellationToken cancel)
    {
        var order = Order();
        var n = order[0].Length;
        var steps = StepsPerEpoch;
        if (plan.StopAfterSteps is { } last)
        {
            steps = Math.Min(steps, last - stepsTaken);
        }

        var prunings = plan.Schedule.Where(p => p.Epoch == epoch).ToLookup(p => p.BeforeStep ?? 0);
        for (int first = 0, end; first < steps; first = end)
        {
            Prune(prunings[first], stepsTaken + first);
            var next = prunings.Select(p => p.Key).Append(steps).Where(step => step > first).Min();
            end = plan.ValidateEvery is { } every ? Math.Min(next, first + every - ((stepsTaken + first) % every))
                : next;
            Steps(order, first, end, done => advanced?.Invoke(done / n), cancel);
            if ((stepsTaken + end) % plan.ValidateEvery == 0)
            {
                Record();
            }
        }

        stepsTaken += steps;
    }

    private void Prune(IEnumerable<ScheduledPruning> prunings, int step)
    {
        foreach (var pruning in prunings)
        {
            masks = pruning.Method.Prune(
                net, Rows(), masks, trainingStart.Seeds, pruning.Amount, examples, trainLists, step);
            Mask(masks);

            // What was best before had weights that are gone now.
            Array.Fill(bestLoss, float.PositiveInfinity);
        }
    }

    private int[][] Order()
    {
        var rows = new int[trainingStart.Splits.Count][];
        if (examples.Device == Device.Cuda)
        {
            // The GPU waits meanwhile, and the other cores have nothing else to do.
            Parallel.For(0, rows.Length, OrderRow);
        }
        else
        {
            for (var r = 0; r < rows.Length; r++)
            {
                OrderRow(r);
            }
        }

        return rows;

        void OrderRow(int r)
        {
            rows[r] = [.. trainingStart.Splits[r].Train];
            if (plan.Shuffled)
            {
                orders[r].Shuffle(rows[r]);
            }
        }
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
            if (plan.ValidateEvery is null)
            {
                trainLoss[r].Add(losses[r].Train);
            }

            if (trainingStart.Splits[r].Validation.Length > 0)
            {
                validationLoss[r].Add(losses[r].Validation);
            }
        }

        if (plan.ValidateEvery is not null)
        {
            KeepBest();
        }
    }

    private void KeepBest()
    {
        int[] better = [.. Enumerable.Range(0, best.Length).Where(r => validationLoss[r][^1] < bestLoss[r])];
        if (better.Length > 0)
        {
            var rows = Rows();
            foreach (var r in better)
            {
                (best[r], bestLoss[r]) = (rows[r], validationLoss[r][^1]);
            }
        }
    }

    /// <exception cref="ArgumentException">The plan validates, and there are no examples to do it on.</exception>
    private static IReadOnlyList<Split> Measurable(IReadOnlyList<Split> splits, TrainingPlan plan)
    {
        if (plan is not { ValidateEvery: not null, Curves: true })
        {
            return splits;
        }

        // One object for all rows that share a split, so that its examples are gathered once.
        var alone = splits.Distinct().ToDictionary(split => split, split => split.Validation.Length > 0
            ? split with { Train = [] }
            : throw new ArgumentException(
                "The plan records the validation loss after some steps, and the split has no validation examples.",
                nameof(plan)));
        return [.. splits.Select(split => alone[split])];
    }
}
