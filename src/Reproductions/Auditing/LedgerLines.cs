using System.Text.Json;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Auditing;

/// <summary>Reads the lines of a ledger without changing it, whatever version of the program wrote them.</summary>
public static class LedgerLines
{
    /// <summary>The replicates of a ledger; of a replicate that was run again, the last.</summary>
    /// <param name="warn">Receives a sentence on each line that is skipped.</param>
    /// <exception cref="IOException">The ledger cannot be read, for instance while an audit writes it.</exception>
    public static IReadOnlyList<LedgerLine> Read(string path, Action<string> warn)
    {
        var lines = new Dictionary<(string Key, int Seed), LedgerLine>();
        var number = 0;
        using var file = OrdinaryFile.OpenRead(path);
        var last = LedgerText.ReadLines(file, line => Take(line, ++number, "not a ledger line"));
        Take(last, number + 1, "incomplete, as after a killed run");
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
