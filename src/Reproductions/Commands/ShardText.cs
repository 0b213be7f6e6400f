using Pruning.Reproductions.Auditing.Shards;

namespace Pruning.Reproductions.Commands;

/// <summary>Says which shards are yet to be run, and by which commands.</summary>
internal static class ShardText
{
    private const int MostSeeds = 8;

    /// <summary>Says which shards lack what, and how to run them.</summary>
    /// <param name="inputs">The folders that were merged.</param>
    public static string Missing(IReadOnlyList<Gap> gaps, ShardSources sources, IReadOnlyList<string> inputs,
        string output)
    {
        var indices = gaps.SelectMany(g => g.ShardsOf(sources.Count)).Distinct().Order().ToList();
        return string.Join('\n', [
            .. indices.Select(i => Lacking(i, gaps, sources)),
            "Nothing is judged yet; what the others ran is kept in "
                + $"{Path.Combine(output, Ledger.FileName)}. Run, and merge again:",
            .. Commands(indices, sources, inputs, output, sources.Shards.Any(s => s.File.Long))]);
    }

    /// <summary>Says how undecided claims get their next look.</summary>
    public static string Next(IReadOnlyList<Gap> gaps, ShardSources sources, IReadOnlyList<string> inputs,
        string output)
    {
        var indices = gaps.SelectMany(g => g.ShardsOf(sources.Count)).Distinct().Order();
        return string.Join('\n', [
            "For the next look at what is undecided ("
                + string.Join(", ", gaps.Select(g => $"{g.Study.Id} at {g.Look} replicates"))
                + ") run, and merge again:",
            .. Commands(indices, sources, inputs, output, runLong: true)]);
    }

    private static string Lacking(int index, IReadOnlyList<Gap> gaps, ShardSources sources)
    {
        var there = sources.Shards.Where(s => s.Shard == new Shard(index, sources.Count)).ToList();
        var lacking = gaps
            .Select(g => (Gap: g, Seeds: g.Seeds.Where(s => Shard.Of(g.Study, s, sources.Count) == index).ToList()))
            .Where(g => g.Seeds.Count > 0).ToList();
        var reasons = lacking.Select(g => there.Select(s => s.File.Missing.GetValueOrDefault(
            ShardFile.NameOf(g.Gap.Study, g.Gap.Reading))).FirstOrDefault()).OfType<string>().Distinct();
        var (first, seeds) = (lacking[0].Gap, lacking[0].Seeds);
        var named = string.Join(", ", seeds.Take(MostSeeds)) + (seeds.Count > MostSeeds ? " …" : string.Empty);
        return (there.Count == 0 ? $"Shard {index} of {sources.Count} is missing"
                : $"Shard {index} of {sources.Count} ({there[0].Path}) has not ended")
            + $": there is no replicate of {first.Study.Id} {first.Reading.Id} with seed {named}"
            + (lacking.Count > 1 ? $", and {lacking.Count - 1} more readings lack some." : ".")
            + string.Concat(reasons.Select(r => $" There: {r}"));
    }

    /// <summary>One command a shard, and that which merges them.</summary>
    private static IEnumerable<string> Commands(IEnumerable<int> indices, ShardSources sources,
        IReadOnlyList<string> inputs, string output, bool runLong)
    {
        var asked = sources.Asked;
        string[] arguments =
        [
            .. asked.Selection == "*" ? Array.Empty<string>() : ["--claims", Quoted(asked.Selection)],
            .. runLong ? ["--long"] : Array.Empty<string>(),
            .. asked.Replicates is { } n ? ["--replicates", $"{n}"] : Array.Empty<string>(),
            .. asked.Readings == ReadingSet.Primary ? Array.Empty<string>()
                : ["--readings", $"{asked.Readings}".ToLowerInvariant()],
            "--device", asked.Environment["device"],
        ];
        foreach (var index in indices)
        {
            yield return $"  audit {string.Join(' ', arguments)} --shard {index}/{sources.Count} "
                + $"--out {Quoted(output)}";
        }

        var folders = inputs.Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Append(output)
            .Distinct();
        yield return $"  merge {string.Join(' ', folders.Select(Quoted))} --out {Quoted(output)}";
    }

    /// <summary>An argument as a shell takes it.</summary>
    private static string Quoted(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or ',' or '\\' or ':')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
