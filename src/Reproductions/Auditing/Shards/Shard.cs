using System.Globalization;

namespace Pruning.Reproductions.Auditing.Shards;

/// <summary>One of several disjoint shares of an audit's replicates, which together are all of them.</summary>
/// <remarks>
/// Seeds are dealt to the shards in turn, so every look is shared evenly. A seed's readings stay together, for they
/// share trained nets; a document's studies do so too, and each document begins with another shard.
/// </remarks>
/// <param name="Index">1 to <paramref name="Count"/>.</param>
/// <param name="Count">Number of shards.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>Whether a study's seed is of this shard.</summary>
    public bool Has(Study study, int seed) => Of(study, seed, Count) == Index;

    /// <summary>
    /// Index of the shard that runs a study's seed. Where times are measured that is the same for all seeds, so that
    /// the times are one machine's.
    /// </summary>
    public static int Of(Study study, int seed, int count)
    {
        var first = uint.Parse(LedgerKey.Short(study.Id.Split('/')[0])[..8], NumberStyles.HexNumber,
            CultureInfo.InvariantCulture);
        var turn = study.OneAtATime ? 0 : seed - Registration.FirstSeed;
        return (int)((first + turn) % count) + 1;
    }

    /// <summary>Name of its folder: <c>shard-2-of-8</c>.</summary>
    public string FolderName => $"shard-{Index}-of-{Count}";

    /// <summary>Parses <c>2/8</c>.</summary>
    /// <returns>Null where the text is no shard.</returns>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var i, var n] && TryNumber(i, out var index) && TryNumber(n, out var count)
            && index >= 1 && index <= count
            ? new(index, count)
            : null;

    /// <summary>As on the command line: <c>2/8</c>.</summary>
    public override string ToString() => $"{Index}/{Count}";

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
