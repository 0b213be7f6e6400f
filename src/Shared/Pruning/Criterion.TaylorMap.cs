namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// The estimated change of the loss when a unit's map is set to 0, to first order: |a·g| averaged over the map and
    /// over the training examples, a being activations and g the gradients of an example's own cross-entropy with
    /// respect to them (Molchanov, Tyree, Karras, Aila and Kautz 2017, arXiv 1611.06440, eq. 8).
    /// </summary>
    /// <remarks>
    /// The mean over the map's elements comes before the absolute value, as in the paper; whether the mean over the
    /// examples does is <paramref name="absolute"/>.
    /// </remarks>
    public static MapCriterion TaylorMap(TaylorAbsolute absolute = TaylorAbsolute.PerExample) =>
        new TaylorMapCriterion(absolute);

    private sealed record TaylorMapCriterion(TaylorAbsolute Absolute) : MapCriterion
    {
        public override string Name => "taylor-map";

        protected override IReadOnlyList<double[]?> Raw(ScoringContext net) =>
            [.. net.MapSensitivity.Select(maps => maps is null ? null : Scores(maps))];

        private double[] Scores(MapSensitivity maps) => Absolute == TaylorAbsolute.PerExample
            ? [.. maps.Taylor]
            : [.. maps.SignedTaylor.Select(Math.Abs)];
    }
}
