using System.ComponentModel;
using System.Diagnostics;

namespace Pruning.Shared.Data.Sources;

/// <summary>The ordinary client of a package system, as it is configured on this machine.</summary>
/// <param name="Program">Its name, or its path.</param>
internal sealed record PackageClient(string Program)
{
    private const int NoSuchFile = 2;

    /// <summary>No client may take longer; a slow connection still brings tens of megabytes within it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>A sentence that helps when it fails.</summary>
    public string Hint { get; init; } = string.Empty;

    /// <summary>Runs the client in a folder, without a terminal to ask questions at.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="DataException">
    /// The client is not installed, fails, or takes too long; the message has the first lines of its complaint.
    /// </exception>
    public string Run(string folder, params IReadOnlyList<string> arguments)
    {
        var command = $"'{Program} {string.Join(' ', arguments)}'";
        using var process = Start(new(Found(), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        // Otherwise a client would outlive a program that a signal ends.
        EventHandler end = (_, _) => Kill(process);
        AppDomain.CurrentDomain.ProcessExit += end;
        try
        {
            return Result(process, command);
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= end;
        }
    }

    private string Result(Process process, string command)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var complaint = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Timeout))
        {
            Kill(process);
            throw new DataException($"{command} did not end within {Timeout.TotalMinutes} minutes.");
        }

        var lines = complaint.GetAwaiter().GetResult()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var why = string.Join(" / ", lines.Take(3));
        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new DataException($"{command} failed (exit code {process.ExitCode}): {why} {Hint}".TrimEnd());
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended, or cannot be ended.
        }
    }

    /// <summary>
    /// Where the client lies. Given its name alone, .NET would run a program of that name in the working folder, which
    /// may be another's, before those on the PATH.
    /// </summary>
    private string Found()
    {
        if (Path.GetFileName(Program) != Program)
        {
            return Program;
        }

        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [string.Empty];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, Program + ending)))
            .FirstOrDefault(MayRun) ?? throw new DataException($"{Program} is not installed.");
    }

    private static bool MayRun(string path)
    {
        const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path)
            && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Run) != UnixFileMode.None);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            var why = e.NativeErrorCode == NoSuchFile ? "is not installed." : $"cannot be started: {e.Message}";
            throw new DataException($"{Path.GetFileName(start.FileName)} {why}", e);
        }
    }
}
