namespace Pruning.Reproductions.Studies.Steps;

/// <summary>
/// Step that trains nets from their current values, under their masks; already trained nets come from the cache.
/// </summary>
internal sealed record TrainStep(TrainingPlan Plan, bool MeasureEpochs) : Step
{
    public override int Epochs => Plan.Epochs;

    public override NetState[] Apply(Arm arm, NetState[] from, StepContext context)
    {
        var keys = from.Select((net, r) => TrainedNets.KeyOf(context.Data.DigestOf(context.Splits[r]), arm, net,
            context.Seeds[r])).ToArray();
        var trained = keys.Zip(from, (key, start) => context.Nets.Find(key, start.Net)).ToArray();
        int[] missing = [.. Enumerable.Range(0, keys.Length).Where(r => trained[r] is null)];
        foreach (var (architecture, same) in NetState.Groups([.. missing.Select(r => from[r])]))
        {
            int[] rows = [.. same.Select(i => missing[i])];
            foreach (var (r, net) in rows.Zip(Train(architecture, [.. rows.Select(r => from[r])], rows, context)))
            {
                trained[r] = net;
                context.Nets.Keep(keys[r], net, Arithmetic(net, context));
            }
        }

        return trained!;
    }

    private NetState[] Train(Architecture net, NetState[] start, int[] rows, StepContext context)
    {
        var accuracy = start.Select(_ => new List<double>()).ToArray();
        var trainingStart = new TrainingStart(
            [.. rows.Select(r => context.Seeds[r])],
            [.. start.Select(s => s.Values)],
            [.. start.Select(s => s.Mask)],
            [.. rows.Select(r => context.Splits[r])]);
        var plan = Plan with { AfterEpoch = MeasureEpochs ? Measure : null };
        var trained = Trainer.Train(
            net, trainingStart, plan, context.Data.Train, epochs =>
                context.Advance(epochs * rows.Length), context.Cancel);
        return [.. trained.Select((row, i) => new NetState(net, row.Values, row.Mask)
        {
            TrainLoss = row.TrainLoss,
            ValidationLoss = row.ValidationLoss,
            Best = row.Best,
            EpochAccuracy = [.. accuracy[i]],
        })];

        void Measure(IReadOnlyList<float[]> values)
        {
            var lists = trainingStart.Splits.Select(s => s.Test).ToArray();
            foreach (var (list, result) in accuracy.Zip(Evaluation.Of(net, values, lists, context.Data.Test)))
            {
                list.Add(result.Accuracy);
            }
        }
    }

    /// <summary>Multiply-accumulates of training one net: one forward pass and two backward per example.</summary>
    private double Arithmetic(NetState net, StepContext context) =>
        3.0 * net.Net.MultiplyAccumulates * context.Splits[0].Train.Length * Plan.Epochs;
}
