namespace Pruning.Reproductions.Papers.Sensitivity.Remarks;

/// <summary>
/// Tests whether ranking by sign explains the fall that a later revision publishes, from 72.86 % to 71.31 % after five
/// weights: the five most negative against the five of smallest magnitude, on the same nets.
/// </summary>
internal static class LaterRevision
{
    private const double Before = 0.7286;
    private const double After = 0.7131;

    /// <summary>The published loss of accuracy.</summary>
    public static double Cost => Before - After;

    /// <summary>
    /// Compares both selections in a reading that prunes the five most negative weights; null in any other.
    /// </summary>
    public static string? Explain(IReadOnlyList<Replicate> replicates, Reading reading)
    {
        if (reading.Choices["order"] != "mostNegative")
        {
            return null;
        }

        var shipped = reading.Choices["trainedOn"] == "test";
        var signed = Change("five").Judge(replicates, reading.InferenceScope);
        var smallest = Change("fiveSmallest").Judge(replicates, reading.InferenceScope);
        var asMuch = replicates.Count(r => LossOf(r, "five") >= Cost);
        return $"On the same nets, pruning the five most negative weights (mean magnitude {Magnitude("five")}) "
            + $"changes the accuracy by {ResultText.Points(signed)}, the five of smallest magnitude "
            + $"({Magnitude("fiveSmallest")}) by {ResultText.Points(smallest)}. "
            + $"{asMuch} of {replicates.Count} nets lose the published {100 * Cost:0.00} points or more by the "
            + $"first and {replicates.Count(r => LossOf(r, "fiveSmallest") >= Cost)} by the second, so ranking by sign "
            + $"{(asMuch > 0 ? "can explain" : "does not explain")} such a fall."
            + (shipped ? Leak(replicates) : string.Empty);

        string Magnitude(string arm) => $"{replicates.Average(r => r.Values[$"{arm}.removedMagnitude"]):0.#####}";
    }

    /// <summary>States that a reading trains and tests on the same images; null where it does not.</summary>
    public static string? SameImages(IReadOnlyList<Replicate> replicates, Reading reading) =>
        reading.Choices["trainedOn"] == "test" ? Leak(replicates).TrimStart() : null;

    /// <summary>
    /// States what training on the test images, and ReLU and softmax before the loss, did to the nets.
    /// </summary>
    private static string Leak(IReadOnlyList<Replicate> replicates)
    {
        double[] before = [.. replicates.Select(r => r.Values["before.testAccuracy"])];
        var never = replicates.Select(r => (int)r.Values["before.neverPredicted"]).ToArray();
        return " These nets are trained on the test images, so their test accuracies, "
            + $"{100 * before.Min():0.00} to {100 * before.Max():0.00} %, are training accuracies; "
            + $"the published {100 * Before:0.00} % lies "
            + $"{(before.Min() <= Before && Before <= before.Max() ? "within" : "outside")} that range. "
            + "With ReLU and softmax before the loss, an output that is never positive gets no gradient and its class "
            + $"is lost for good: {never.Min()} to {never.Max()} of the 10 classes are never predicted.";
    }

    private static EquivalenceRule Change(string arm) =>
        new(Quantity.Difference($"{arm}.testAccuracy", "before.testAccuracy"), SensitivityDocument.Margin);

    private static double LossOf(Replicate replicate, string arm) =>
        replicate.Values["before.testAccuracy"] - replicate.Values[$"{arm}.testAccuracy"];
}
