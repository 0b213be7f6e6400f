using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static int get_num_threads() => Slim.GetThreads();

    /// <summary>Threads of ATen and, unlike TorchSharp's, of the BLAS behind it.</summary>
    public static void set_num_threads(int num) => Engine.SetThreads(num);

    /// <summary>Seeds libtorch's own generators, on every device.</summary>
    public static Generator manual_seed(long seed)
    {
        Slim.Check(Slim.ManualSeed(unchecked((ulong)seed)));
        return new Generator();
    }

    /// <summary>libtorch's default generator. This project draws its random numbers on the host and seldom needs it.</summary>
    public class Generator : IDisposable
    {
        internal Generator()
        {
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
        }
    }

    /// <summary>What there is of GPUs.</summary>
    public static partial class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static int device_count() => Slim.CudaDevices();
    }
}
