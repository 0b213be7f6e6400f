namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// −|w|: the largest weights are pruned first. A control for single weights only: a norm over units drops the sign.
    /// </summary>
    public static Criterion LargestMagnitude { get; } = new LargestMagnitudeCriterion();

    private sealed record LargestMagnitudeCriterion : Criterion
    {
        public override string Name => "largest-magnitude";

        public override float[] Score(ScoringContext net) => Array.ConvertAll(net.Values, w => -MathF.Abs(w));
    }
}
