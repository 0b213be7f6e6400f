namespace Pruning.Shared.Pruning;

public abstract partial record Criterion
{
    /// <summary>
    /// |w·g|, g being the gradient of the mean loss over the training examples: the sensitivity of the loss to the
    /// connection. SNIP's score without its normalisation, which changes no rank (Lee, Ajanthan and Torr 2019, SNIP,
    /// ICLR, eq. 5).
    /// </summary>
    public static Criterion ConnectionSensitivity { get; } = new ConnectionSensitivityCriterion();

    private sealed record ConnectionSensitivityCriterion : Criterion
    {
        public override string Name => "connection-sensitivity";

        public override float[] Score(ScoringContext net)
        {
            var gradients = net.Gradients;
            return [.. net.Values.Select((w, i) => MathF.Abs(w * gradients[i]))];
        }
    }
}
