namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// 1 less the average percentage of zeros (APoZ) of a unit's map, as a share over its elements and the training
    /// examples: maps that are zero most often go first (Hu, Peng, Tai and Tang 2016, Network Trimming, arXiv
    /// 1607.03250, eq. 1).
    /// </summary>
    public static MapCriterion Apoz { get; } = new ApozCriterion();

    private sealed record ApozCriterion : MapCriterion
    {
        public override string Name => "apoz";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net) =>
            [.. net.MapActivity.Select(maps => maps is null ? null : maps.Zeros.Select(zeros => 1 - zeros).ToArray())];
    }
}
