using System.Text;
using System.Text.Json;

namespace Pruning.Reproductions.Auditing;

/// <summary>Reads the lines of a ledger without holding it, whatever version of the program wrote them.</summary>
public static class LedgerLines
{
    /// <summary>The replicates of a ledger; of a replicate that was run again, the last.</summary>
    /// <param name="warn">Receives a sentence on each line that is skipped.</param>
    public static IReadOnlyList<LedgerLine> Read(string path, Action<string> warn)
    {
        var lines = new Dictionary<(string Key, int Seed), LedgerLine>();
        foreach (var (index, text) in File.ReadLines(path).Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)))
        {
            try
            {
                var line = LedgerLine.Parse(Encoding.UTF8.GetBytes(text));
                lines[(line.Key, line.Seed)] = line;
            }
            catch (JsonException)
            {
                warn($"{path}, line {index + 1}: not a ledger line; it is skipped.");
            }
        }

        return [.. lines.Values];
    }
}
