using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// The mean of a unit's squared incoming weights, without its bias ("minimum weight" in Molchanov et al. 2017,
    /// arXiv 1611.06440, section 2.2). Unlike a norm it does not grow with the number of weights.
    /// </summary>
    public static MapCriterion MeanSquaredWeight { get; } = new MeanSquaredWeightCriterion();

    private sealed record MeanSquaredWeightCriterion : MapCriterion
    {
        public override string Name => "mean-squared-weight";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net) =>
            [.. net.Architecture.Of(ParameterRole.Weight).Select(weight => MeanSquares(weight, net.Values))];

        private static double[] MeanSquares(ParameterRange weight, float[] values) =>
            [.. values.Skip(weight.Offset).Take(weight.Count).Chunk(weight.Count / (int)weight.Shape[0])
                .Select(unit => unit.Average(w => (double)w * w))];
    }
}
