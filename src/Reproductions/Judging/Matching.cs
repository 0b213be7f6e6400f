using Pruning.Reproductions.Judging.Claims;
using Pruning.Reproductions.Judging.Tables;

namespace Pruning.Reproductions.Judging;

/// <summary>
/// Joins a claim with the runs of a table: runs of equal seed are paired where all arms have the same seeds, or the
/// claims file says so; otherwise each run is a replicate of its own.
/// </summary>
/// <param name="testShare">n_test / n_train where every run draws its own split; null: the split is fixed.</param>
internal sealed class Matching(StatedClaim stated, RunTable table, double? testShare)
{
    private const int FewSeeds = 8;

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<double>> None =
        new Dictionary<string, IReadOnlyList<double>>();

    private readonly IReadOnlyList<string> arms = stated.Arms;
    private readonly Dictionary<Cell, IReadOnlyDictionary<Seed, double>> values =
        stated.Rule.Quantities.SelectMany(q => q.Cells).Distinct().ToDictionary(c => c, table.Of);

    /// <summary>The claim, with a study of its replicates.</summary>
    /// <exception cref="AuditException">Runs are missing; the message names them and the way out.</exception>
    public Claim Claim()
    {
        Seed[][] seeds = [.. arms.Select(SeedsOf)];
        CheckReached();
        var paired = IsPaired(seeds);
        var (run, notes) = paired ? Pairs(seeds[0]) : Runs(seeds);
        var rule = stated.Rule.Build(paired);
        if (!paired)
        {
            CheckUnpaired();
        }

        var what = (paired ? "seeds" : "unpaired runs")
            + (testShare is null ? string.Empty : ", each on its own split");
        return new(stated.Id, stated.Section, stated.Statement, stated.Published,
            new TableStudy(stated.Id, new(what, testShare), run), rule)
        {
            Note = notes.Count == 0 ? null : (_, _) => string.Join(" ", notes),
            Caveat = paired ? null : (_, _) => "unpaired",
        };
    }

    /// <summary>The seeds of an arm, ascending; each has all metrics that the rule needs.</summary>
    private Seed[] SeedsOf(string arm)
    {
        var cells = stated.CellsOf(arm);
        var all = Seed.Order(cells.SelectMany(c => values[c].Keys).Distinct()).ToArray();
        foreach (var cell in cells)
        {
            if (all.Except(values[cell].Keys).ToArray() is { Length: > 0 } missing)
            {
                throw Wrong($"the arm '{arm}' has no '{cell.Metric}' for {Text(missing)}, whose runs have other "
                    + "metrics. Add it, as NaN where a run diverged.");
            }
        }

        return all;
    }

    private bool IsPaired(Seed[][] seeds)
    {
        var same = Array.TrueForAll(seeds, s => s.SequenceEqual(seeds[0]));
        var disjoint = seeds.Sum(s => s.Length) == seeds.SelectMany(s => s).Distinct().Count();
        if (stated.Paired is false || same || (disjoint && stated.Paired is null))
        {
            return stated.Paired ?? same;
        }

        // The first arm that lacks a seed which another has.
        var union = Seed.Order(seeds.SelectMany(s => s).Distinct()).ToArray();
        var lacking = Array.FindIndex(seeds, s => s.Length < union.Length);
        var missing = union.Except(seeds[lacking]).ToArray();
        var other = Array.FindIndex(seeds, s => s.Contains(missing[0]));
        var place = table.PlaceOf(stated.CellsOf(arms[other])[0], missing[0]);
        throw Wrong($"the arm '{arms[lacking]}' has no run of {Text(missing)}, which '{arms[other]}' has ({place}). "
            + "Add what is missing, with NaN where a run diverged, or remove those runs from every arm; say "
            + "'paired: false' for this claim if equal seeds mean nothing.");
    }

    /// <summary>Replicates of one seed each, with all arms.</summary>
    private (Run Run, IReadOnlyList<string> Notes) Pairs(Seed[] seeds)
    {
        var (count, looks, registered) = Looks(seeds.Length);
        return (new([.. seeds.Take(count).Select(s => Replicate(s, arms))], looks, registered),
            LeftOut(seeds[count..]));
    }

    /// <summary>Replicates of one run each, the arms taking turns.</summary>
    private (Run Run, IReadOnlyList<string> Notes) Runs(Seed[][] seeds)
    {
        var (count, looks, registered) = Looks(seeds.Min(s => s.Length));
        if (!registered)
        {
            var all = seeds.SelectMany((s, a) => s.Select(seed => Replicate(seed, [arms[a]]))).ToArray();
            return (new(all, [all.Length], false), []);
        }

        return (
            new([.. Enumerable.Range(0, count).SelectMany(i => arms.Select((a, j) => Replicate(seeds[j][i], [a])))],
                [.. looks.Select(n => n * arms.Count)], true),
            [.. seeds.SelectMany((s, a) => LeftOut(s[count..], $" of '{arms[a]}'"))]);
    }

    /// <summary>How many of the replicates are judged, and at which looks.</summary>
    private (int Count, IReadOnlyList<int> Looks, bool Registered) Looks(int present)
    {
        var reached = stated.Looks?.LastOrDefault(n => n <= present) ?? 0;
        return reached == 0 ? (present, [present], false)
            : (reached, stated.Rule.TestsNothing ? [reached] : stated.Looks!, true);
    }

    private IReadOnlyList<string> LeftOut(Seed[] seeds, string of = "") => seeds.Length == 0 ? []
        : [$"Not judged, since fewer runs are registered or the next look is not reached: {Text(seeds)}{of}."];

    private Replicate Replicate(Seed seed, IReadOnlyList<string> of)
    {
        var own = of.SelectMany(stated.CellsOf).ToDictionary(c => c.Name, c => values[c][seed]);
        return new(table.Seeds.NumberOf(seed), own, None, None,
            Diverged: !stated.Rule.Quantities.All(q => q.IsFinite(own)));
    }

    private void CheckReached()
    {
        var cells = stated.Rule.Quantities.SelectMany(q => q.Cells.Where(c => c.Metric == q.Reached)).Distinct();
        foreach (var cell in cells)
        {
            foreach (var (seed, value) in values[cell].Where(v => double.IsFinite(v.Value) && v.Value is not (0 or 1)))
            {
                throw Wrong($"'{cell.Metric}' of '{cell.Arm}' is {value} for seed {table.Seeds.NameOf(seed)} "
                    + $"({table.PlaceOf(cell, seed)}); it says whether the target is reached, 1 or 0.");
            }
        }
    }

    /// <summary>Refuses what looks at each difference by itself, for runs that are not paired have none.</summary>
    private void CheckUnpaired()
    {
        if (stated.Rule.Quantities.FirstOrDefault(q => q is { IsChecked: true, Against: not null }) is { } check)
        {
            throw Wrong($"an exact check of '{check.Metric}' compares '{check.Arm}' and '{check.Against}' seed by "
                + "seed, and their runs are not paired. Check each arm by itself, or use a rule about the mean "
                + "difference.");
        }

        if (stated.Rule.Quantities.Any(q => q.IsRace))
        {
            throw Wrong("a race is judged seed by seed, and its arms are not paired. Compare the metric itself, with "
                + "'metric' and 'better: lower'.");
        }
    }

    private string Text(Seed[] seeds)
    {
        var some = string.Join(", ", seeds.Take(FewSeeds).Select(table.Seeds.NameOf));
        return seeds.Length == 1 ? $"seed {some}"
            : seeds.Length <= FewSeeds ? $"seeds {some}"
            : $"seeds {some} and {seeds.Length - FewSeeds} more";
    }

    private AuditException Wrong(string text) => new($"{stated.Id} and {table.File}: {text}");
}
