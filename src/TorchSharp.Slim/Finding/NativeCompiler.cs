using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TorchSharp.Finding;

/// <summary>
/// Compiles the native folder against a libtorch, once: the result is kept under a name that is a hash of all that goes into it.
/// Two processes may do so at the same time, since each writes a file of its own and renames it into place.
/// </summary>
internal sealed class NativeCompiler(IMachine machine, string cacheFolder, Action<string>? progress = null)
{
    /// <summary><c>$XDG_CACHE_HOME/pruning/native</c>, or the same under <c>~/.cache</c>; without a home, the temporary folder.</summary>
    public static string DefaultFolder(IMachine machine)
    {
        var home = machine.Variable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } user
                ? Path.Combine(user, ".cache")
                : Path.GetTempPath();
        return Path.Combine(home, "pruning", "native");
    }

    /// <summary>The path of the shared library, compiled now if it is not in the cache.</summary>
    /// <exception cref="LibTorchNotFoundException">There is no compiler, or it refused; the message has its words.</exception>
    public string Compile(string source, LibTorch torch)
    {
        var compiler = machine.Variable("CXX") is { Length: > 0 } chosen ? chosen : "g++";
        var version = machine.Output(compiler, "--version") ?? throw new LibTorchNotFoundException(
            $"libtorch was found ({torch.Source}), but no C++ compiler: '{compiler}' does not run. "
            + "Install g++, set CXX to a compiler, or run ./build.sh, which installs what is missing.");
        var arguments = Arguments(torch);
        var target = Path.Combine(cacheFolder, Key(source, torch, version, arguments) + ".so");
        if (!File.Exists(target))
        {
            Build(compiler, source, arguments, target, torch);
        }

        return target;
    }

    /// <summary>The compiler options that this libtorch asks for: standard, string ABI, folders, and its GPU part if it has one.</summary>
    internal static List<string> Arguments(LibTorch torch)
    {
        List<string> arguments =
        [
            Standard(torch), "-O3", "-ffp-contract=off", "-fno-math-errno", "-fPIC", "-shared", "-fvisibility=hidden", "-w",
            $"-D_GLIBCXX_USE_CXX11_ABI={(UsesNewStrings(torch) ? 1 : 0)}",
            $"-I{torch.Include}", $"-I{Path.Combine(torch.Include, "torch", "csrc", "api", "include")}",
            $"-L{torch.Libraries}", $"-Wl,-rpath,{torch.Libraries}", "-Wl,--no-as-needed", "-ltorch_cpu", "-lc10",
        ];
        if (File.Exists(torch.CudaLibrary))
        {
            // Nothing of ours refers to it: loading it is what registers the GPU's kernels.
            arguments.Add("-ltorch_cuda");
        }

        arguments.Add("-ldl");
        return arguments;
    }

    // libtorch's headers turned to C++20 after 2.8; older ones are sure to compile as C++17 only.
    private static string Standard(LibTorch torch)
    {
        var header = Path.Combine(torch.Include, "torch", "csrc", "api", "include", "torch", "version.h");
        var version = File.Exists(header) ? File.ReadAllText(header) : "";
        var (major, minor) = (Number(version, "MAJOR"), Number(version, "MINOR"));
        return (major, minor).CompareTo((2, 9)) >= 0 ? "-std=c++20" : "-std=c++17";
    }

    private static int Number(string header, string part)
    {
        var match = Regex.Match(header, $@"#define TORCH_VERSION_{part} ([0-9]+)", RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success ? int.Parse(match.Groups[1].ValueSpan) : 0;
    }

    // Wheels before 2.7 were built with the old std::string, whose names have no __cxx11 in them. The name of one
    // exported constructor tells; c10 is the smallest library that has one.
    private static bool UsesNewStrings(LibTorch torch)
    {
        var library = Path.Combine(torch.Libraries, "libc10.so");
        var bytes = File.ReadAllBytes(File.Exists(library) ? library : torch.CpuLibrary);
        return bytes.AsSpan().IndexOf("_ZN3c105ErrorC2ENS_14SourceLocationENSt7__cxx1112basic_string"u8) >= 0
            || bytes.AsSpan().IndexOf("_ZN3c105ErrorC2ENS_14SourceLocationESs"u8) < 0;
    }

    private static string Key(string source, LibTorch torch, string compiler, IEnumerable<string> arguments)
    {
        var library = new FileInfo(torch.CpuLibrary);
        var identity = string.Create(
            CultureInfo.InvariantCulture,
            $"{library.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? library.FullName} {library.Length} {library.LastWriteTimeUtc.Ticks}");
        var all = string.Join('\n', [source, identity, compiler, .. arguments]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..32];
    }

    private void Build(string compiler, string source, List<string> arguments, string target, LibTorch torch)
    {
        Directory.CreateDirectory(cacheFolder);
        var unique = Path.Combine(cacheFolder, $"{Environment.ProcessId}-{Guid.NewGuid():N}");
        var (code, output) = (unique + ".cpp", unique + ".so");
        try
        {
            File.WriteAllText(code, source);
            progress?.Invoke($"compiling the door to libtorch ({torch.Source}), once; about ten seconds …");
            var start = new ProcessStartInfo(compiler, [code, "-o", output, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var words = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new LibTorchNotFoundException(
                    $"libtorch was found ({torch.Source}), but {compiler} could not compile against it:\n{FirstErrors(words)}\n"
                    + "Set LIBTORCH to another libtorch (1.13 to 2.11), or run ./build.sh.");
            }

            File.Move(output, target, overwrite: true);
        }
        finally
        {
            File.Delete(code);
            File.Delete(output);
        }
    }

    private static string FirstErrors(string words)
    {
        var lines = words.Split('\n');
        var errors = lines.Where(line => line.Contains("error", StringComparison.Ordinal)).Take(5).ToArray();
        return string.Join('\n', errors.Length > 0 ? errors : lines.Take(5));
    }
}
