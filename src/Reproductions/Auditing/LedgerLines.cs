using System.Text.Json;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Auditing;

/// <summary>
/// Reads the lines of a ledger without holding it, whatever version of the program wrote them; an audit may be writing
/// to it.
/// </summary>
public static class LedgerLines
{
    /// <summary>The replicates of a ledger; of a replicate that was run again, the last.</summary>
    /// <param name="warn">Receives a sentence on each line that is skipped.</param>
    /// <exception cref="IOException">The ledger cannot be read.</exception>
    public static IReadOnlyList<LedgerLine> Read(string path, Action<string> warn)
    {
        var lines = new Dictionary<(string Key, int Seed), LedgerLine>();
        var number = 0;
        using var file = OrdinaryFile.OpenRead(path, FileShare.ReadWrite);
        var last = LedgerText.ReadLines(file, line => Take(line, ++number, "not a ledger line"));
        Take(last, number + 1, "incomplete, as while an audit runs or after a killed one");
        return [.. lines.Values];

        void Take(ReadOnlySpan<byte> text, int at, string otherwise)
        {
            if (LedgerText.IsBlank(text))
            {
                return;
            }

            try
            {
                var line = LedgerLine.Parse(text);
                lines[(line.Key, line.Seed)] = line;
            }
            catch (JsonException)
            {
                warn($"{path}, line {at}: {otherwise}; it is skipped.");
            }
        }
    }
}
