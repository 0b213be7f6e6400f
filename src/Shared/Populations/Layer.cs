using System.Collections.Immutable;
using Pruning.Shared.Kernels;
using Pruning.Shared.Surgery;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>
/// One layer of an architecture, applied to all replicates at once. Activations are feature-major: [R, features,
/// batch].
/// </summary>
public abstract record Layer
{
    /// <summary>What an error calls the layer.</summary>
    public virtual string Title => GetType().Name;

    /// <summary>Features of one example that it takes; null: any number.</summary>
    public virtual int? FeaturesIn => null;

    /// <summary>Features of one example that it gives; null: as many as it takes.</summary>
    public virtual int? FeaturesOut => null;

    /// <summary>
    /// Multiplications of an input by a weight, each with its addition, for one example. Adding a bias is not counted,
    /// nor is what has no weights.
    /// </summary>
    public virtual long MultiplyAccumulates => 0;

    /// <summary>The maps that it takes; null: its features need be no maps.</summary>
    internal virtual Maps? MapsIn => null;

    /// <summary>
    /// The maps that it gives; null: none, or those that it takes where <see cref="FeaturesOut"/> is null too.
    /// </summary>
    internal virtual Maps? MapsOut => null;

    /// <summary>Features of its widest activation, input and output included; at least 1.</summary>
    internal virtual int Widest => Math.Max(FeaturesIn ?? 1, FeaturesOut ?? 1);

    /// <summary>The layer's parameters in order, their offsets counted from <paramref name="offset"/>.</summary>
    public virtual ImmutableArray<ParameterRange> Parameters(int offset) => [];

    /// <summary>
    /// Applies the layer by TorchSharp's operators: what runs on a GPU, and what its kernel is held to.
    /// </summary>
    /// <param name="input">[R, features in, batch].</param>
    /// <param name="parameters">
    /// Views of the population's columns, one for each of <see cref="Parameters"/>, with R in front.
    /// </param>
    /// <param name="training">
    /// Whether it is a pass of training, which updates buffers in place; otherwise one of evaluation.
    /// </param>
    /// <returns>[R, features out, batch].</returns>
    public abstract Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false);

    /// <summary>Makes the layer's arithmetic on the processor.</summary>
    /// <param name="features">Features of one example that it is given.</param>
    /// <param name="batch">The largest batch.</param>
    /// <param name="training">Whether it is for training: gradients are wanted.</param>
    internal abstract LayerKernel CreateKernel(int features, int batch, bool training);

    /// <summary>
    /// Says whether any of <paramref name="groups"/> equally long stretches of the features that it takes may be cut
    /// out: a layer without parameters hands each on by itself and makes zeros of zeros, one with parameters has
    /// columns of its own for each. No, unless a layer knows better.
    /// </summary>
    public virtual bool CanLoseGroups(int groups) => false;

    /// <summary>
    /// Makes the same layer for <paramref name="left"/> of the <paramref name="groups"/> groups that it takes and, if
    /// it has a weight, with <paramref name="outputs"/> units or filters.
    /// </summary>
    public virtual Layer WithFewerGroups(int groups, int left, int outputs) => this;

    /// <summary>Follows the groups of features through the layer.</summary>
    /// <param name="input">The groups that it takes; null: features that all stay.</param>
    /// <returns>The groups that it gives; null: features that all stay.</returns>
    internal virtual FeatureGroups? Follow(DependencyTrace trace, FeatureGroups? input) => trace.Leaf(this, input);

    /// <summary>
    /// Makes the same layer of other parts: of <paramref name="part"/> of itself, unless it is made of layers.
    /// </summary>
    /// <param name="part">Called for each layer that is not made of others, in the order of the columns.</param>
    internal virtual Layer Rebuilt(Func<Layer, Layer> part) => part(this);
}
