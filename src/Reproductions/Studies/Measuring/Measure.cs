namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>Measurements shared by studies.</summary>
internal static class Measure
{
    private static readonly Metric Accuracy = new("testAccuracy", "fraction");

    /// <summary>Test accuracy, with each test example's result for the crossed interval.</summary>
    public static Measurement TestAccuracy { get; } = new([Accuracy], (net, to) =>
    {
        to.Value(Accuracy.Name, net.Test.Accuracy);
        to.Examples(Accuracy.Name, BitList.Of(net.Test.Correct));
    });

    /// <summary>Test accuracy without per-example results.</summary>
    public static Measurement MeanTestAccuracy { get; } = Measurement.Of(Accuracy, net => net.Test.Accuracy);

    /// <summary>Number of parameters.</summary>
    public static Measurement Parameters { get; } = Measurement.Of(
        new("parameters", "parameters", Nature.Count), net => net.Net.ParameterCount);

    /// <summary>Multiply-accumulates for one example.</summary>
    public static Measurement MultiplyAccumulates { get; } = Measurement.Of(
        new("macs", "multiply-accumulates"), net => net.Net.MultiplyAccumulates);

    /// <summary>
    /// What a mask leaves of a net: weights; how many times fewer they are; multiply-accumulates for one example, without
    /// those of pruned weights; how many times fewer these are (the theoretical speed-up of Blalock et al. 2020, arXiv
    /// 2003.03033).
    /// </summary>
    public static Measurement Sizes { get; } = new(
        [new("weightsLeft", "weights", Nature.Count), new("compression", "times"),
            new("macsLeft", "multiply-accumulates"), new("theoreticalSpeedup", "times")],
        (net, to) =>
        {
            double all = net.Net.Of(ParameterRole.Weight).Sum(w => w.Count);
            var (left, macs) = net.State.Left;
            to.Value("weightsLeft", left);
            to.Value("compression", all / left);
            to.Value("macsLeft", macs);
            to.Value("theoreticalSpeedup", net.Net.MultiplyAccumulates / (double)macs);
        });

    /// <summary>Mean losses over test, training and validation examples, and test accuracy.</summary>
    /// <param name="byExample">
    /// Whether each test example's loss is recorded; only where all replicates share their test examples.
    /// </param>
    public static Measurement Losses(bool byExample) => new(
        [new("testLoss", "nats"), Accuracy, new("trainLoss", "nats"), new("validationLoss", "nats")],
        (net, to) =>
        {
            to.Value("testLoss", net.Test.Loss);
            to.Value(Accuracy.Name, net.Test.Accuracy);
            to.Value("trainLoss", net.Train.Loss);
            to.Value("validationLoss", net.Validation.Loss);
            if (byExample)
            {
                to.Examples("testLoss", [.. net.Test.Losses.Select(l => (double)l)]);
            }
        });

    /// <summary>Number of pruned entries.</summary>
    public static Measurement Removed { get; } = Measurement.Of(new("removed", "weights", Nature.Count),
        net => net.State.Pruned);

    /// <summary>Share of the prunable entries that is pruned.</summary>
    /// <param name="prunable">Number of prunable entries.</param>
    public static Measurement RemovedShare(int prunable) => Measurement.Of(
        new("removedShare", "fraction", Nature.Count), net =>
            net.State.Pruned / (double)prunable) with
    { Setting = $"{prunable}" };

    /// <summary>Confusion matrix over the test examples.</summary>
    public static Measurement Confusion(IReadOnlyList<string> classes) =>
        new([], (net, to) => to.Table("confusion", ConfusionOf(net.Test, classes)));

    /// <summary>Confusion matrix of an evaluation; examples whose outputs are not finite are left out.</summary>
    public static NamedTable ConfusionOf(Evaluation evaluation, IReadOnlyList<string> classes)
    {
        var counts = new double[classes.Count * classes.Count];
        foreach (var (label, predicted) in evaluation.Labels.Zip(evaluation.Predicted).Where(pair => pair.Second >= 0))
        {
            counts[(label * classes.Count) + predicted]++;
        }

        return new("true class", "predicted class", classes, classes, counts);
    }
}
