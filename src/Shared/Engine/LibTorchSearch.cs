using System.Reflection;

namespace Pruning.Shared.Engine;

/// <summary>
/// Searches for the libraries in this order: the folder that LIBTORCH names, if set (then libtorch is sought nowhere
/// else); beside the program, where <c>dotnet publish</c> puts them, and a build of someone's program that uses the
/// packed library; NuGet's packages, at the paths recorded by the build, which a packed library or tool does not have.
/// A LibTorchSharp in the folder that LIBTORCH names goes before those elsewhere.
/// </summary>
/// <param name="platform">The platform whose files are searched for.</param>
/// <param name="program">The program's folder.</param>
/// <param name="torchSharpPackage">The folder of native libraries in TorchSharp's package; null: not recorded.</param>
/// <param name="libTorchPackage">The same of libtorch's package.</param>
internal sealed class LibTorchSearch(NativePlatform platform, string program, string? torchSharpPackage,
    string? libTorchPackage)
{
    /// <summary>The search on this machine.</summary>
    public static LibTorchSearch OfMachine() =>
        new(NativePlatform.Current, AppContext.BaseDirectory, Noted("TorchSharpNatives"), Noted("LibTorchNatives"));

    /// <param name="variable">The value of LIBTORCH; null or empty: not set.</param>
    /// <exception cref="LibTorchException">The platform is not supported, or none was found.</exception>
    public LibTorchPlace Find(string? variable)
    {
        platform.Demand();
        if (Folder(variable) is not var (folder, source))
        {
            throw NotFound("libtorch", "torch_cpu", libTorchPackage,
                $"set {LibTorchPlace.Variable} to the folder of an unpacked libtorch {LoadedLibTorch.Fitting}, such as "
                    + "that of a python3's torch, or, in a project of your own, add NuGet's "
                    + $"libtorch-cpu-{platform.Rid}");
        }

        return !string.IsNullOrEmpty(variable) && First("LibTorchSharp", folder) is not null
            ? new(folder, source, Path.Combine(folder, platform.File("LibTorchSharp")), OwnTorchSharp: true)
            : new(folder, source, TorchSharp());
    }

    private (string Folder, string Source)? Folder(string? variable)
    {
        if (!string.IsNullOrEmpty(variable))
        {
            // The root of an unpacked libtorch or of a python3 torch package, or its folder of libraries.
            var named = Path.GetFullPath(variable);
            return First("torch_cpu", Path.Combine(named, "lib"), named) is { } found
                ? (found, $"{LibTorchPlace.Variable}={variable}")
                : throw new LibTorchException(
                    $"{LibTorchPlace.Variable} is '{variable}', but neither it nor its lib folder contains "
                        + $"{platform.File("torch_cpu")}. "
                    + "Point it at an unpacked libtorch, or unset it.");
        }

        return First("torch_cpu", Beside()) is { } beside ? (beside, "beside the program")
            : libTorchPackage is not null && First("torch_cpu", libTorchPackage) is { } package
                ? (package, "NuGet package")
            : null;
    }

    private string TorchSharp()
    {
        string[] folders = torchSharpPackage is null ? Beside() : [.. Beside(), torchSharpPackage];
        return First("LibTorchSharp", folders) is { } folder
            ? Path.Combine(folder, platform.File("LibTorchSharp"))
            : throw NotFound("TorchSharp", "LibTorchSharp", torchSharpPackage,
                "build the program for this platform with NuGet's package TorchSharp, which puts it there");
    }

    private string[] Beside() => [program, Path.Combine(program, "runtimes", platform.Rid, "native")];

    private string? First(string library, params string[] folders) =>
        folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, platform.File(library))));

    /// <param name="package">The recorded folder of the package; null: a packed program, which has none.</param>
    /// <param name="wayOut">The way out of a packed program.</param>
    private LibTorchException NotFound(string what, string library, string? package, string wayOut) => new(
        $"{what}'s native library {platform.File(library)} is "
        + (package is null
            ? $"not beside the program ({program}). To have it, {wayOut}. "
            : $"neither beside the program ({program}) nor in NuGet's package folder ({package}). If packages were "
                + "moved or removed, build again (dotnet build restores them); to move the program to another machine, "
                + $"use dotnet publish; or name an unpacked libtorch by {LibTorchPlace.Variable}. ")
        + "Nothing on a CPU needs it (--device cpu).");

    private static string? Noted(string key) => typeof(LibTorchSearch).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(m => m.Key == key)?.Value is { Length: > 0 } folder ? folder : null;
}
