using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>One layer of an architecture, applied to all replicates at once. Activations are feature-major: [R, features, batch].</summary>
public abstract record Layer
{
    /// <summary>The layer's parameters in order, their offsets counted from <paramref name="offset"/>.</summary>
    public virtual ImmutableArray<ParameterRange> Parameters(int offset) => [];

    /// <summary>Applies the layer.</summary>
    /// <param name="input">[R, features in, batch].</param>
    /// <param name="parameters">Views of the population's columns, one for each of <see cref="Parameters"/>, with R in front.</param>
    /// <returns>[R, features out, batch].</returns>
    public abstract Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters);
}

/// <summary>y = W·x + b, W being [Outputs, Inputs].</summary>
public sealed record Linear(string Name, int Inputs, int Outputs, bool Bias = true) : Layer
{
    /// <inheritdoc/>
    public override ImmutableArray<ParameterRange> Parameters(int offset)
    {
        var weight = new ParameterRange($"{Name}.weight", ParameterRole.Weight, offset, [Outputs, Inputs], Inputs, Outputs);
        return Bias
            ? [weight, new($"{Name}.bias", ParameterRole.Bias, offset + weight.Count, [Outputs], Inputs, Outputs)]
            : [weight];
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters) =>
        Engine.Affine(parameters[0], input, Bias ? parameters[1] : null);
}

/// <summary>max(x, 0).</summary>
public sealed record Relu : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters) => input.relu();
}

/// <summary>tanh(x).</summary>
public sealed record Tanh : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters) => input.tanh();
}
