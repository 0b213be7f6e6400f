using Pruning.Shared.Randomness;

namespace Pruning.Shared.Populations;

/// <summary>Initial values of a net's parameters, drawn on the host.</summary>
public static class Initialization
{
    /// <summary>
    /// PyTorch's default for linear and convolution layers: weights and biases uniform in ±1/√fan_in
    /// (Kaiming uniform with a = √5, He et al. 2015; drawn in the order of the columns).
    /// </summary>
    /// <returns>P values.</returns>
    public static float[] FanIn(Architecture architecture, RandomStream stream)
    {
        var values = new float[architecture.ParameterCount];
        foreach (var range in architecture.Parameters)
        {
            stream.Uniform(values.AsSpan(range.Offset, range.Count), 1 / Math.Sqrt(range.FanIn));
        }

        return values;
    }
}
