namespace Pruning.Reproductions.Papers.L1Filters;

/// <summary>
/// Claims of "Network Pruning": removing filters of least L1 norm halves a small convolutional net's parameters.
/// </summary>
internal sealed class L1FiltersDocument : IDocument
{
    private const string Detail = "Details of the third notebook";
    private const double Accuracy = 0.94;
    private const double Precision = 0.02;
    private const int PublishedBaseline = 6130;
    private const int PublishedPruned = 3052;
    private const double Margin = 0.01;

    /// <summary>
    /// Smallest difference of accuracies of interest: a tenth of a point, ten images of the test set.
    /// </summary>
    private const double OfInterest = 0.001;

    private const string TrainedLonger =
        "The small net has had both nets’ epochs of training, the baseline only its own.";

    private readonly Study sizes = FilterNet.Sizes;
    private readonly Study inference = InferenceStudy.Study;
    private readonly Study filters = FilterStudy.Study;
    private readonly Study single = SingleLayerStudy.Study;
    private readonly Study iris = IrisStudy.Study;

    public L1FiltersDocument() =>
        Claims = [.. SizeClaims(), .. AccuracyClaims(), .. UnfinishedClaims(), .. Suggestions()];

    public string Id => "l1-filters";

    public string Title => "Network Pruning";

    public IReadOnlyList<Claim> Claims { get; }

    private IEnumerable<Claim> SizeClaims() =>
    [
        new("l1-filters/baseline-parameters", Detail, "The baseline net has 6,130 parameters",
            new(6130, null, "parameters"), sizes, Count("baseline.parameters", PublishedBaseline)),
        new("l1-filters/pruned-parameters", Detail, "Without two filters of each convolution it has 3,052",
            new(3052, null, "parameters"), sizes, Count("pruned.parameters", PublishedPruned)),
        new("l1-filters/halves-parameters", Detail, "Pruning removes about half of the parameters",
            new((double)PublishedPruned / PublishedBaseline, null, "fraction", "3,052 of 6,130 left"), sizes,
            new ExactRule([new(Quantity.Metric("pruned.parameterShare"), "45 % to 55 %",
                x => x is >= 0.45 and <= 0.55)]))
        {
            Note = (replicates, _) =>
                $"Multiply-accumulates per image fall from {replicates[0].Values["baseline.macs"]:#,0} to "
                + $"{replicates[0].Values["pruned.macs"]:#,0}.",
        },
    ];

    private IEnumerable<Claim> AccuracyClaims() =>
    [
        new("l1-filters/baseline-accuracy", Detail, "The baseline net’s test accuracy is 94 %",
            new(Accuracy, null, "fraction", "94 %"), filters, Point("baseline.testAccuracy")),
        new("l1-filters/pruned-accuracy", Detail, "The pruned and retrained net’s test accuracy is 94 %",
            new(Accuracy, null, "fraction", "94 %"), filters, Point("pruned.testAccuracy")),
        new("l1-filters/same-accuracy", Detail, "Pruning half of the parameters keeps the accuracy after retraining",
            new(null, 0, "fraction", "94 % and 94 %"), filters,
            Retained())
        {
            RuleOf = choices => choices["controls"] == "trained" ? WithControls() : Retained(),
            Note = WhatRetrainingDid,
            ReadingNote = WhetherItMattered,
        },
    ];

    private IEnumerable<Claim> UnfinishedClaims() =>
    [
        new("l1-filters/inference-time", Detail,
            "Inference time on a CPU, which the document leaves empty: how many times faster the pruned net is, one "
            + "image at a time",
            Published.Nothing("times"), inference, new MeasurementRule(InferenceStudy.Speedup))
        {
            Note = InferenceStudy.Describe,
        },
        new("l1-filters/first-notebook", "01 to 03, file descriptions",
            "Filter pruning of a net of one convolution: accuracy after retraining, less the whole net’s",
            Published.Nothing("points"), single,
                new MeasurementRule(Quantity.Difference("pruned.testAccuracy", "baseline.testAccuracy")))
        {
            Note = SingleLayerStudy.Describe,
        },
        new("l1-filters/iris", "01 to 03, file descriptions",
            "Weight pruning of a dense net on Iris, unfinished in the document: test accuracy without half of the "
            + "weights",
            Published.Nothing("fraction"), iris, new MeasurementRule(IrisStudy.AtHalf))
        {
            Note = IrisStudy.Describe,
        },
    ];

    private IEnumerable<Claim> Suggestions() =>
    [
        new("l1-filters/l2-norm", "To improve the model",
            "Filters ranked by their L2 norm: accuracy after retraining, less that by L1",
            Published.Nothing("points"), filters,
                new MeasurementRule(Quantity.Difference("l2.testAccuracy", "pruned.testAccuracy")
                with { Arms = ["l2"] }))
        {
            Note = (replicates, _) =>
                $"In {replicates.Count(r => r.Values["l2.sameFilters"] == 2 * FilterNet.PerLayer)} of "
                + $"{replicates.Count} replicates both norms select the same four filters.",
        },
        new("l1-filters/percentile", "To improve the model",
            "Filters below their layer’s 25th percentile go: accuracy after retraining, less the baseline’s",
            Published.Nothing("points"), filters,
                new MeasurementRule(Quantity.Difference("percentile.testAccuracy", "baseline.testAccuracy")
                with { Arms = ["percentile"] }))
        {
            Note = (replicates, _) =>
                $"{FilterNet.LowestQuarter.Count(8, 8)} of 8 filters and {FilterNet.LowestQuarter.Count(4, 4)} of 4 "
                + $"are removed, {replicates[0].Values["percentile.parameters"]:#,0} parameters left. {TrainedLonger}",
        },
        new("l1-filters/fc-brain-damage", "To improve the model",
            "Weights of the linear layer by Optimal Brain Damage: accuracy without 90 % of them, less that by "
                + "magnitude, without retraining",
            Published.Nothing("points"), filters, new MeasurementRule(LinearLayer.Difference(90)))
        {
            Note = LinearLayer.HowFar,
        },
    ];

    private static ExactRule Count(string metric, int expected) =>
        new([new(Quantity.Metric(metric), $"{expected:#,0}", x => x == expected)]);

    private static PointRule Point(string metric) => new(Quantity.Metric(metric), Accuracy, 0.935, 0.945, Precision);

    private static EquivalenceRule Retained() => new(
        Quantity.Difference("pruned.testAccuracy", "baseline.testAccuracy")
            with
        { Arms = ["baseline", "beforeRetraining", "pruned"] }, Margin, 0);

    /// <summary>
    /// Rule with controls: accuracy is kept, and exceeds that of the small net from scratch and of one without random
    /// filters.
    /// </summary>
    private static CompositeRule WithControls() => new([
        Retained(),
        new DirectionRule(Quantity.Difference("pruned.testAccuracy", "scratch.testAccuracy")
            with { Arms = ["pruned", "scratch", "longer"] }, OfInterest: OfInterest),
        new DirectionRule(Quantity.Difference("pruned.testAccuracy", "random.testAccuracy"), OfInterest: OfInterest)]);

    private static string WhatRetrainingDid(IReadOnlyList<Replicate> replicates, Reading reading) =>
        $"Test accuracy of the small net is {ResultText.Accuracy(replicates, "beforeRetraining")} before retraining "
            + $"and {ResultText.Accuracy(replicates, "pruned")} after it (means). {TrainedLonger}";

    /// <summary>
    /// States whether pruning mattered, in readings that train the controls or reinitialise the small net; null in
    /// others.
    /// </summary>
    private static string? WhetherItMattered(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        if (reading.Choices["net"] == "fresh")
        {
            return "The small net inherits nothing from the trained one: its test accuracy is "
                + $"{ResultText.Accuracy(replicates, "beforeRetraining")} before training and "
                + $"{ResultText.Accuracy(replicates, "pruned")} after it. This shows that so small a net learns the "
                + "digits; it shows nothing about pruning.";
        }

        if (reading.Choices["controls"] != "trained")
        {
            return null;
        }

        var judgement = WithControls().Judge(replicates, reading.InferenceScope);
        var longer = new MeasurementRule(Quantity.Difference("pruned.testAccuracy", "longer.testAccuracy"))
            .Judge(replicates, reading.InferenceScope);
        return $"{Mattered("Inheriting filters", judgement.Parts[1])}: the pruned net differs by "
            + $"{ResultText.Points(judgement.Parts[1])} from the same small net trained from scratch for both nets’ "
            + $"epochs. {Mattered("Selecting them by norm", judgement.Parts[2])}: it differs by "
            + $"{ResultText.Points(judgement.Parts[2])} from a net that lost random filters. "
            + $"It differs by {ResultText.Points(longer)} from the whole net trained for both nets’ epochs.";
    }

    private static string Mattered(string what, Judgement difference) => difference.Verdict switch
    {
        Verdict.Reproduced => $"{what} helped",
        Verdict.Negligible => $"{what} helped by less than a tenth of a point",
        Verdict.Contradicted => $"{what} did harm",
        _ => $"{what} is not shown to have mattered",
    };
}
