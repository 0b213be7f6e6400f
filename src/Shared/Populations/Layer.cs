using System.Collections.Immutable;
using Pruning.Shared.Kernels;
using Pruning.Shared.Surgery;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>
/// A layer of an architecture, applied to all replicates at once. Activations are feature-major: [R, features, batch].
/// </summary>
public abstract record Layer
{
    /// <summary>The layer's name in errors.</summary>
    public virtual string Title => GetType().Name;

    /// <summary>Input features of one example; null: any number.</summary>
    public virtual int? FeaturesIn => null;

    /// <summary>Output features of one example; null: as many as the input has.</summary>
    public virtual int? FeaturesOut => null;

    /// <summary>
    /// Multiply-accumulates of inputs and weights for one example; bias additions and layers without weights count 0.
    /// </summary>
    public virtual long MultiplyAccumulates => 0;

    /// <summary>Shape of the input maps; null: the input need not be maps.</summary>
    internal virtual Maps? MapsIn => null;

    /// <summary>
    /// Shape of the output maps; null: no maps, or the input's where <see cref="FeaturesOut"/> is null too.
    /// </summary>
    internal virtual Maps? MapsOut => null;

    /// <summary>Features of the widest activation, input and output included; at least 1.</summary>
    internal virtual int Widest => Math.Max(FeaturesIn ?? 1, FeaturesOut ?? 1);

    /// <summary>Lists the layer's parameters in order, their offsets counted from <paramref name="offset"/>.</summary>
    public virtual ImmutableArray<ParameterRange> Parameters(int offset) => [];

    /// <summary>Applies the layer with TorchSharp's operators: on a GPU, and as the kernel's reference.</summary>
    /// <param name="input">[R, features in, batch].</param>
    /// <param name="parameters">
    /// Views of the population's columns, one for each of <see cref="Parameters"/>, with R in front.
    /// </param>
    /// <param name="training">
    /// Whether to run in training mode, which updates buffers in place, or in evaluation mode.
    /// </param>
    /// <returns>[R, features out, batch].</returns>
    public abstract Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false);

    /// <summary>Creates the layer's kernel for the processor.</summary>
    /// <param name="features">Input features of one example.</param>
    /// <param name="batch">The largest batch.</param>
    /// <param name="training">Whether gradients are computed.</param>
    internal abstract LayerKernel CreateKernel(int features, int batch, bool training);

    /// <summary>
    /// Gets whether each of <paramref name="groups"/> equal runs of input features can be removed: a layer without
    /// parameters maps each by itself and zeros to zeros, one with parameters has separate columns for each.
    /// </summary>
    public virtual bool CanLoseGroups(int groups) => false;

    /// <summary>
    /// Creates a copy for <paramref name="left"/> of <paramref name="groups"/> input groups and, if the layer has a
    /// weight, with <paramref name="outputs"/> units or filters.
    /// </summary>
    public virtual Layer WithFewerGroups(int groups, int left, int outputs) => this;

    /// <summary>Traces groups of features through the layer.</summary>
    /// <param name="input">The input groups; null: features that cannot be removed.</param>
    /// <returns>The output groups; null: features that cannot be removed.</returns>
    internal virtual FeatureGroups? Follow(DependencyTrace trace, FeatureGroups? input) => trace.Leaf(this, input);

    /// <summary>
    /// Rebuilds the layer: <paramref name="part"/> of itself, or of each of its layers if it is composite.
    /// </summary>
    /// <param name="part">Called for each layer that is not composite, in column order.</param>
    internal virtual Layer Rebuilt(Func<Layer, Layer> part) => part(this);
}
