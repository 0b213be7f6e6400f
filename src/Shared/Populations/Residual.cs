using System.Collections.Immutable;
using Pruning.Shared.Kernels;
using Pruning.Shared.Surgery;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>A residual block: y = x + f(x), f being layers in sequence (He, Zhang, Ren and Sun 2016, eq. 1).</summary>
/// <remarks>
/// Its columns are those of its layers, in order. On the processor the addition rounds once per value.
/// </remarks>
public sealed record Residual : Layer
{
    private readonly Architecture body;

    /// <exception cref="ArgumentException">
    /// There is no layer, inner sizes or names do not fit, or f changes the shape.
    /// </exception>
    public Residual(params ImmutableArray<Layer> layers)
    {
        Layers = layers.Length > 0
            ? layers
            : throw new ArgumentException("Expected at least one layer in a residual block; got none.", nameof(layers));
        body = new([.. layers]);
        var otherMaps = body.MapsOut is { } maps && body.MapsIn is { } taken && maps != taken;
        if (body.FeaturesOut is { } gives && (gives != body.FeaturesIn || otherMaps))
        {
            throw new ArgumentException(
                "Expected a residual block's output to have its input's shape: "
                + $"{layers[0].Title} takes {Shape(body.FeaturesIn, body.MapsIn)}, "
                + $"but {layers[^1].Title} gives {Shape(gives, body.MapsOut)}.",
                nameof(layers));
        }
    }

    /// <summary>The layers of f.</summary>
    public ImmutableArray<Layer> Layers { get; }

    public override string Title => $"The residual block of {Layers[0].Title}";

    public override int? FeaturesIn => body.FeaturesIn;

    public override int? FeaturesOut => body.FeaturesOut;

    public override long MultiplyAccumulates => body.MultiplyAccumulates;

    internal override Maps? MapsIn => body.MapsIn;

    internal override Maps? MapsOut => body.MapsOut;

    internal override int Widest => body.Widest;

    public override ImmutableArray<ParameterRange> Parameters(int offset) =>
        [.. body.Parameters.Select(range => range with { Offset = offset + range.Offset })];

    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false)
    {
        var activation = input;
        foreach (var (layer, first, count) in body.Steps)
        {
            activation = layer.Forward(activation, parameters.Slice(first, count), training);
        }

        return activation.add(input);
    }

    public bool Equals(Residual? other) => other is not null && Layers.SequenceEqual(other.Layers);

    public override int GetHashCode() => Layers.Aggregate(0, HashCode.Combine);

    public override string ToString() => $"{nameof(Residual)} {{ {string.Join(", ", Layers)} }}";

    internal override LayerKernel CreateKernel(int features, int batch, bool training) =>
        new ResidualKernel(body, features, batch, training);

    internal override FeatureGroups? Follow(DependencyTrace trace, FeatureGroups? input) =>
        DependencyTrace.Tie(input, trace.Sequence(Layers, input));

    internal override Layer Rebuilt(Func<Layer, Layer> part) =>
        new Residual([.. Layers.Select(layer => layer.Rebuilt(part))]);

    private static string Shape(int? features, Maps? maps) =>
        maps is null ? $"{(features is { } n ? n : "any number of")} features" : $"{features} features ({maps})";
}
