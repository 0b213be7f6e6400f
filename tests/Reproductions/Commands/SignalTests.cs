using System.Runtime.InteropServices;
using Pruning.Tests.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Commands;

/// <summary>Ctrl-C and SIGTERM: the program says what is kept and how to go on, and the same command goes on.</summary>
public sealed class SignalTests : IDisposable
{
    private const int TooManyToFinish = 100_000;

    private readonly Workplace place = new();

    public SignalTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");

    /// <summary>
    /// Whether these tests were started with SIGINT ignored, as a shell starts what it puts into the background; a
    /// child inherits that, and is right to ignore it.
    /// </summary>
    private static bool CtrlCIsIgnored => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))
            is { } line && (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 2) != 0;

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    public void Audit_Signalled_SaysWhatIsKeptAndGoesOnLater(PosixSignal signal, int exitCode)
    {
        Assert.SkipWhen(signal == PosixSignal.SIGINT && CtrlCIsIgnored, "Ctrl-C is ignored here.");
        using var child = StartAndWaitForTheLedger();
        child.Signal(signal);
        child.Wait();
        Assert.True(child.ExitCode == exitCode, $"exit code {child.ExitCode}\n{child.Output}\n{child.Errors}");
        Assert.Equal(
            $"Interrupted. Finished replicates are kept in {place.LedgerFile}; the same command goes on from there.",
            child.Errors);
        Assert.Equal([place.LedgerFile], Directory.GetFileSystemEntries(place.Folder));

        // None is half written, and none runs again.
        var lines = File.ReadAllLines(place.LedgerFile);
        place.Open().Dispose();
        Assert.Empty(place.Warnings);
        using var last = Start(lines.Length);
        last.Wait();
        Assert.Equal((0, string.Empty), (last.ExitCode, last.Errors));
        Assert.Contains($"{lines.Length} replicates, {lines.Length} from the ledger", last.Output);
        Assert.Equal(lines, File.ReadAllLines(place.LedgerFile));
    }

    [Fact]
    public void Audit_SignalledTwice_EndsAtOnce()
    {
        Assert.SkipWhen(CtrlCIsIgnored, "Ctrl-C is ignored here.");
        using var child = StartAndWaitForTheLedger();
        child.Signal(PosixSignal.SIGINT);
        child.Signal(PosixSignal.SIGINT);
        child.Wait();
        Assert.Equal(130, child.ExitCode);
        place.Open().Dispose();
        Assert.All(place.Warnings, w => Assert.Contains("the last line is incomplete", w));
    }

    private ChildProcess StartAndWaitForTheLedger()
    {
        var child = Start(TooManyToFinish);
        while (!(File.Exists(place.LedgerFile) && new FileInfo(place.LedgerFile).Length > 0) && !child.HasExited)
        {
            Thread.Sleep(1);
        }

        return child;
    }

    private ChildProcess Start(int replicates) => ChildProcess.Start(
        new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1" }, "audit", "--claims",
        "l1-filters/iris", "--replicates", $"{replicates}", "--device", "cpu", "--out", place.Folder);
}
