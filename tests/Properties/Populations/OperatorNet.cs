using Pruning.Shared.Engine;
using Pruning.Shared.Populations;
using Pruning.Shared.Tensors;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using EngineDevice = Pruning.Shared.Engine.Device;

namespace Pruning.Tests.Properties.Populations;

/// <summary>
/// One net by the layers' TorchSharp operators in double precision: the definition that kernels are held to.
/// </summary>
internal static class OperatorNet
{
    /// <summary>
    /// The device of the operators that kernels are compared with, libtorch loaded: that of PRUNING_DEVICE, by default
    /// the processor; there on one thread, since such small tensors take longer on several.
    /// </summary>
    public static torch.Device Device { get; } = Start();

    /// <param name="examples">[example][feature].</param>
    /// <param name="slopes">[example][output].</param>
    /// <param name="training">Whether it is a pass of training.</param>
    /// <returns>
    /// Outputs, [example][output]; the gradient of Σ slopes·outputs over all examples, zero for buffers; the parameters
    /// after it.
    /// </returns>
    public static (double[][] Outputs, double[] Gradient, double[] After) Run(
        Architecture net, float[] values, float[][] examples, float[][] slopes, bool training = false)
    {
        using var scope = NewDisposeScope();
        Tensor[] parameters = [.. net.Parameters.Select(Parameter)];
        var activation = FeatureMajor(examples);
        foreach (var (layer, first, count) in net.Steps)
        {
            activation = layer.Forward(activation, parameters.AsSpan(first, count), training);
        }

        activation.backward([FeatureMajor(slopes)]);
        var outputs = HostArrays.ToArray<double>(activation.transpose(1, 2)).Chunk((int)activation.shape[1]);
        var after = parameters.SelectMany(p => HostArrays.ToArray<double>(p));
        return ([.. outputs], [.. parameters.SelectMany(Gradient)], [.. after]);

        Tensor Parameter(ParameterRange range)
        {
            var own = From(values[range.Offset..(range.Offset + range.Count)], [1, .. range.Shape]);
            return own.requires_grad_(range.Role != ParameterRole.Buffer);
        }

        static double[] Gradient(Tensor parameter) => parameter.requires_grad
            ? HostArrays.ToArray<double>(parameter.grad!)
            : new double[parameter.NumberOfElements];
    }

    private static torch.Device Start()
    {
        var name = Environment.GetEnvironmentVariable("PRUNING_DEVICE");
        var device = TensorDevice.Of(name == "cuda" ? EngineDevice.Cuda : EngineDevice.Cpu);
        if (device.type == TorchSharp.DeviceType.CUDA)
        {
            // No TF32, among others.
            Assert.Empty(DeterministicMode.Set(on: true));
        }

        set_num_threads(1);
        return device;
    }

    private static Tensor FeatureMajor(float[][] rows) =>
        From([.. rows.SelectMany(row => row)], [1, rows.Length, rows[0].Length]).transpose(1, 2);

    private static Tensor From(float[] values, long[] shape) =>
        tensor(Array.ConvertAll(values, v => (double)v), shape, dtype: ScalarType.Float64, device: Device);
}
