using Pruning.Shared.Kernels;

namespace Pruning.Shared.Populations;

/// <summary>
/// Runs nets of one architecture on the processor, one after another, by the layers' kernels: outputs and, in training,
/// gradients. The nets' parameters are handed in with every call. One thread uses an instance at a time; idle cores may
/// help.
/// </summary>
internal sealed unsafe class CpuNetwork : IDisposable
{
    private readonly LayerKernel[] kernels;
    private readonly int[] offsets;
    private readonly int[] features;
    private readonly int[] places;
    private readonly List<AlignedBuffer> activations = [];
    private readonly AlignedBuffer[] gradients = [];
    private readonly bool within;
    private readonly int firstTrained;
    private float* entered;
    private bool training;

    /// <param name="inputs">Features of one example.</param>
    /// <param name="batch">The largest batch.</param>
    /// <param name="training">Whether it is for training: gradients are wanted.</param>
    /// <param name="replace">A kernel that a layer, by its index, gets instead of its own; null: its own.</param>
    /// <param name="within">
    /// Whether the layers are part of another net: inputs are always handed in, and <see cref="Backward"/> goes through
    /// to their gradient.
    /// </param>
    public CpuNetwork(
        Architecture net,
        int inputs,
        int batch,
        bool training = false,
        Func<int, LayerKernel?>? replace = null,
        bool within = false)
    {
        Batch = batch;
        this.within = within;
        this.training = training;
        var steps = net.Steps;
        kernels = new LayerKernel[steps.Length];
        offsets = [.. steps.Select(s => s.Count > 0 ? net.Parameters[s.First].Offset : 0)];
        features = new int[steps.Length + 1];
        places = new int[steps.Length + 1];
        features[0] = steps is [var head, ..] && head.Layer.FeaturesIn is { } taken && taken != inputs
            ? throw new ArgumentException($"{head.Layer.Title} takes {taken} features, but an example has {inputs}.",
                nameof(inputs))
            : inputs;
        for (var i = 0; i < steps.Length; i++)
        {
            kernels[i] = replace?.Invoke(i) ?? steps[i].Layer.CreateKernel(features[i], batch, training);
            features[i + 1] = steps[i].Layer.FeaturesOut ?? features[i];
        }

        firstTrained = within ? 0 : Math.Max(0, steps.Select(s => s.Count > 0).ToList().IndexOf(true));
        Place(training);
        entered = Input;
        if (training)
        {
            var widest = features.Skip(within ? 0 : firstTrained + 1).DefaultIfEmpty(1).Max();
            gradients = [new(Panels.Length(widest, batch)), new(Panels.Length(widest, batch))];
        }
    }

    /// <summary>The largest batch.</summary>
    public int Batch { get; }

    /// <summary>
    /// Whether passes are those of training, in which batch normalisation takes the batch's statistics and moves its
    /// running ones. As made; a network for training that is told otherwise gives the gradients of the net as it is
    /// evaluated.
    /// </summary>
    public bool Training
    {
        get => training;
        set
        {
            training = value;
            Array.ForEach(kernels, kernel => kernel.Training = value);
        }
    }

    /// <summary>Features of one example's output.</summary>
    public int Outputs => features[^1];

    /// <summary>Features of one example that enter a layer, by its index.</summary>
    public int FeaturesAt(int layer) => features[layer];

    /// <summary>Where a batch's inputs go: panels [⌈batch / 16⌉, features, 16], lanes beyond the batch zero.</summary>
    public float* Input => activations[places[0]].Data;

    /// <summary>
    /// Where the gradient of the loss with respect to the outputs goes before <see cref="Backward"/>.
    /// </summary>
    public float* OutputGradient => gradients[0].Data;

    /// <summary>Gathers examples as the next batch's inputs.</summary>
    /// <param name="examples">[N, features], row-major.</param>
    /// <param name="rows">Which of them.</param>
    public void Gather(float[] examples, ReadOnlySpan<int> rows)
    {
        fixed (float* first = examples)
        {
            Panels.FromRows(first, features[0], rows, Input);
        }
    }

    /// <summary>The outputs of one net for <see cref="Input"/>.</summary>
    /// <param name="parameters">P parameters.</param>
    /// <returns>Panels, valid until the next call.</returns>
    public float* Forward(float* parameters, int batch) => Forward(parameters, Input, .., batch);

    /// <summary>What a stretch of the layers makes of its input.</summary>
    /// <param name="input">
    /// Panels of what enters the first of them; not written to, and to be there until <see cref="Backward"/>.
    /// </param>
    public float* Forward(float* parameters, float* input, Range layers, int batch)
    {
        var (start, length) = layers.GetOffsetAndLength(kernels.Length);
        entered = start == 0 ? input : entered;
        var from = input;
        for (var i = start; i < start + length; i++)
        {
            var to = activations[places[i + 1]].Data;
            kernels[i].Forward(parameters + offsets[i], from, to, batch);
            from = to;
        }

        return from;
    }

    /// <summary>
    /// Computes the gradients of one net's parameters, from <see cref="OutputGradient"/>, after
    /// <see cref="Forward(float*, int)"/>.
    /// </summary>
    /// <param name="gradient">P gradients.</param>
    /// <param name="add">Whether they are added to what is there.</param>
    /// <returns>Of layers within another net the gradient of their inputs, valid until the next call.</returns>
    public float* Backward(float* parameters, float* gradient, bool add, int batch)
    {
        var side = 0;
        for (var i = kernels.Length - 1; i >= firstTrained; i--)
        {
            var own = gradients[side].Data;
            var before = i == firstTrained && !within ? null : kernels[i].InPlace ? own : gradients[1 - side].Data;
            var input = i == 0 ? entered : activations[places[i]].Data;
            kernels[i].Backward(
                parameters + offsets[i],
                input,
                activations[places[i + 1]].Data,
                own,
                before,
                gradient + offsets[i],
                add,
                batch);
            side = before == own ? side : 1 - side;
        }

        return gradients[side].Data;
    }

    public void Dispose()
    {
        foreach (var kernel in kernels)
        {
            kernel.Dispose();
        }

        activations.ForEach(a => a.Dispose());
        foreach (var buffer in gradients)
        {
            buffer.Dispose();
        }
    }

    /// <summary>
    /// Gives every activation its memory. In training each keeps its own, but a layer that works in place writes over
    /// its input where nobody reads that again; in evaluation two buffers take turns.
    /// </summary>
    private void Place(bool training)
    {
        activations.Add(new(within ? 0 : Panels.Length(features[0], Batch)));
        if (!training)
        {
            var widest = Panels.Length(features.Skip(1).DefaultIfEmpty(1).Max(), Batch);
            activations.AddRange([new(widest), new(widest)]);
        }

        for (var i = 0; i < kernels.Length; i++)
        {
            var inPlace = i > 0 && kernels[i].InPlace && (!training || !kernels[i - 1].ReadsOutput);
            if (training && !inPlace)
            {
                activations.Add(new(Panels.Length(features[i + 1], Batch)));
            }

            places[i + 1] = inPlace ? places[i] : training ? activations.Count - 1 : places[i] == 1 ? 2 : 1;
        }
    }
}
