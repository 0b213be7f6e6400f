namespace Pruning.Reproductions.Reporting;

/// <summary>Finds the seeds of single runs.</summary>
internal static class RunSeeds
{
    /// <summary>
    /// The seed behind each of <see cref="Judgement.Values"/>, which leave diverged runs out; null where it cannot be
    /// told, as of runs that were recorded without their differences.
    /// </summary>
    public static IReadOnlyList<int>? Of(ReadingResult reading)
    {
        var count = reading.Judgement.Values.Count;
        if (reading.Seeds.Count == count)
        {
            return reading.Seeds;
        }

        int[] finite = reading.Differences is { } runs
            ? [.. runs.Seeds.Where((_, i) => runs.Columns.All(c => c.Values[i] is not null))]
            : [];
        return finite.Length == count ? finite : null;
    }
}
