using System.Collections.Immutable;
using Pruning.Shared.Populations;
using TorchSharp;
using static TorchSharp.torch;

namespace Pruning.Shared.Tensors;

/// <summary>
/// R replicates of one architecture as TorchSharp tensors. Their parameters are the rows of one matrix [R, P]; every
/// layer reads a view of its columns, and the sum of losses over replicates is differentiated, so that replicates are
/// independent.
/// </summary>
internal sealed class TensorPopulation : IDisposable
{
    private readonly ImmutableArray<Tensor> views;
    private readonly int[] buffers;
    private Tensor? gradients;

    /// <summary>Creates a population from <paramref name="rows"/> of P values each.</summary>
    /// <exception cref="ArgumentException">There is no row, or one has another length than P.</exception>
    public TensorPopulation(Architecture architecture, IReadOnlyList<float[]> rows, torch.Device device)
    {
        Architecture = architecture;
        Values = rows.Count > 0 && rows.All(r => r.Length == architecture.ParameterCount)
            ? HostArrays.FromRows(rows, device)
            : throw new ArgumentException($"Expected at least one row, and {architecture.ParameterCount} "
                + "values in each.", nameof(rows));
        views = [.. architecture.Parameters.Select(p => View(Values, p).detach().DetachFromDisposeScope())];
        buffers =
            [.. Enumerable.Range(0, views.Length).Where(i => architecture.Parameters[i].Role == ParameterRole.Buffer)];
    }

    public Architecture Architecture { get; }

    /// <summary>The parameters, [R, P], float32. Changing it changes the nets.</summary>
    public Tensor Values { get; }

    /// <summary>
    /// Gradients accumulated by <see cref="Tensor.backward()"/>, [R, P]; from the first use on, the parameters require
    /// gradients.
    /// </summary>
    public Tensor Gradients => gradients ??= AttachGradients();

    /// <summary>
    /// Computes all outputs for one input in evaluation mode: [R, features, batch] → [R, outputs, batch].
    /// </summary>
    public Tensor Forward(Tensor input) => Forward(input, views.AsSpan(), training: false);

    /// <summary>
    /// Computes the gradient of Σ_replicates mean_batch cross-entropy, 0 for buffers and frozen layers, into
    /// <see cref="Gradients"/>, in training mode. The loss itself is not computed: its gradient with respect to the
    /// log-probabilities is −target / B.
    /// </summary>
    /// <param name="inputs">[R, features, B].</param>
    /// <param name="outputGradient">−target / B, [R, classes, B].</param>
    /// <param name="add">Whether gradients are added to the existing ones or replace them.</param>
    public void Backward(Tensor inputs, Tensor outputGradient, bool add)
    {
        var into = Gradients;
        if (!add)
        {
            into.zero_();
        }

        // Buffers are updated in copies: memory shared with a weight must not change before the backward pass reads it.
        Tensor[] parameters = [.. views];
        foreach (var i in buffers)
        {
            parameters[i] = views[i].clone();
        }

        Forward(inputs, parameters, training: true).log_softmax(1).backward([outputGradient]);
        using var noGrad = no_grad();
        foreach (var i in buffers)
        {
            views[i].copy_(parameters[i]);
            parameters[i].Dispose();
        }
    }

    /// <summary>
    /// Computes the loss of every example in nats, [R, n], from outputs [R, classes, n] and one-hot targets.
    /// </summary>
    public static Tensor Losses(Tensor outputs, Tensor targets) => outputs.log_softmax(1).mul(targets).sum(1).neg();

    public void Dispose()
    {
        foreach (var view in views)
        {
            view.Dispose();
        }

        Values.Dispose();
        gradients?.Dispose();
    }

    private Tensor Forward(Tensor input, ReadOnlySpan<Tensor> parameters, bool training)
    {
        var activation = input;
        foreach (var (layer, first, count) in Architecture.Steps)
        {
            activation = layer.Forward(activation, parameters.Slice(first, count), training);
        }

        return activation;
    }

    private Tensor AttachGradients()
    {
        var matrix = zeros_like(Values).DetachFromDisposeScope();
        for (var i = 0; i < views.Length; i++)
        {
            if (!Architecture.Parameters[i].IsTrained)
            {
                continue;
            }

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
