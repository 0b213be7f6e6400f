using System.Collections.Immutable;
using Pruning.Shared.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>One layer of an architecture, applied to all replicates at once. Activations are feature-major: [R, features, batch].</summary>
public abstract record Layer
{
    /// <summary>What an error calls the layer.</summary>
    public virtual string Title => GetType().Name;

    /// <summary>Features of one example that it takes; null: any number.</summary>
    public virtual int? FeaturesIn => null;

    /// <summary>Features of one example that it gives; null: as many as it takes.</summary>
    public virtual int? FeaturesOut => null;

    /// <summary>Multiplications of an input by a weight, each with its addition, for one example. Adding a bias is not counted, nor is what has no weights.</summary>
    public virtual long MultiplyAccumulates => 0;

    /// <summary>The layer's parameters in order, their offsets counted from <paramref name="offset"/>.</summary>
    public virtual ImmutableArray<ParameterRange> Parameters(int offset) => [];

    /// <summary>Applies the layer.</summary>
    /// <param name="input">[R, features in, batch].</param>
    /// <param name="parameters">Views of the population's columns, one for each of <see cref="Parameters"/>, with R in front.</param>
    /// <returns>[R, features out, batch].</returns>
    public abstract Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters);

    /// <summary>The layer as a step of a dense net, its parameters beginning at <paramref name="offset"/>; null: it is none.</summary>
    /// <param name="features">Features of one example that it is given.</param>
    internal virtual DenseStep? Dense(int features, int offset) => null;

    /// <summary>
    /// Whether the features it takes are <paramref name="groups"/> equally long stretches, any of which may go: a layer without parameters
    /// hands each on by itself and makes zeros of zeros, one with a weight reads each with columns of its own. No, unless a layer knows better.
    /// </summary>
    public virtual bool Separates(int groups) => false;

    /// <summary>The same layer for <paramref name="left"/> of the <paramref name="groups"/> groups that it takes and, if it has a weight, with <paramref name="outputs"/> units or filters.</summary>
    public virtual Layer Resized(int groups, int left, int outputs) => this;
}

/// <summary>y = W·x + b, W being [Outputs, Inputs].</summary>
public sealed record Linear(string Name, int Inputs, int Outputs, bool Bias = true) : Layer
{
    /// <inheritdoc/>
    public override string Title => Name;

    /// <inheritdoc/>
    public override int? FeaturesIn => Inputs;

    /// <inheritdoc/>
    public override int? FeaturesOut => Outputs;

    /// <inheritdoc/>
    public override long MultiplyAccumulates => (long)Inputs * Outputs;

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
        Operators.Affine(parameters[0], input, Bias ? parameters[1] : null);

    /// <inheritdoc/>
    internal override DenseStep? Dense(int features, int offset) =>
        new DenseStep(DenseStepKind.Linear, Inputs, Outputs, offset, Bias ? offset + ((long)Inputs * Outputs) : -1);

    /// <inheritdoc/>
    public override bool Separates(int groups) => Inputs % groups == 0;

    /// <inheritdoc/>
    public override Layer Resized(int groups, int left, int outputs) => this with { Inputs = (int)((long)Inputs * left / groups), Outputs = outputs };
}

/// <summary>max(x, 0).</summary>
public sealed record Relu : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters) => input.relu();

    /// <inheritdoc/>
    internal override DenseStep? Dense(int features, int offset) => new DenseStep(DenseStepKind.Relu, features, features);

    /// <inheritdoc/>
    public override bool Separates(int groups) => true;
}

/// <summary>tanh(x).</summary>
public sealed record Tanh : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters) => input.tanh();

    /// <inheritdoc/>
    internal override DenseStep? Dense(int features, int offset) => new DenseStep(DenseStepKind.Tanh, features, features);

    /// <inheritdoc/>
    public override bool Separates(int groups) => true;
}

/// <summary>exp(x) / Σ exp(x) over an example's features.</summary>
public sealed record Softmax : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters) => input.softmax(1);
}
