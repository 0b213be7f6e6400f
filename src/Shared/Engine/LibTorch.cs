using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>
/// Loads libtorch, 500 MB of libraries, when a tensor operator is first needed: on a GPU, and where kernels are
/// compared with operators. Any use of <see cref="torch"/> itself, even torch.CPU, needs it; torch.Device and other
/// types of TorchSharp do not.
/// </summary>
public static class LibTorch
{
    private static readonly Lock Gate = new();

    // A separate lock: TorchSharp's initialisation, possibly on another thread, asks for the opened libraries.
    private static readonly Lock Opening = new();
    private static volatile LoadedLibTorch? s_loaded;
    private static LoadedLibTorch? s_opened;
    private static LibTorchException? s_refusal;

    /// <summary>Whether <see cref="Load"/> has succeeded.</summary>
    public static bool IsLoaded => s_loaded is not null;

    /// <summary>The handle of libtorch, for exports that TorchSharp does not offer.</summary>
    internal static nint Handle => Loaded().TorchCpu;

    /// <summary>The handle of a library, such as torch_cuda; 0: this libtorch has none of that name.</summary>
    internal static nint HandleOf(string library) => Loaded().Handle(library);

    /// <summary>Loads libtorch for TorchSharp, once; thread-safe.</summary>
    /// <exception cref="LibTorchException">
    /// It cannot be loaded. The next call retries, unless TorchSharp itself failed to start.
    /// </exception>
    public static void Load() => _ = Loaded();

    /// <summary>Loads libtorch if possible.</summary>
    /// <returns>Null: it is loaded; otherwise the reason why not and the way out.</returns>
    public static string? Problem()
    {
        try
        {
            Load();
            return null;
        }
        catch (LibTorchException e)
        {
            return e.Message;
        }
    }

    /// <summary>Checks that the variable LIBTORCH, if set, names a libtorch; loads nothing.</summary>
    /// <exception cref="LibTorchException">It names none.</exception>
    public static void CheckNamed()
    {
        if (Environment.GetEnvironmentVariable(LibTorchPlace.Variable) is { Length: > 0 } named)
        {
            _ = LibTorchSearch.OfMachine().Find(named);
        }
    }

    /// <summary>Loads libtorch and describes it.</summary>
    /// <exception cref="LibTorchException">It cannot be loaded.</exception>
    public static EngineDescription Describe()
    {
        var loaded = Loaded();
        return new(
            "torchsharp", loaded.Version, loaded.Place.Folder, loaded.Place.Source, torch.cuda.is_available()
                ? torch.cuda.device_count() : 0, loaded.PatchedCopy);
    }

    /// <summary>
    /// Resolves TorchSharp's libraries. If <see cref="torch"/> were used without <see cref="Load"/>, TorchSharp would
    /// copy both packages, 500 MB, into the program's folder and load them from there; this loads the same as Load.
    /// </summary>
#pragma warning disable CA2255 // Nobody else can be first.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void StandBy() =>
        AssemblyLoadContext.GetLoadContext(typeof(LibTorch).Assembly)!.ResolvingUnmanagedDll +=
        (assembly, library) => assembly.GetName().Name == "TorchSharp" ? Opened().Handle(library) : 0;

    private static LoadedLibTorch Loaded()
    {
        if (s_loaded is { } already)
        {
            return already;
        }

        lock (Gate)
        {
            if (s_refusal is not null)
            {
                throw s_refusal;
            }

            if (s_loaded is null)
            {
                Start(Opened());
                s_loaded = s_opened;
            }

            return s_loaded!;
        }
    }

    /// <summary>Opens the libraries, before TorchSharp is initialised.</summary>
    private static LoadedLibTorch Opened()
    {
        lock (Opening)
        {
            return s_opened ??= LoadedLibTorch.From(
                LibTorchSearch.OfMachine().Find(Environment.GetEnvironmentVariable(LibTorchPlace.Variable)),
                    NativePlatform.Current);
        }
    }

    /// <summary>
    /// Initialises TorchSharp: its imports use the resolver; before them it loads libraries by name, through the load
    /// context.
    /// </summary>
    private static void Start(LoadedLibTorch opened)
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, (library, _, _) => opened.Handle(library));
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            // A static constructor runs once: neither a retry nor another libtorch helps in this process.
            s_refusal = new(
                $"TorchSharp does not start with the libtorch of {opened.Place.Folder}: "
                + $"{(e.InnerException ?? e).Message.ReplaceLineEndings(" ").Trim()}",
                e);
            throw s_refusal;
        }
    }
}
