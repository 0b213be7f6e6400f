namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// The signed weight: the most negative are pruned first. A known mistake, kept to reproduce studies that made it.
    /// </summary>
    public static Criterion Signed { get; } = new SignedCriterion();

    private sealed record SignedCriterion : Criterion
    {
        public override string Name => "signed";

        public override float[] Score(ScoringContext net) => net.Values;
    }
}
