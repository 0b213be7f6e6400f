using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>
/// libtorch, 500 MB of libraries, loaded when a tensor operator is needed and not before: on a GPU, and where kernels
/// are compared with operators. Whatever mentions <see cref="torch"/> itself, be it torch.CPU, needs it; torch.Device
/// and other types of TorchSharp do not.
/// </summary>
public static class LibTorch
{
    private static readonly Lock Gate = new();

    // Not the gate's: TorchSharp's own start, which another thread may be in, asks for what is opened.
    private static readonly Lock Opening = new();
    private static volatile LoadedLibTorch? s_loaded;
    private static LoadedLibTorch? s_opened;
    private static LibTorchException? s_refusal;

    /// <summary>Whether <see cref="Load"/> has succeeded.</summary>
    public static bool IsLoaded => s_loaded is not null;

    /// <summary>libtorch itself, for what it exports and TorchSharp does not offer.</summary>
    internal static nint Handle => Loaded().TorchCpu;

    /// <summary>Loads libtorch for TorchSharp, once; may be called by any thread at any time.</summary>
    /// <exception cref="LibTorchException">
    /// It cannot be loaded. The next call tries again, unless TorchSharp itself has refused it.
    /// </exception>
    public static void Load() => _ = Loaded();

    /// <summary>Loads libtorch if that can be done.</summary>
    /// <returns>Null: it is loaded; else why it is not and what would help.</returns>
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

    /// <summary>
    /// Looks whether there is a libtorch where the variable LIBTORCH says, if it is set; loads nothing.
    /// </summary>
    /// <exception cref="LibTorchException">There is none.</exception>
    public static void CheckNamed()
    {
        if (Environment.GetEnvironmentVariable(LibTorchPlace.Variable) is { Length: > 0 } named)
        {
            _ = LibTorchSearch.OfMachine().Find(named);
        }
    }

    /// <summary>Loads libtorch and says which one it is.</summary>
    /// <exception cref="LibTorchException">It cannot be loaded.</exception>
    public static EngineDescription Describe()
    {
        var loaded = Loaded();
        return new(
            "torchsharp", loaded.Version, loaded.Place.Folder, loaded.Place.Source, torch.cuda.is_available()
                ? torch.cuda.device_count() : 0, loaded.PatchedCopy);
    }

    /// <summary>
    /// Where something mentions <see cref="torch"/> without <see cref="Load"/>, TorchSharp would copy both packages
    /// into the program's folder, 500 MB, and load them from there. Asked first, this loads what Load would.
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

    /// <summary>The libraries, not yet known to TorchSharp.</summary>
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
    /// TorchSharp's imports ask the resolver; before them its start loads libraries by name, which asks the load
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
            // A static constructor runs once: neither another call nor another libtorch helps this process.
            s_refusal = new(
                $"TorchSharp does not start with the libtorch of {opened.Place.Folder}: "
                + $"{(e.InnerException ?? e).Message.ReplaceLineEndings(" ").Trim()}",
                e);
            throw s_refusal;
        }
    }
}
