namespace Pruning.Reproductions.Studies.Measuring;

/// <summary>The measurements that studies share.</summary>
internal static class Measure
{
    private static readonly Metric Accuracy = new("testAccuracy", "fraction");

    /// <summary>Test accuracy, with each test example's own result, which the crossed interval needs.</summary>
    public static Measurement TestAccuracy { get; } = new([Accuracy], (net, to) =>
    {
        to.Value(Accuracy.Name, net.Test.Accuracy);
        to.Examples(Accuracy.Name, BitList.Of(net.Test.Correct));
    });

    /// <summary>Test accuracy alone.</summary>
    public static Measurement MeanTestAccuracy { get; } = Measurement.Of(Accuracy, net => net.Test.Accuracy);

    /// <summary>The number of parameters.</summary>
    public static Measurement Parameters { get; } = Measurement.Of(
        new("parameters", "parameters", Nature.Count), net => net.Net.ParameterCount);

    /// <summary>Mean losses over test, training and validation examples, and test accuracy.</summary>
    /// <param name="byExample">
    /// Whether each test example's loss is recorded: where all replicates share their test examples.
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

    /// <summary>How many entries are pruned.</summary>
    public static Measurement Removed { get; } = Measurement.Of(new("removed", "weights", Nature.Count),
        net => net.State.Pruned);

    /// <summary>What share of the entries that may be pruned is gone.</summary>
    /// <param name="prunable">How many entries may be pruned.</param>
    public static Measurement RemovedShare(int prunable) => Measurement.Of(
        new("removedShare", "fraction", Nature.Count), net =>
            net.State.Pruned / (double)prunable) with { Setting = $"{prunable}" };

    /// <summary>How often the examples of each class are taken for each class.</summary>
    public static Measurement Confusion(IReadOnlyList<string> classes) =>
        new([], (net, to) => to.Table("confusion", ConfusionOf(net.Test, classes)));

    /// <summary>The same of one evaluation; an example whose outputs are not finite is taken for no class.</summary>
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
