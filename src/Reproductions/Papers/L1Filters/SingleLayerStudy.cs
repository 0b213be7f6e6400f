namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>
/// Study of filter pruning in a net of one convolution. The document only lists it, so its settings follow the other
/// net: 8 filters of 3×3 without bias, ReLU, max-pooling, two filters of least L1 norm removed, RMSprop at 0.001; three
/// epochs each.
/// </summary>
internal sealed record SingleLayerStudy : IStudyDesign
{
    private const int Epochs = 3;

    /// <summary>The study; it has no factors.</summary>
    public static Study<SingleLayerStudy> Study { get; } =
        new("l1-filters/single-layer", new()) { Replicates = new(8, 8, 2) };

    public StudyPlan Plan(bool whole)
    {
        var plan = new StudyPlan(StudyData.Mnist);
        var training = new TrainingPlan(new RmsProp(FilterNet.LearningRate), Epochs, BatchSize: 64) { Curves = false };
        var baseline = plan.Start(FilterNet.SingleLayer, Init.FanIn()).Train(training);
        var small = baseline.Prune(FilterNet.ByNorm(Norm.L1), FilterNet.Two).Shrink();
        return plan.Measure("baseline", baseline, Measure.TestAccuracy, Measure.Parameters)
            .Measure("beforeRetraining", small, Measure.TestAccuracy)
            .Measure("pruned", small.FineTune(training), Measure.TestAccuracy, Measure.Parameters);
    }

    /// <summary>States the parameters left and the test accuracies.</summary>
    public static string Describe(IReadOnlyList<Replicate> replicates, Reading reading) =>
        $"One convolution of 8 filters, two removed: {replicates[0].Values["baseline.parameters"]:#,0} parameters "
            + $"become {replicates[0].Values["pruned.parameters"]:#,0}. Test accuracy is "
        + $"{ResultText.Accuracy(replicates, "baseline")} before pruning, "
        + $"{ResultText.Accuracy(replicates, "beforeRetraining")} without the two filters and "
        + $"{ResultText.Accuracy(replicates, "pruned")} after {Epochs} more epochs, which the baseline did not have "
        + $"(means over {replicates.Count} replicates).";
}
