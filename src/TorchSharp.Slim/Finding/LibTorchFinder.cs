namespace TorchSharp.Finding;

/// <summary>
/// Finds a libtorch with headers, in a fixed order: the folder that LIBTORCH names; the distribution's package; the
/// <c>torch</c> package of each <c>python3</c> on the PATH, then of the system's.
/// </summary>
internal sealed class LibTorchFinder(IMachine machine)
{
    private const string Probe =
        "import importlib.util as u; s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '')";

    private const string SystemPython = "/usr/bin/python3";

    /// <exception cref="LibTorchNotFoundException">LIBTORCH names no libtorch, or nothing was found at all.</exception>
    public LibTorch Find()
    {
        if (machine.Variable("LIBTORCH") is { Length: > 0 } folder)
        {
            // A wrong folder is an error rather than a reason to look on: whoever set it meant that one.
            return At(Path.Combine(folder, "include"), Path.Combine(folder, "lib"), $"LIBTORCH={folder}")
                ?? throw new LibTorchNotFoundException(
                    $"LIBTORCH is '{folder}', which is not a libtorch: it needs include/ATen/ATen.h and "
                    + "lib/libtorch_cpu.so. Correct the variable, or unset it to have libtorch looked for.");
        }

        return FromDistribution() ?? FromPython() ?? throw new LibTorchNotFoundException(
            "No libtorch was found. Any one of these brings it: run ./build.sh, which installs what is missing; "
            + "install the distribution's package (Debian, Ubuntu: libtorch-dev, libopenblas0-pthread and g++) or the "
            + "torch package of a python3; or set LIBTORCH to an unpacked libtorch (a folder with include/ and lib/).");
    }

    private LibTorch? FromDistribution() =>
        At("/usr/include", $"/usr/lib/{Machine.Multiarch}", "the distribution's package")
        ?? At("/usr/include", "/usr/lib64", "the distribution's package")
        ?? At("/usr/include", "/usr/lib", "the distribution's package");

    private LibTorch? FromPython()
    {
        var onPath = (machine.Variable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "python3"));
        return onPath
            .Append(SystemPython)
            .Distinct(StringComparer.Ordinal)
            .Where(machine.FileExists)
            .Select(FromPython)
            .FirstOrDefault(found => found is not null);
    }

    private LibTorch? FromPython(string python)
    {
        var package = machine.Output(python, "-c", Probe)?.Trim();
        return string.IsNullOrEmpty(package)
            ? null
            : At(Path.Combine(package, "include"), Path.Combine(package, "lib"), $"the torch package of {python}");
    }

    private LibTorch? At(string include, string libraries, string source)
    {
        var found = new LibTorch(include, libraries, source);
        return machine.FileExists(Path.Combine(include, "ATen", "ATen.h")) && machine.FileExists(found.CpuLibrary)
            ? found
            : null;
    }
}
