using Pruning.Shared.Data;
using Pruning.Shared.Engine;
using Pruning.Shared.Tensors;

namespace Pruning.Shared.Training;

/// <summary>A data set and the device on which nets are trained and evaluated with it.</summary>
public sealed class Examples(DataSet data, Device device) : IDisposable
{
    private readonly Lazy<TensorExamples> tensors = new(() => new(data, TensorDevice.Of(device)));

    /// <summary>The inputs, [Count, Features], row-major.</summary>
    public float[] Inputs { get; } = data.Inputs;

    /// <summary>Every example's class.</summary>
    public int[] Labels { get; } = data.Labels;

    /// <summary>Number of examples.</summary>
    public int Count => data.Count;

    /// <summary>Values per example.</summary>
    public int Features => data.Features;

    /// <summary>Number of classes.</summary>
    public int Classes => data.Classes;

    /// <summary>The device that nets run on.</summary>
    public Device Device => device;

    /// <summary>The data set on the GPU, copied on first use.</summary>
    internal TensorExamples OnDevice => tensors.Value;

    public void Dispose()
    {
        if (tensors.IsValueCreated)
        {
            tensors.Value.Dispose();
        }
    }
}
