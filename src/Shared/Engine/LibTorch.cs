using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Pruning.Shared.Engine;

/// <summary>
/// libtorch, loaded when a tensor operator is needed and not before: on a GPU, and where kernels are compared with operators. Without
/// <see cref="Load"/> TorchSharp finds no native library, so nothing loads 500 MB by accident.
/// </summary>
public static class LibTorch
{
    private static readonly Lock Gate = new();
    private static volatile LoadedLibTorch? s_loaded;

    /// <summary>Whether <see cref="Load"/> has succeeded.</summary>
    public static bool IsLoaded => s_loaded is not null;

    /// <summary>libtorch itself, for what it exports and TorchSharp does not offer.</summary>
    internal static nint Handle => Loaded().TorchCpu;

    /// <summary>Loads libtorch for TorchSharp, once; may be called by any thread at any time.</summary>
    /// <exception cref="LibTorchException">It cannot be loaded. The next call tries again.</exception>
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

    /// <summary>Whether the libtorch that would be loaded is one for CUDA; loads nothing.</summary>
    /// <exception cref="LibTorchException">LIBTORCH names a folder without one.</exception>
    public static bool HasCuda()
    {
        var named = Environment.GetEnvironmentVariable(LibTorchPlace.Variable);
        try
        {
            return File.Exists(Path.Combine(LibTorchSearch.OfMachine().Find(named).Folder, NativePlatform.Current.File("torch_cuda")));
        }
        catch (LibTorchException) when (string.IsNullOrEmpty(named))
        {
            return false;
        }
    }

    /// <summary>Loads libtorch and says which one it is.</summary>
    /// <exception cref="LibTorchException">It cannot be loaded.</exception>
    public static EngineDescription Describe()
    {
        var loaded = Loaded();
        return new(
            "torchsharp", loaded.Version, loaded.Place.Folder, loaded.Place.Source, torch.cuda.is_available() ? torch.cuda.device_count() : 0, loaded.PatchedCopy);
    }

    private static LoadedLibTorch Loaded()
    {
        if (s_loaded is { } already)
        {
            return already;
        }

        lock (Gate)
        {
            if (s_loaded is not { } loaded)
            {
                var place = LibTorchSearch.OfMachine().Find(Environment.GetEnvironmentVariable(LibTorchPlace.Variable));
                loaded = LoadedLibTorch.From(place, NativePlatform.Current);
                Give(loaded);
                s_loaded = loaded;
            }

            return loaded;
        }
    }

    /// <summary>
    /// TorchSharp asks in two ways: its imports go through the resolver, and before them its own start loads "torch_cpu", "torch_cuda" and
    /// "LibTorchSharp" by name, which asks the load context.
    /// </summary>
    private static void Give(LoadedLibTorch loaded)
    {
        var torchSharp = typeof(torch).Assembly;
        NativeLibrary.SetDllImportResolver(torchSharp, (name, _, _) => loaded.Handle(name));
        AssemblyLoadContext.GetLoadContext(torchSharp)!.ResolvingUnmanagedDll += (assembly, name) => assembly == torchSharp ? loaded.Handle(name) : 0;
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception e) when (e is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new LibTorchException($"TorchSharp does not start with the libtorch of {loaded.Place.Folder}: {e.Message}", e);
        }
    }
}
