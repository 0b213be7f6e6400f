using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Pruning.Benchmarks.Problems;
using Pruning.Benchmarks.Results;

namespace Pruning.Benchmarks.Racing;

/// <summary>This program, in processes of its own: the driver takes no part in what it times.</summary>
internal static class OurProgram
{
    private static readonly string Assembly = typeof(OurProgram).Assembly.Location;

    /// <summary>Our side of every race.</summary>
    public static Contestant Side { get; } = new("our side", ["dotnet", Assembly, "ours"]);

    /// <summary>Writes what both sides start from.</summary>
    public static void Prepare(Problem problem, string folder) =>
        Output("dotnet", Assembly, "prepare", problem.Name, folder);

    /// <summary>How fast this machine multiplies and copies.</summary>
    public static MachineRates Rates() =>
        JsonSerializer.Deserialize<MachineRates>(Output("dotnet", Assembly, "rates"), Said.Json)
            ?? throw new BenchException("The machine's rates are missing.");

    /// <summary>What a program prints.</summary>
    /// <exception cref="BenchException">It failed.</exception>
    public static string Output(string program, params string[] arguments)
    {
        using var process = Start(new(program, arguments) { RedirectStandardOutput = true });
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new BenchException($"{program} {string.Join(' ', arguments)} failed; what it wrote stands above.");
    }

    /// <summary>Starts a process.</summary>
    /// <exception cref="BenchException">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new BenchException($"{start.FileName} does not start.");
        }
        catch (Win32Exception e)
        {
            throw new BenchException($"{start.FileName} does not start: {e.Message}. Is it installed?");
        }
    }
}
