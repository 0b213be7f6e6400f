using System.Collections.Immutable;
using Pruning.Shared.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Populations;

/// <summary>
/// R replicates of one architecture. Their parameters are the rows of one matrix [R, P]; every layer reads a view of its columns,
/// and what is differentiated is the sum over replicates, so that no replicate sees another.
/// </summary>
public sealed class Population : IDisposable
{
    private readonly ImmutableArray<Tensor> views;
    private Tensor? gradients;

    /// <summary>A population whose rows are <paramref name="rows"/>, each of P values.</summary>
    /// <exception cref="ArgumentException">There is no row, or one has another length than P.</exception>
    public Population(Architecture architecture, IReadOnlyList<float[]> rows, Device device)
        : this(architecture, rows.Count > 0 && rows.All(r => r.Length == architecture.ParameterCount)
            ? Tensors.FromRows(rows, device)
            : throw new ArgumentException($"A population needs at least one row, and {architecture.ParameterCount} values in each.", nameof(rows)))
    {
    }

    /// <summary>A population over a matrix [R, P], float32, which it owns from now on.</summary>
    public Population(Architecture architecture, Tensor values)
    {
        Architecture = architecture;
        Device = values.device;
        Rows = (int)values.shape[0];
        Values = values.DetachFromDisposeScope();
        views = [.. architecture.Parameters.Select(p => View(Values, p).detach().DetachFromDisposeScope())];
    }

    public Architecture Architecture { get; }

    public Device Device { get; }

    /// <summary>Number of replicates R.</summary>
    public int Rows { get; }

    /// <summary>The parameters, [R, P], float32. Changing it changes the nets.</summary>
    public Tensor Values { get; }

    /// <summary>Where <see cref="Tensor.backward()"/> adds up the gradients, [R, P]; from the first use on, the parameters require gradients.</summary>
    public Tensor Gradients => gradients ??= AttachGradients();

    /// <summary>All outputs for one input: [R, features, batch] → [R, outputs, batch].</summary>
    public Tensor Forward(Tensor input) => Forward(input, ..);

    /// <summary>What a stretch of the layers makes of its input: <c>..^1</c> gives what enters the last one, <c>^1..</c> what that makes of it.</summary>
    public Tensor Forward(Tensor input, Range layers)
    {
        var steps = Architecture.Steps.AsSpan();
        var (start, length) = layers.GetOffsetAndLength(steps.Length);
        var unrecorded = !is_grad_enabled();
        var activation = input;
        for (var i = start; i < start + length; i++)
        {
            var (layer, first, count) = steps[i];
            if (unrecorded && count > 0 && TryForward(activation, i..(start + length)) is { } outputs)
            {
                return outputs;
            }

            activation = layer.Forward(activation, views.AsSpan().Slice(first, count));
        }

        return activation;
    }

    /// <summary>A stretch of the layers in one call, if these are dense nets that the engine can take: see <see cref="FusedKernels.TryDenseForward"/>.</summary>
    private Tensor? TryForward(Tensor input, Range layers) =>
        Architecture.Dense.IsEmpty ? null : FusedKernels.TryDenseForward(Values, input, Architecture.Dense.AsSpan(), layers);

    /// <summary>Forward and backward in one call, if these are dense nets that the engine can take: see <see cref="FusedKernels.TryDenseBackward"/>.</summary>
    internal bool TryBackward(Tensor input, Tensor seed, bool add) =>
        !Architecture.Dense.IsEmpty && FusedKernels.TryDenseBackward(Values, Gradients, input, seed, Architecture.Dense.AsSpan(), add);

    /// <summary>The rows on the host, P values each.</summary>
    public float[][] ToRows() => Tensors.ToRows(Values);

    public void Dispose()
    {
        foreach (var view in views)
        {
            view.Dispose();
        }

        Values.Dispose();
        gradients?.Dispose();
    }

    private Tensor AttachGradients()
    {
        var matrix = zeros_like(Values).DetachFromDisposeScope();
        for (var i = 0; i < views.Length; i++)
        {
            views[i].requires_grad_();
            using var slot = View(matrix, Architecture.Parameters[i]);
            views[i].grad = slot;
        }

        return matrix;
    }

    private static Tensor View(Tensor matrix, ParameterRange range)
    {
        using var columns = matrix.narrow(1, range.Offset, range.Count);
        return columns.view([matrix.shape[0], .. range.Shape]);
    }
}
