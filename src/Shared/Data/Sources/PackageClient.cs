using System.ComponentModel;
using System.Diagnostics;

namespace Pruning.Shared.Data.Sources;

/// <summary>Runs the ordinary client of a package system, as it is configured on this machine.</summary>
internal static class PackageClient
{
    private const int MostLines = 3;
    private const int NoSuchFile = 2;

    /// <summary>No client may take longer; a slow connection still brings tens of megabytes within it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs a client in a folder, without a terminal to ask questions at.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="DataException">It is not installed, fails, or takes too long; the message has the first lines of its complaint.</exception>
    public static string Run(string folder, string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var complaint = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new DataException($"'{program} {string.Join(' ', arguments)}' did not end within {Patience.TotalMinutes} minutes.");
        }

        var words = complaint.GetAwaiter().GetResult();
        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new DataException($"'{program} {string.Join(' ', arguments)}' failed (exit code {process.ExitCode}): {FirstLines(words)}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            var name = Path.GetFileName(start.FileName);
            throw new DataException(e.NativeErrorCode == NoSuchFile ? $"{name} is not installed." : $"{name} cannot be started: {e.Message}", e);
        }
    }

    private static string FirstLines(string words) =>
        string.Join(" / ", words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostLines));
}
