using System.Runtime.InteropServices;
using Pruning.Shared.Engine;

namespace Pruning.Shared.Tensors;

/// <summary>
/// Work on a GPU, recorded once and launched as a whole: libtorch's <c>at::cuda::CUDAGraph</c>, which TorchSharp does
/// not offer and libtorch exports under C++ names. What is recorded reads and writes the same memory each time.
/// </summary>
internal sealed unsafe class CudaGraph : IDisposable
{
    /// <summary>More than the object takes in any version.</summary>
    private const nuint Room = 4096;

    // cudaStreamCaptureModeThreadLocal: what other threads do meanwhile is their own affair.
    private const int ThreadLocal = 1;

    private static readonly Lazy<Exports?> Found = new(Exports.Find);

    private readonly Exports exports;
    private readonly nint graph;

    private CudaGraph(Exports exports)
    {
        this.exports = exports;
        graph = (nint)NativeMemory.AllocZeroed(Room);
        exports.Construct(graph, 0);
    }

    /// <summary>Whether this libtorch exports what is needed.</summary>
    public static bool IsAvailable => Found.Value is not null;

    /// <summary>
    /// Records what <paramref name="work"/> launches on the current stream, which must be a <see cref="CudaStream"/>,
    /// without running it. It must have run before, so that libraries have their workspaces.
    /// </summary>
    /// <exception cref="ExternalException">Something in it cannot be recorded.</exception>
    public static CudaGraph Record(Action work)
    {
        lock (CudaStream.Quiet)
        {
            var recorded = new CudaGraph(Found.Value!);

            // Where the work fails nothing ends the recording: libtorch would end the process instead.
            recorded.exports.Begin(recorded.graph, 0, 0, ThreadLocal);
            work();
            recorded.exports.End(recorded.graph);
            return recorded;
        }
    }

    /// <summary>Launches it on the current stream.</summary>
    public void Replay() => exports.Replay(graph);

    public void Dispose()
    {
        exports.Destruct(graph);
        NativeMemory.Free((void*)graph);
    }

    /// <summary>
    /// The members, as Linux compilers mangle them: the constructor (whether to keep the graph after instantiation),
    /// capture_begin (a pool of memory, two numbers, both 0: its own; the mode), capture_end, replay, the destructor.
    /// </summary>
    private sealed class Exports
    {
        private const string Prefix = "_ZN2at4cuda9CUDAGraph";

        private readonly nint construct;
        private readonly nint begin;
        private readonly nint end;
        private readonly nint replay;
        private readonly nint destruct;

        private Exports(nint[] members) => (construct, begin, end, replay, destruct) =
            (members[0], members[1], members[2], members[3], members[4]);

        public static Exports? Find()
        {
            string[] names = ["C1Eb", "13capture_beginESt4pairIyyE21cudaStreamCaptureMode", "11capture_endEv",
                "6replayEv", "D1Ev"];
            var library = LibTorch.HandleOf("torch_cuda");
            var members = new nint[names.Length];
            return library != 0
                && names.Index().All(
                    n => NativeLibrary.TryGetExport(library, Prefix + n.Item, out members[n.Index]))
                && CudaStream.IsAvailable
                ? new(members)
                : null;
        }

        public void Construct(nint graph, byte keep) => ((delegate* unmanaged<nint, byte, void>)construct)(graph, keep);

        public void Begin(nint graph, ulong pool, ulong owner, int mode) =>
            ((delegate* unmanaged<nint, ulong, ulong, int, void>)begin)(graph, pool, owner, mode);

        public void End(nint graph) => ((delegate* unmanaged<nint, void>)end)(graph);

        public void Replay(nint graph) => ((delegate* unmanaged<nint, void>)replay)(graph);

        public void Destruct(nint graph) => ((delegate* unmanaged<nint, void>)destruct)(graph);
    }
}
