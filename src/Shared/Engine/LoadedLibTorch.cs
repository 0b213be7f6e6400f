using System.Runtime.InteropServices;

namespace Pruning.Shared.Engine;

/// <summary>The libraries of one location, loaded by full path in dependency order.</summary>
internal sealed class LoadedLibTorch
{
    /// <summary>
    /// The libtorch version that TorchSharp 0.107 is built against; other minor versions are incompatible.
    /// </summary>
    public const string Fitting = "2.10";

    // CUDA libraries are loaded only if present.
    private static readonly string[] Libraries = ["c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch"];

    private readonly Dictionary<string, nint> handles = new(StringComparer.Ordinal);

    private LoadedLibTorch(LibTorchPlace place) => Place = place;

    public LibTorchPlace Place { get; }

    /// <summary>Such as <c>2.10.0</c>.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The patched copy loaded instead of TorchSharp's library; null: none.</summary>
    public string? PatchedCopy { get; private set; }

    public nint TorchCpu => handles["torch_cpu"];

    /// <summary>Gets the handle of a library; 0: not one of these.</summary>
    public nint Handle(string library) => handles.GetValueOrDefault(library);

    /// <exception cref="LibTorchException">A library does not load, or its version does not fit.</exception>
    public static LoadedLibTorch From(LibTorchPlace place, NativePlatform platform)
    {
        var loaded = new LoadedLibTorch(place);
        DeterministicMode.Prepare();
        foreach (var library in Libraries)
        {
            var file = Path.Combine(place.Folder, platform.File(library));
            if (File.Exists(file))
            {
                loaded.handles[library] = Open(file, place);
            }
        }

        loaded.Version = LibTorchVersion.Of(loaded.TorchCpu);
        if (!place.OwnTorchSharp && !loaded.Version.StartsWith(Fitting + ".", StringComparison.Ordinal))
        {
            throw new LibTorchException(
                $"The libtorch in {place.Folder} ({place.Source}) is version {loaded.Version}, but TorchSharp needs "
                    + $"{Fitting}. "
                + $"Point {LibTorchPlace.Variable} at a libtorch {Fitting}, or unset it; or put a "
                + $"{platform.File("LibTorchSharp")} that was built for {loaded.Version} into that folder.");
        }

        loaded.handles["LibTorchSharp"] = loaded.OpenTorchSharp();
        return loaded;
    }

    private nint OpenTorchSharp()
    {
        try
        {
            return NativeLibrary.Load(Place.TorchSharp);
        }
        catch (DllNotFoundException e) when (WeakenedCopy.Helps(e.Message))
        {
            PatchedCopy = WeakenedCopy.Of(Place.TorchSharp, WeakenedCopy.UserFolder);
            return OpenCopy(PatchedCopy);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw Refused(Place.TorchSharp, Place, e);
        }
    }

    private static nint OpenCopy(string copy)
    {
        try
        {
            return NativeLibrary.Load(copy);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw WeakenedCopy.Refused(copy, e);
        }
    }

    private static nint Open(string file, LibTorchPlace place)
    {
        try
        {
            return NativeLibrary.Load(file);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw Refused(file, place, e);
        }
    }

    private static LibTorchException Refused(string file, LibTorchPlace place, Exception cause) => new(
        $"The system does not load {file} ({place.Source}): {cause.Message.ReplaceLineEndings(" ")} "
        + $"Point {LibTorchPlace.Variable} at a libtorch {Fitting} that fits this system, or unset it; nothing on a "
        + "CPU needs one (--device cpu).",
        cause);
}
