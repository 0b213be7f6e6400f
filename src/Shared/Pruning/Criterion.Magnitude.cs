namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>|w|: the smallest weights are pruned first.</summary>
    public static Criterion Magnitude { get; } = new MagnitudeCriterion();

    private sealed record MagnitudeCriterion : Criterion
    {
        public override string Name => "magnitude";

        public override float[] Score(ScoringContext net) => Array.ConvertAll(net.Values, MathF.Abs);
    }
}
