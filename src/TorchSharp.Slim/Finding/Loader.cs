using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Finding;

/// <summary>Finds, compiles and loads, once a process; a failure is kept too and thrown again to whoever asks next.</summary>
internal static unsafe partial class Loader
{
    // What native code reads when it is loaded, unless the user has decided otherwise. Deterministic matrix products on a
    // GPU need the workspace; waiting threads that spin take cores from chunks running side by side.
    private static readonly (string Name, string Value)[] Variables =
    [
        ("OPENBLAS_NUM_THREADS", "1"),
        ("OMP_WAIT_POLICY", "passive"),
        ("CUBLAS_WORKSPACE_CONFIG", ":4096:8"),
        ("TORCH_CPP_LOG_LEVEL", "ERROR"),
        ("GLOG_minloglevel", "2"),
    ];

    /// <summary>The files of the native folder, compiled as one: each may use what those before it define.</summary>
    private static readonly string[] Files = ["slim.cpp", "helpers.cpp", "optimizers.cpp", "pooling.cpp", "dense.cpp", "convolution.cpp", "gathering.cpp", "counting.cpp"];

    private static readonly Lazy<(LibTorch Torch, nint Handle)> Loaded = new(Load);

    public static LibTorch Torch => Loaded.Value.Torch;

    public static nint Handle => Loaded.Value.Handle;

    private static (LibTorch Torch, nint Handle) Load()
    {
        var machine = new Machine();
        var torch = new LibTorchFinder(machine).Find();
        var compiler = new NativeCompiler(machine, NativeCompiler.DefaultFolder(machine), Console.Error.WriteLine);
        var path = compiler.Compile(Source(), torch);
        foreach (var (name, value) in Variables)
        {
            // .NET's own SetEnvironmentVariable does not reach native code.
            _ = SetVariable(name, value, overwrite: 0);
        }

        try
        {
            var handle = NativeLibrary.Load(path);
            var deterministic = (delegate* unmanaged<byte, byte>)NativeLibrary.GetExport(handle, "slim_set_deterministic");
            _ = deterministic(1);
            ((delegate* unmanaged<void>)NativeLibrary.GetExport(handle, "slim_keep_memory"))();
            ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(handle, "slim_cores"))(Environment.ProcessorCount);
            return (torch, handle);
        }
        catch (DllNotFoundException error)
        {
            throw new LibTorchNotFoundException(
                $"libtorch was found ({torch.Source}) but does not load: {error.Message} "
                + "Repair that installation, or set LIBTORCH to another; ./build.sh installs one.", error);
        }
    }

    private static string Source()
    {
        var all = new StringBuilder();
        foreach (var file in Files)
        {
            using var stream = typeof(Loader).Assembly.GetManifestResourceStream(file)!;
            using var reader = new StreamReader(stream);
            all.Append(CultureInfo.InvariantCulture, $"#line 1 \"{file}\"\n").Append(reader.ReadToEnd());
        }

        return all.ToString();
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
