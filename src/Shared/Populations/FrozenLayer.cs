using System.Collections.Immutable;
using Pruning.Shared.Kernels;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>
/// A layer whose parameters training does not change: no optimizer steps on them, and it always runs in evaluation
/// mode, so that a normalisation uses its running statistics and leaves them as they are.
/// </summary>
/// <param name="Layer">The layer, with parameters of its own.</param>
internal sealed record FrozenLayer(Layer Layer) : Layer
{
    public override string Title => Layer.Title;

    public override int? FeaturesIn => Layer.FeaturesIn;

    public override int? FeaturesOut => Layer.FeaturesOut;

    public override long MultiplyAccumulates => Layer.MultiplyAccumulates;

    internal override Maps? MapsIn => Layer.MapsIn;

    internal override Maps? MapsOut => Layer.MapsOut;

    internal override int Widest => Layer.Widest;

    public override ImmutableArray<ParameterRange> Parameters(int offset) =>
        [.. Layer.Parameters(offset).Select(range => range with { Frozen = true })];

    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false) =>
        Layer.Forward(input, parameters, training: false);

    public override bool CanLoseGroups(int groups) => Layer.CanLoseGroups(groups);

    public override Layer WithFewerGroups(int groups, int left, int outputs) =>
        new FrozenLayer(Layer.WithFewerGroups(groups, left, outputs));

    internal override LayerKernel CreateKernel(int features, int batch, bool training)
    {
        var kernel = Layer.CreateKernel(features, batch, training);
        kernel.Training = false;
        return kernel;
    }
}
