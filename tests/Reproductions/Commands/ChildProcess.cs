using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>The program, run as users run it: a process of its own, its output redirected.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Pruning.Reproductions.dll");
    private static readonly string Host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // What would change what the program does, wherever the tests are run.
    private static readonly string[] Unset =
        ["CI", "PRUNING_DEVICE", "NO_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"];

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private ChildProcess(ProcessStartInfo info, IReadOnlyDictionary<string, string> variables)
    {
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        if (info.WorkingDirectory.Length == 0)
        {
            info.WorkingDirectory = Path.GetTempPath();
        }

        foreach (var name in Unset)
        {
            info.Environment.Remove(name);
        }

        // A terminal that would like colours gets none in a file either.
        info.Environment["TERM"] = "xterm-256color";
        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }

        process = Process.Start(info)!;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', output);

    public string Errors => string.Join('\n', errors);

    public int ExitCode => process.ExitCode;

    public bool HasExited => process.HasExited;

    /// <summary>Runs the program to its end.</summary>
    public static ChildProcess Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    /// <inheritdoc cref="Run(string[])"/>
    public static ChildProcess Run(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var child = Start(variables, arguments);
        child.Wait();
        return child;
    }

    /// <summary>Runs the program to its end from within a folder.</summary>
    public static ChildProcess RunIn(string folder, params string[] arguments)
    {
        var child = new ChildProcess(new ProcessStartInfo(Host,
            ["exec", Program, .. arguments])
        { WorkingDirectory = folder }, new Dictionary<string, string>());
        child.Wait();
        return child;
    }

    public static ChildProcess Start(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        new(new ProcessStartInfo(Host, ["exec", Program, .. arguments]), variables);

    /// <summary>Runs the program where no file can grow beyond some kilobytes, as on a disk that is full.</summary>
    public static ChildProcess RunWithFileLimit(int kilobytes, params string[] arguments)
    {
        // Ignored, the signal becomes an error of the write. The runtime's own code memory is a file too, unless told
        // otherwise.
        var child = new ChildProcess(
            new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" exec \"$@\"", Host,
                Program, .. arguments]),
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" });
        child.Wait();
        return child;
    }

    /// <summary>Runs the program to its end by a line of bash, which has it and its arguments in <c>"$@"</c>.</summary>
    public static ChildProcess RunByLine(string line, params string[] arguments)
    {
        var child = new ChildProcess(new ProcessStartInfo("bash", ["-c", line, "bash", Host, "exec", Program,
            .. arguments]), new Dictionary<string, string>());
        child.Wait();
        return child;
    }

    /// <summary>SIGKILL: the process has no chance to put anything in order.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Sends the signal of Ctrl-C, or that of <c>kill</c>.</summary>
    public void Signal(PosixSignal signal)
    {
        using var kill = Process.Start("kill", [signal == PosixSignal.SIGINT ? "-INT" : "-TERM", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public void Wait()
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new TimeoutException($"The program has not ended after {Patience}. It said:\n{Output}\n{Errors}");
        }

        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
