using Pruning.Shared.Kernels;

namespace Pruning.Shared.Populations;

/// <summary>
/// Runs nets of one architecture on the processor, one at a time, with the layers' kernels: outputs and, in training,
/// gradients. Parameters are passed with every call. One thread uses an instance at a time; idle cores help.
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
    /// <param name="training">Whether gradients are computed.</param>
    /// <param name="replace">Replacement kernels by layer index; null: the layer's own.</param>
    /// <param name="within">
    /// Whether the layers are part of another net: inputs are always passed in, and <see cref="Backward"/> computes
    /// their gradient.
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
            ? throw new ArgumentException($"{head.Layer.Title} expected {taken} features; an example has {inputs}.",
                nameof(inputs))
            : inputs;
        for (var i = 0; i < steps.Length; i++)
        {
            kernels[i] = replace?.Invoke(i) ?? steps[i].Layer.CreateKernel(features[i], batch, training);
            features[i + 1] = steps[i].Layer.FeaturesOut ?? features[i];
        }

        firstTrained = within ? 0 : Math.Max(0, steps.Select(s => net.Parameters.Slice(s.First, s.Count)
            .Any(range => range.IsTrained)).ToList().IndexOf(true));
        Place(training);
        entered = Input;
        if (training)
        {
            var widest = features.Skip(within ? 0 : firstTrained + 1).DefaultIfEmpty(1).Max();
            gradients = [new(Panels.Length(widest, batch)), new(Panels.Length(widest, batch))];
        }
    }

    /// <summary>Sees the gradient that reaches a layer's outputs, before the layer's own are computed.</summary>
    /// <param name="layer">The layer's index.</param>
    /// <param name="output">The layer's outputs, panels.</param>
    /// <param name="gradient">∂loss/∂output, likewise; lanes beyond the batch are zero.</param>
    public delegate void GradientSeen(int layer, float* output, float* gradient);

    /// <summary>The largest batch.</summary>
    public int Batch { get; }

    /// <summary>
    /// Whether passes run in training mode, in which batch normalisation uses the batch's statistics and updates its
    /// running ones. If a network made for training is set to false, gradients are those of evaluation mode.
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

    /// <summary>Output features of one example.</summary>
    public int Outputs => features[^1];

    /// <summary>Gets a layer's input features of one example, by its index.</summary>
    public int FeaturesAt(int layer) => features[layer];

    /// <summary>
    /// The buffer of a batch's inputs: panels [⌈batch / 16⌉, features, 16], lanes beyond the batch zero.
    /// </summary>
    public float* Input => activations[places[0]].Data;

    /// <summary>
    /// The buffer of the loss gradient with respect to the outputs, to be filled before <see cref="Backward"/>.
    /// </summary>
    public float* OutputGradient => gradients[0].Data;

    /// <summary>Gathers examples into <see cref="Input"/>.</summary>
    /// <param name="examples">[N, features], row-major.</param>
    /// <param name="rows">Indices of the examples.</param>
    public void Gather(float[] examples, ReadOnlySpan<int> rows)
    {
        fixed (float* first = examples)
        {
            Panels.FromRows(first, features[0], rows, Input);
        }
    }

    /// <summary>Computes the outputs of one net for <see cref="Input"/>.</summary>
    /// <param name="parameters">P parameters.</param>
    /// <returns>Panels, valid until the next call.</returns>
    public float* Forward(float* parameters, int batch) => Forward(parameters, Input, .., batch);

    /// <summary>Runs a range of the layers.</summary>
    /// <param name="input">
    /// Panels of the range's input; not changed, and to be kept until <see cref="Backward"/>.
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
    /// <see cref="Forward(float*, int)"/>. Layers before the first that is trained are left out: nothing reads their
    /// gradients.
    /// </summary>
    /// <param name="gradient">P gradients.</param>
    /// <param name="add">Whether they are added to <paramref name="gradient"/> or replace it.</param>
    /// <param name="seen">Called for every layer from the last one on down to the first with parameters.</param>
    /// <returns>For layers within another net, their input gradient, valid until the next call.</returns>
    public float* Backward(float* parameters, float* gradient, bool add, int batch, GradientSeen? seen = null)
    {
        var side = 0;
        for (var i = kernels.Length - 1; i >= firstTrained; i--)
        {
            var own = gradients[side].Data;
            var before = i == firstTrained && !within ? null : kernels[i].InPlace ? own : gradients[1 - side].Data;
            var input = i == 0 ? entered : activations[places[i]].Data;
            var output = activations[places[i + 1]].Data;
            seen?.Invoke(i, output, own);
            kernels[i].Backward(
                parameters + offsets[i],
                input,
                output,
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
    /// Assigns a buffer to every activation. In training each has its own, except that an in-place layer overwrites its
    /// input where it is not read again; in evaluation two buffers alternate.
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
