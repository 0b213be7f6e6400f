using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>
/// Compiles small programs with the SDK's own compiler, which is there wherever these tests are built.
/// </summary>
internal static class Snippet
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The compiled assembly, always of the same name.</summary>
    public static Assembly Compile(string source)
    {
        var folder = Directory.CreateTempSubdirectory("snippet-").FullName;
        try
        {
            var (code, compiled) = (Path.Combine(folder, "code.cs"), Path.Combine(folder, "snippet.dll"));
            File.WriteAllText(code, source);
            string[] references = ["System.Private.CoreLib", "System.Runtime", "System.Linq", "System.Collections"];
            string[] arguments =
            [
                "exec", Compiler(), "-nologo", "-noconfig", "-nostdlib", "-target:library", "-optimize+",
                    "-deterministic", $"-out:{compiled}",
                .. references.Select(r => $"-r:{Path.Combine(Framework, r + ".dll")}"), code,
            ];
            using var process = Process.Start(new ProcessStartInfo("dotnet",
                arguments)
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? new AssemblyLoadContext(null)
                .LoadFromStream(new MemoryStream(File.ReadAllBytes(compiled)))
                : throw new InvalidOperationException(said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// The newest SDK beside the runtime: <c>dotnet/shared/Microsoft.NETCore.App/10.0.0</c>,
    /// <c>dotnet/sdk/10.0.100/Roslyn/bincore</c>.
    /// </summary>
    private static string Compiler() => Directory.EnumerateDirectories(Path.Combine(Framework, "..", "..", "..", "sdk"))
        .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
        .Where(File.Exists)
        .OrderBy(File.GetLastWriteTimeUtc)
        .Last();
}
