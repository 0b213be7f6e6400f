using Pruning.Shared.Populations;

namespace Pruning.Shared.Pruning.Curvature;

/// <summary>
/// A layer on duals, for eight examples at a time. Outputs and their gradients are chains of <c>fma</c> that take their
/// terms in the order of <c>docs/numbers.md</c>.
/// </summary>
/// <param name="outputs">Output features.</param>
internal abstract class DualLayer(int outputs)
{
    /// <summary>What <see cref="Forward"/> gave last.</summary>
    public Dual[] Output { get; } = new Dual[outputs];

    /// <summary>Creates a layer's counterpart.</summary>
    /// <param name="features">Input features.</param>
    /// <param name="columns">First columns of the layer's weight and of its bias.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static DualLayer Of(Layer layer, int features, DualParameters parameters, int[] columns) => layer switch
    {
        FrozenLayer frozen => Of(frozen.Layer, features, parameters, columns),
        Linear linear => new DualLinear(linear, parameters, columns),
        Convolution convolution => new DualConvolution(convolution, parameters, columns),
        MaxPool pool => new DualMaxPool(pool),
        Relu => new DualRelu(features),
        Tanh => new DualTanh(features),
        _ => throw new ArgumentException(
            $"No second derivatives are computed of {layer.Title}, a layer of the kind {layer.GetType().Name}, but "
            + "only of nets of Linear, Convolution, MaxPool, Relu and Tanh layers: leave it out of the net, or score "
            + $"the net by first derivatives, as {Criterion.ConnectionSensitivity.Name} does.",
            nameof(layer)),
    };

    public abstract void Forward(Dual[] input);

    /// <summary>Adds to the parameters' sums, and passes the gradient on.</summary>
    /// <param name="input">What <see cref="Forward"/> was given last.</param>
    /// <param name="gradient">∂loss/∂output.</param>
    /// <param name="before">Where ∂loss/∂input goes; null: nowhere.</param>
    public abstract void Backward(Dual[] input, Dual[] gradient, Dual[]? before);
}
