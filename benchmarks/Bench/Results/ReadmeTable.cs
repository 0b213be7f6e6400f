using System.Text;

namespace Pruning.Benchmarks.Results;

/// <summary>The table of benchmarks in the README: that of the machine that was measured last.</summary>
internal static class ReadmeTable
{
    private const string Begin = "<!-- benchmarks: written by bench -->";
    private const string End = "<!-- /benchmarks -->";

    /// <summary>Medians and their ratios; spread and floors stand in the results' own folder.</summary>
    public static string Render(BenchResults results, string folder)
    {
        var text = new StringBuilder();
        text.AppendLine("| the same work | ours | compared with | takes | times ours | goal |");
        text.AppendLine("| --- | --: | --- | --: | --: | --: |");
        foreach (var entry in results.Cases)
        {
            foreach (var (i, peer) in entry.Peers.Index())
            {
                var (title, ours) = i == 0 ? (entry.Unit, ResultTable.Time(entry.Ours.Median)) : ("", "");
                text.Append($"| {title} | {ours} | {peer.Name} | {ResultTable.Time(peer.Times.Median)} ");
                text.AppendLine($"| **{Short(peer.Ratio)}**{peer.Verdict} | {peer.Goal} |");
            }
        }

        text.AppendLine();
        text.AppendLine($"{results.Title} [Spread, settings and floors]({folder}/results.md).");
        return text.ToString();
    }

    /// <summary>Puts the table between its two marks.</summary>
    /// <exception cref="BenchException">The marks are missing.</exception>
    public static void Write(string path, string table)
    {
        var readme = File.ReadAllText(path);
        var begin = readme.IndexOf(Begin, StringComparison.Ordinal);
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(path, begin >= 0 && end > begin
            ? $"{readme[..(begin + Begin.Length)]}\n\n{table}\n{readme[end..]}"
            : throw new BenchException($"README.md lacks the marks '{Begin}' and '{End}' of the table of benchmarks."));
    }

    private static string Short(double ratio) => ratio >= 10 ? $"{ratio:0}" : $"{ratio:0.0#}";
}
