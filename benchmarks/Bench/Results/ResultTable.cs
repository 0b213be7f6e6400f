using System.Text;

namespace Pruning.Benchmarks.Results;

/// <summary>Results as Markdown.</summary>
internal static class ResultTable
{
    public static string Of(BenchResults results)
    {
        var text = new StringBuilder();
        text.AppendLine(results.Title);
        text.AppendLine(
            $"All cores together: the products' tile on factors in cache {results.Rates.FlopsPerSecond / 1e9:0} "
            + $"Gflop/s, copying {results.Rates.BytesPerSecond / 1e9:0.0} GB/s read and written.");
        text.AppendLine();
        text.AppendLine("| case | ours; timed | floors: flops, bytes | peer (setting; timed) | takes | ratio | goal |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var entry in results.Cases)
        {
            foreach (var (i, peer) in entry.Peers.Index())
            {
                text.Append(i == 0
                    ? $"| {entry.Unit} | {Times(entry.Ours)}; {entry.Timed} | {Floors(entry)} "
                    : "| the same | | ");
                text.Append($"| {peer.Name} ({peer.Setting}; {peer.Timed}) ");
                text.AppendLine($"| {Times(peer.Times)} | {peer.Ratio:0.00}{peer.Verdict} | ≥ {peer.Goal} |");
            }
        }

        text.AppendLine();
        text.AppendLine(
            $"Medians of {Rounds(results)} interleaved rounds, quartiles in brackets; what was timed (nets × steps) is "
            + "scaled to the case. A memory floor is none where all that is touched stays in a cache.");
        return text.ToString();
    }

    /// <summary>A time in its unit, three digits.</summary>
    public static string Time(double? seconds) => seconds switch
    {
        null => "–",
        >= 100 => $"{seconds:0} s",
        >= 1 => $"{seconds:G3} s",
        >= 1e-3 => $"{seconds * 1e3:G3} ms",
        _ => $"{seconds * 1e6:G3} µs",
    };

    private static string Rounds(BenchResults results) =>
        string.Join(" or ", results.Cases.Select(c => c.Ours.Seconds.Length).Distinct().Order());

    private static string Floors(CaseResult entry) => $"{Time(entry.ComputeFloor)}, {Time(entry.MemoryFloor)}";

    private static string Times(Spread s) => $"{Time(s.Median)} ({Time(s.LowerQuartile)} – {Time(s.UpperQuartile)})";
}
