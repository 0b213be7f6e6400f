namespace Pruning.Reproductions.Auditing;

/// <summary>Suggests names for a misspelt one.</summary>
public static class Suggestions
{
    /// <summary>
    /// The candidates nearest to <paramref name="text"/> by edit distance; for a text without a slash the part after a
    /// candidate's last slash counts as well.
    /// </summary>
    public static IReadOnlyList<string> Nearest(string text, IEnumerable<string> candidates, int count) =>
        [.. candidates.OrderBy(c => Distance(text, c)).ThenBy(c => c, StringComparer.Ordinal).Take(count)];

    private static int Distance(string text, string candidate)
    {
        var whole = Levenshtein(text, candidate);
        return text.Contains('/') ? whole : Math.Min(whole,
            Levenshtein(text, candidate[(candidate.LastIndexOf('/') + 1)..]));
    }

    private static int Levenshtein(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
