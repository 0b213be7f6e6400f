using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp.Finding;

namespace TorchSharp.Native;

/// <summary>The functions of the native folder. The first one called finds libtorch, compiles it if need be, and loads it.</summary>
internal static unsafe partial class Slim
{
    private const string Library = "slim";

    static Slim() => NativeLibrary.SetDllImportResolver(typeof(Slim).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Library ? Loader.Handle : 0;

    [LibraryImport(Library, EntryPoint = "slim_error")]
    internal static partial nint Error();

    [LibraryImport(Library, EntryPoint = "slim_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Find(string name, string overload);

    [LibraryImport(Library, EntryPoint = "slim_call")]
    internal static partial NativeArgument* Call(nint op, NativeArgument* arguments, int count, int grad, int* produced);

    [LibraryImport(Library, EntryPoint = "slim_release")]
    internal static partial void Release(nint tensor);

    [LibraryImport(Library, EntryPoint = "slim_facts")]
    internal static partial byte GetFacts(nint tensor, Facts* facts);

    [LibraryImport(Library, EntryPoint = "slim_wrap")]
    internal static partial byte Wrap(void* data, long* sizes, int dimensions, int dtype, nint* tensor);

    [LibraryImport(Library, EntryPoint = "slim_dimensions")]
    internal static partial long Dimensions(nint tensor);

    [LibraryImport(Library, EntryPoint = "slim_sizes")]
    internal static partial byte Sizes(nint tensor, long* sizes, long* strides);

    [LibraryImport(Library, EntryPoint = "slim_set_requires_grad")]
    internal static partial byte SetRequiresGrad(nint tensor, byte required);

    [LibraryImport(Library, EntryPoint = "slim_get_grad")]
    internal static partial byte GetGrad(nint tensor, nint* grad);

    [LibraryImport(Library, EntryPoint = "slim_set_grad")]
    internal static partial byte SetGrad(nint tensor, nint grad);

    [LibraryImport(Library, EntryPoint = "slim_backward")]
    internal static partial byte Backward(
        nint* roots, long rootCount, nint* gradients, long gradientCount, byte retain, byte create, nint* inputs, long inputCount);

    [LibraryImport(Library, EntryPoint = "slim_grad")]
    internal static partial byte Grad(
        nint* outputs, long outputCount, nint* inputs, long inputCount, nint* gradients, long gradientCount,
        byte retain, byte create, byte allowUnused, nint* found);

    [LibraryImport(Library, EntryPoint = "slim_grad_mode")]
    internal static partial byte GradMode();

    [LibraryImport(Library, EntryPoint = "slim_set_grad_mode")]
    internal static partial void SetGradMode(byte on);

    [LibraryImport(Library, EntryPoint = "slim_inference_mode")]
    internal static partial byte InferenceMode();

    [LibraryImport(Library, EntryPoint = "slim_enter_inference")]
    internal static partial nint EnterInference(byte on);

    [LibraryImport(Library, EntryPoint = "slim_leave_inference")]
    internal static partial void LeaveInference(nint guard);

    [LibraryImport(Library, EntryPoint = "slim_dense_forward")]
    internal static partial byte DenseForward(nint values, nint input, DenseStep* steps, long count, long start, long length, nint* result);

    [LibraryImport(Library, EntryPoint = "slim_dense_backward")]
    internal static partial byte DenseBackward(nint values, nint gradients, nint input, nint seed, DenseStep* steps, long count, byte add, byte* done);

    [LibraryImport(Library, EntryPoint = "slim_workers")]
    internal static partial void Workers(int change);

    [LibraryImport(Library, EntryPoint = "slim_helped")]
    internal static partial long Helped();

    [LibraryImport(Library, EntryPoint = "slim_rows")]
    internal static partial byte Rows(nint matrix, int* rows, long count, nint* result);

    [LibraryImport(Library, EntryPoint = "slim_convolution")]
    internal static partial byte Convolution(nint input, nint weight, long groups, nint* result);

    [LibraryImport(Library, EntryPoint = "slim_pool_pairs")]
    internal static partial byte PoolPairs(nint input, nint* result);

    [LibraryImport(Library, EntryPoint = "slim_adam")]
    internal static partial byte Adam(
        float* values, float* gradients, float* mean, float* square, float* mask, long count,
        double beta1, double beta2, double step, double root, double epsilon);

    [LibraryImport(Library, EntryPoint = "slim_manual_seed")]
    internal static partial byte ManualSeed(ulong seed);

    [LibraryImport(Library, EntryPoint = "slim_set_threads")]
    internal static partial byte SetThreads(int count);

    [LibraryImport(Library, EntryPoint = "slim_get_threads")]
    internal static partial int GetThreads();

    [LibraryImport(Library, EntryPoint = "slim_get_blas_threads")]
    internal static partial int GetBlasThreads();

    [LibraryImport(Library, EntryPoint = "slim_set_flush_denormals")]
    internal static partial byte SetFlushDenormals(byte on);

    [LibraryImport(Library, EntryPoint = "slim_set_deterministic")]
    internal static partial byte SetDeterministic(byte on);

    [LibraryImport(Library, EntryPoint = "slim_cuda_devices")]
    internal static partial int CudaDevices();

    [LibraryImport(Library, EntryPoint = "slim_count")]
    internal static partial byte Count(byte on);

    [LibraryImport(Library, EntryPoint = "slim_counted")]
    private static partial byte* Counted(long* length);

    [LibraryImport(Library, EntryPoint = "slim_text")]
    private static partial byte* Text(int subject, int index, long* length);

    internal static string Text(Subject subject, int index = 0)
    {
        long length;
        var text = Text((int)subject, index, &length);
        return System.Text.Encoding.UTF8.GetString(text, checked((int)length));
    }

    internal static string Counted()
    {
        long length;
        var text = Counted(&length);
        return System.Text.Encoding.UTF8.GetString(text, checked((int)length));
    }

    /// <summary>Turns a failure flag of the C++ side into the exception that TorchSharp throws, with libtorch's text.</summary>
    internal static void Check(byte succeeded)
    {
        if (succeeded == 0)
        {
            throw Failure();
        }
    }

    internal static ExternalException Failure() => new(Marshal.PtrToStringUTF8(Error()));
}

/// <summary>What <c>slim_text</c> can tell; the numbers are those of <c>Subject</c> in slim.cpp.</summary>
internal enum Subject
{
    Version, BuildId, Config, Capability, BlasLibrary, BlasCore, BlasConfig, OneDnnIsa, Gpu, Warnings, Compiler,
}
