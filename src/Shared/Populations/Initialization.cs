using Pruning.Shared.Randomness;

namespace Pruning.Shared.Populations;

/// <summary>Initial values of a net's parameters, drawn on the host.</summary>
public static class Initialization
{
    /// <summary>
    /// Draws PyTorch's default for linear and convolution layers: weights and biases uniform in ±1/√fan_in (Kaiming
    /// uniform with a = √5, He et al. 2015), in column order. Other parameters take their range's start value.
    /// </summary>
    /// <returns>P values.</returns>
    public static float[] FanIn(Architecture architecture, RandomStream stream) => Draw(
        architecture,
        stream,
        range => range.Role is ParameterRole.Weight or ParameterRole.Bias ? 1 / Math.Sqrt(range.FanIn) : null);

    /// <summary>
    /// Draws weights uniform in ±√(6 / (fan_in + fan_out)) (Glorot and Bengio 2010, eq. 16); biases are zero, other
    /// parameters take their range's start value.
    /// </summary>
    /// <returns>P values.</returns>
    public static float[] Glorot(Architecture architecture, RandomStream stream) => Draw(
        architecture,
        stream,
        range => range.Role == ParameterRole.Weight ? Math.Sqrt(6.0 / (range.FanIn + range.FanOut)) : null);

    /// <summary>
    /// Draws normal weights of variance 2 / (fan_in + fan_out) (Glorot and Bengio 2010, eq. 12); biases are zero, other
    /// parameters take their range's start value.
    /// </summary>
    /// <returns>P values.</returns>
    public static float[] GlorotNormal(Architecture architecture, RandomStream stream) => Draw(
        architecture,
        stream,
        range => range.Role == ParameterRole.Weight ? Math.Sqrt(2.0 / (range.FanIn + range.FanOut)) : null,
        normal: true);

    /// <param name="spread">
    /// The bound of a range's uniform values, or the standard deviation of normal ones; null: start values.
    /// </param>
    private static float[] Draw(
        Architecture architecture, RandomStream stream, Func<ParameterRange, double?> spread, bool normal = false)
    {
        var values = new float[architecture.ParameterCount];
        foreach (var range in architecture.Parameters)
        {
            var own = values.AsSpan(range.Offset, range.Count);
            if (spread(range) is not { } width)
            {
                own.Fill(range.Start);
            }
            else if (normal)
            {
                stream.Gaussian(own, width);
            }
            else
            {
                stream.Uniform(own, width);
            }
        }

        return values;
    }
}
