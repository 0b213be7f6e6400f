namespace Pruning.Reproductions.Papers.Sensitivity.Remarks;

/// <summary>Remarks on how far training had converged.</summary>
internal static class TrainingRemark
{
    /// <summary>Epochs of the primary reading.</summary>
    private const int Few = 5;

    /// <summary>States the number of pruned weights, the accuracies, and what the last epoch changed.</summary>
    public static string BeforeAndAfter(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        return $"{replicates[0].Values["after.removed"]:#,0} weights are removed. Test accuracy is "
            + $"{ResultText.Accuracy(replicates, "before")} before pruning and "
            + $"{ResultText.Accuracy(replicates, "after")} after. "
            + (IsMeasuredByEpoch(reading) ? ByEpoch(replicates, reading, EpochsOf(reading)).TrimEnd() : string.Empty);
    }

    private static string ByEpoch(IReadOnlyList<Replicate> replicates, Reading reading, int epochs)
    {
        var last = epochs == 1 ? string.Empty
            : "; the last one changed it by "
            + $"{ResultText.Points(Gain(epochs, epochs - 1).Judge(replicates, reading.InferenceScope))}";
        return "After each training epoch it was "
            + $"{string.Join(", ", Enumerable.Range(1, epochs).Select(Mean))} %{last}. ";

        string Mean(int epoch) => $"{100 * replicates.Average(r => r.Values[SensitivityStudy.AfterEpoch(epoch)]):0.0}";
    }

    /// <summary>States whether accuracy had levelled off, where a reading trains for longer; null elsewhere.</summary>
    public static string? LevelledOff(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        var epochs = EpochsOf(reading);
        if (epochs <= Few || !IsMeasuredByEpoch(reading))
        {
            return null;
        }

        var gain = Gain(epochs, Few).Judge(replicates, reading.InferenceScope);
        var levelled = gain.Verdict switch
        {
            Verdict.Reproduced => "it had levelled off to within a point",
            Verdict.Contradicted => "it had not levelled off",
            _ => "whether it had levelled off to within a point is open",
        };
        return $"From {Few} epochs to {epochs} the accuracy before pruning changes by {ResultText.Points(gain)}: "
            + $"{levelled}.";
    }

    private static int EpochsOf(Reading reading) => int.Parse(reading.Choices["epochs"]);

    private static bool IsMeasuredByEpoch(Reading reading) => reading.Choices["trainedOn"] != "test";

    private static EquivalenceRule Gain(int after, int since) =>
        new(Quantity.Difference(SensitivityStudy.AfterEpoch(after), SensitivityStudy.AfterEpoch(since)),
            SensitivityDocument.Margin);
}
