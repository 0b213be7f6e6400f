using System.Runtime.InteropServices;

namespace Pruning.Reproductions.Commands;

/// <summary>
/// Ends a command in good order on Ctrl-C and on SIGTERM: the first asks the work to end, and ends the process if that
/// takes too long; the second ends it at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>What a shell adds to a signal's number to make an exit code.</summary>
    private const int BySignal = 128;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly PosixSignalRegistration[] registrations;
    private readonly CancellationTokenSource cancel = new();
    private readonly string farewell;
    private int exitCode;

    /// <param name="farewell">Tells the user what is kept and how to go on.</param>
    public Interruption(string farewell)
    {
        this.farewell = farewell;
        registrations = [On(PosixSignal.SIGINT, BySignal + 2), On(PosixSignal.SIGTERM, BySignal + 15)];
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => cancel.Token;

    /// <summary>Runs the command's work.</summary>
    /// <returns>The work's exit code; where a signal ended it, 130 or 143, as shells expect.</returns>
    public int Around(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception) when (exitCode != 0)
        {
            // Whatever the work failed with: a client that it had called got the signal too.
            Say();
            return exitCode;
        }
    }

    public void Dispose()
    {
        Array.ForEach(registrations, r => r.Dispose());
        cancel.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal, int code) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            ShowCursor();
            if (Interlocked.CompareExchange(ref exitCode, code, 0) == 0)
            {
                context.Cancel = true;
                _ = Task.Run(Stop);
            }
        });

    private async Task Stop()
    {
        await cancel.CancelAsync();
        await Task.Delay(Patience);
        Say();
        Environment.Exit(exitCode);
    }

    private void Say()
    {
        ShowCursor();
        ErrorOutput.Write(farewell);
    }

    /// <summary>Bars hide the cursor.</summary>
    private static void ShowCursor()
    {
        try
        {
            if (!Console.IsOutputRedirected)
            {
                Console.CursorVisible = true;
            }
        }
        catch (IOException)
        {
            // The terminal is gone.
        }
    }
}
