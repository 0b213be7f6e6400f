using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TorchSharp.Finding;

/// <summary>What the finder may ask of the machine, so that a test can answer instead.</summary>
internal interface IMachine
{
    string? Variable(string name);

    bool FileExists(string path);

    /// <summary>Runs a program; null when it cannot be started, fails, or takes longer than ten seconds.</summary>
    string? Output(string program, params IReadOnlyList<string> arguments);
}

/// <summary>The machine this process runs on.</summary>
internal sealed class Machine : IMachine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    public bool FileExists(string path) => File.Exists(path);

    public string? Output(string program, params IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (process is null)
            {
                return null;
            }

            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The multiarch folder of Debian and its kin, such as <c>x86_64-linux-gnu</c>.</summary>
    public static string Multiarch => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.Arm64 => "aarch64-linux-gnu",
        Architecture.X64 => "x86_64-linux-gnu",
        var other => $"{other.ToString().ToLowerInvariant()}-linux-gnu",
    };
}
