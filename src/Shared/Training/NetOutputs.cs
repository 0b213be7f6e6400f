using Pruning.Shared.Kernels;
using Pruning.Shared.Populations;

namespace Pruning.Shared.Training;

/// <summary>Computes one net's outputs for the same examples repeatedly, on the processor, to measure time.</summary>
public sealed unsafe class NetOutputs : IDisposable
{
    private readonly CpuNetwork network;
    private readonly AlignedBuffer values;
    private readonly float[] inputs;
    private readonly int[] rows;

    /// <param name="values">P parameters.</param>
    /// <param name="inputs">[batch, features], row-major.</param>
    public NetOutputs(Architecture net, float[] values, float[] inputs, int batch)
    {
        this.values = new(values.Length);
        values.CopyTo(this.values.Span);
        this.inputs = inputs;
        rows = [.. Enumerable.Range(0, batch)];
        network = new(net, inputs.Length / batch, batch);
        Result = new float[batch * network.Outputs];
    }

    /// <summary>The outputs of the last <see cref="Run"/>, [batch, outputs], row-major.</summary>
    public float[] Result { get; }

    /// <summary>Gathers the examples, runs the net and copies its outputs, on the calling thread alone.</summary>
    public void Run() => IdleCores.Alone(Pass);

    private void Pass()
    {
        network.Gather(inputs, rows);
        var outputs = network.Forward(values.Data, rows.Length);
        fixed (float* to = Result)
        {
            Panels.ToRows(outputs, network.Outputs, rows.Length, to);
        }
    }

    /// <summary>Computes the outputs of one net, pruned weights included as zeros.</summary>
    /// <param name="values">P parameters.</param>
    /// <param name="inputs">[N, features], row-major.</param>
    /// <param name="list">Indices of the examples.</param>
    /// <returns>[list, outputs], row-major.</returns>
    public static float[] Of(Architecture net, float[] values, float[] inputs, int features, IReadOnlyList<int> list)
    {
        var results = new List<float>();
        foreach (var (start, length) in Evaluation.Blocks(net, list.Count))
        {
            float[] some = [.. list.Skip(start).Take(length)
                .SelectMany(e => inputs.AsSpan(e * features, features).ToArray())];
            using var outputs = new NetOutputs(net, values, some, length);
            outputs.Run();
            results.AddRange(outputs.Result);
        }

        return [.. results];
    }

    public void Dispose()
    {
        network.Dispose();
        values.Dispose();
    }
}
