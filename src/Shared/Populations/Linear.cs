using System.Collections.Immutable;
using Pruning.Shared.Kernels;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>A linear layer: y = W·x + b, W being [Outputs, Inputs].</summary>
public sealed record Linear(string Name, int Inputs, int Outputs, bool Bias = true) : Layer
{
    public override string Title => Name;

    public override int? FeaturesIn => Inputs;

    public override int? FeaturesOut => Outputs;

    public override long MultiplyAccumulates => (long)Inputs * Outputs;

    public override ImmutableArray<ParameterRange> Parameters(int offset)
    {
        var weight = new ParameterRange(
            $"{Name}.weight", ParameterRole.Weight, offset, [Outputs, Inputs], Inputs, Outputs);
        return Bias
            ? [weight, new($"{Name}.bias", ParameterRole.Bias, offset + weight.Count, [Outputs], Inputs, Outputs)]
            : [weight];
    }

    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training = false) =>
        Bias ? parameters[0].bmm(input).add_(parameters[1].unsqueeze(-1)) : parameters[0].bmm(input);

    internal override LayerKernel CreateKernel(int features, int batch, bool training) =>
        new LinearKernel(Inputs, Outputs, Bias, batch, training);

    public override bool CanLoseGroups(int groups) => Inputs % groups == 0;

    public override Layer WithFewerGroups(int groups, int left, int outputs) =>
        this with { Inputs = (int)((long)Inputs * left / groups), Outputs = outputs };
}
