namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>w with its sign: the most negative go. A known mistake, kept to repeat studies that made it.</summary>
    public static Criterion Signed { get; } = new SignedCriterion();

    private sealed record SignedCriterion : Criterion
    {
        public override string Name => "signed";

        public override float[] Score(ScoringContext net) => net.Values;
    }
}
