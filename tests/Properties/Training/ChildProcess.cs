using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Pruning.Tests.Properties.Training;

/// <summary>
/// Runs a test once more in a process of its own, for what a process can only be once: its number of cores, what it has
/// loaded.
/// </summary>
internal static class ChildProcess
{
    private const string Variable = "PRUNING_TEST_CHILD";

    /// <summary>Where this process is the child, the file for what it has to say; else null.</summary>
    public static string? Answer => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Runs the calling test in a child, which finds <see cref="Answer"/> set.</summary>
    /// <returns>What the child wrote there.</returns>
    public static string Run(
        Type type, IReadOnlyDictionary<string, string>? variables = null, [CallerMemberName] string test = "")
    {
        var file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("dotnet", [type.Assembly.Location, "-method", $"{type.FullName}.{test}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment[Variable] = file;
            foreach (var (key, value) in variables ?? new Dictionary<string, string>())
            {
                start.Environment[key] = value;
            }

            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output + errors.Result);
            return File.ReadAllText(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
