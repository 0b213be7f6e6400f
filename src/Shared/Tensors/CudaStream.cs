using System.Runtime.InteropServices;
using Pruning.Shared.Engine;
using TorchSharp;

namespace Pruning.Shared.Tensors;

/// <summary>
/// While it lives, this thread's work goes to a stream of libtorch's pool instead of CUDA's default stream, on which
/// nothing can be recorded. TorchSharp does not offer streams; libtorch exports them under C++ names. All earlier work
/// has ended before, and this work has ended after it.
/// </summary>
internal sealed unsafe class CudaStream : IDisposable
{
    private const string FromPool = "_ZN3c104cuda17getStreamFromPoolEba";
    private const string GetCurrent = "_ZN3c104cuda20getCurrentCUDAStreamEa";
    private const string SetCurrent = "_ZN3c104cuda20setCurrentCUDAStreamENS0_10CUDAStreamE";

    private readonly Handle former;

    private CudaStream()
    {
        Synchronize();
        former = ((delegate* unmanaged<sbyte, Handle>)Export(GetCurrent))(-1);
        Enter(((delegate* unmanaged<byte, sbyte, Handle>)Export(FromPool))(0, -1));
    }

    /// <summary>Whether this libtorch exports what is needed.</summary>
    public static bool IsAvailable => Export(FromPool) != 0 && Export(GetCurrent) != 0 && Export(SetCurrent) != 0;

    /// <summary>Enters a stream.</summary>
    public static CudaStream Enter() => new();

    /// <summary>
    /// Held while something is recorded: a recording does not survive that the whole GPU is waited for.
    /// </summary>
    public static Lock Quiet { get; } = new();

    public void Dispose()
    {
        Synchronize();
        Enter(former);
    }

    private static void Synchronize()
    {
        lock (Quiet)
        {
            torch.cuda.synchronize();
        }
    }

    private static void Enter(Handle stream) => ((delegate* unmanaged<Handle, void>)Export(SetCurrent))(stream);

    private static nint Export(string name)
    {
        var library = LibTorch.HandleOf("c10_cuda");
        return library != 0 && NativeLibrary.TryGetExport(library, name, out var address) ? address : 0;
    }

    /// <summary>c10::Stream: the device, two bytes, and the stream's number.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Handle(long Device, long Id);
}
