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

    /// <summary>Weights uniform in ±√(6 / (fan_in + fan_out)) (Glorot and Bengio 2010, eq. 16), biases zero.</summary>
    /// <returns>P values.</returns>
    public static float[] Glorot(Architecture architecture, RandomStream stream)
    {
        var values = new float[architecture.ParameterCount];
        foreach (var range in architecture.Of(ParameterRole.Weight))
        {
            stream.Uniform(values.AsSpan(range.Offset, range.Count), Math.Sqrt(6.0 / (range.FanIn + range.FanOut)));
        }

        return values;
    }
}
