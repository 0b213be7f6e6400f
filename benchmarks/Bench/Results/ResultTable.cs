using System.Text;

namespace Pruning.Benchmarks.Results;

/// <summary>Results as Markdown.</summary>
internal static class ResultTable
{
    public static string Of(BenchResults results)
    {
        var text = new StringBuilder();
        text.AppendLine($"{results.Machine}, {results.Cores} cores; {results.Rates.Engine}; {results.Peers}; {results.Date}.");
        text.AppendLine($"Matrix product {results.Rates.FlopsPerSecond / 1e9:0} Gflop/s, copying {results.Rates.BytesPerSecond / 1e9:0.0} GB/s read and written.");
        text.AppendLine();
        text.AppendLine("| case | ours | floors: arithmetic, memory | peer (setting) | peer's time | peer / ours | goal |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var entry in results.Cases)
        {
            foreach (var (i, peer) in entry.Peers.Index())
            {
                var (title, ours, floors) = i == 0
                    ? (entry.Unit, Times(entry.Ours), $"{Time(entry.ComputeFloor)}, {Time(entry.MemoryFloor)}")
                    : ("the same", "", "");
                var scaled = peer.Scale <= 1 ? "" : $", {peer.Timed} steps scaled by {peer.Scale:G3}";
                text.AppendLine($"| {title} | {ours} | {floors} | {peer.Name} ({peer.Setting}{scaled}) | {Times(peer.Times)} | {peer.Ratio:0.00}{(peer.Ratio >= peer.Goal ? "" : " (missed)")} | ≥ {peer.Goal} |");
            }
        }

        text.AppendLine();
        text.AppendLine($"Medians of {Rounds(results)} interleaved rounds, quartiles in brackets. A memory floor is none where all that is touched stays in a cache.");
        return text.ToString();
    }

    private static string Rounds(BenchResults results) =>
        string.Join(" or ", results.Cases.Select(c => c.Ours.Seconds.Length).Distinct().Order());

    private static string Times(Spread s) => $"{Time(s.Median)} ({Time(s.LowerQuartile)} – {Time(s.UpperQuartile)})";

    public static string Time(double? seconds) => seconds switch
    {
        null => "–",
        >= 1 => $"{seconds:G3} s",
        >= 1e-3 => $"{seconds * 1e3:G3} ms",
        _ => $"{seconds * 1e6:G3} µs",
    };
}
