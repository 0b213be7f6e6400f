using System.Runtime.InteropServices;

namespace Pruning.Reproductions.Auditing;

/// <summary>Name of the processor.</summary>
internal static class Processor
{
    private const string Info = "/proc/cpuinfo";
    private const string Model = "model name";

    /// <summary>Its model's name where the system reports it, else its architecture.</summary>
    public static string Name { get; } = Look() ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? Look()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        }

        return File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(line =>
                line.StartsWith(Model, StringComparison.Ordinal))?.Split(':')[^1].Trim()
            : null;
    }
}
