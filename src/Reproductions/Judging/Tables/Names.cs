using System.Globalization;
using Pruning.Reproductions.Judging.Claims;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>
/// Finds in each row of a table what claims need: in a long table by its metric's name, in a wide one by column.
/// </summary>
internal sealed class Names
{
    /// <summary>Most names that are kept for suggestions.</summary>
    private const int Most = 1000;

    private readonly TableSource source;
    private readonly string file;
    private readonly IReadOnlySet<Cell> wanted;
    private readonly (int Slot, string Column, string Value)[] filter;
    private readonly int arm;
    private readonly int metric = -1;
    private readonly int value = -1;
    private readonly Dictionary<string, (Cell Cell, int Slot)[]> wide = [];
    private readonly Dictionary<string, Dictionary<string, Cell>> longForm = [];
    private readonly HashSet<string> arms = [];
    private readonly HashSet<string> metrics = [];
    private readonly HashSet<string> filtered = [];
    private readonly List<(Cell Cell, int Slot)> found = [];
    private long passed;

    /// <param name="wanted">The numbers that claims need.</param>
    /// <exception cref="AuditException">A column is missing; the message names the nearest.</exception>
    public Names(TableSource source, TableLayout layout, IReadOnlySet<Cell> wanted, string file)
    {
        (this.source, this.wanted, this.file) = (source, wanted, file);
        Seed = Needed(layout, "seed");
        arm = Needed(layout, "arm");
        if (Find(layout.NameOf("metric")) is { } name && Find(layout.NameOf("value")) is { } number)
        {
            (metric, value) = (source.SlotOf(name), source.SlotOf(number));
            longForm = wanted.GroupBy(c => c.Arm)
                .ToDictionary(g => g.Key, g => g.ToDictionary(c => c.Metric));
        }
        else
        {
            var slots = wanted.Select(c => c.Metric).Distinct().ToDictionary(m => m, MetricColumn);
            wide = wanted.GroupBy(c => c.Arm)
                .ToDictionary(g => g.Key, g => g.Select(c => (c, slots[c.Metric])).ToArray());
        }

        filter = [.. layout.Where.Select(w => (source.SlotOf(Find(w.Key) ?? throw Missing(w.Key,
            "it is named under 'where' in the claims file")), w.Key, w.Value))];
    }

    /// <summary>Slot of the seed.</summary>
    public int Seed { get; }

    private bool IsLong => metric >= 0;

    /// <summary>What the current row has of what is wanted, with the slots of the numbers.</summary>
    public IReadOnlyList<(Cell Cell, int Slot)> OfRow()
    {
        found.Clear();
        foreach (var (slot, _, wantedValue) in filter)
        {
            if (source.Text(slot) is var text && text != wantedValue)
            {
                Keep(filtered, text);
                return found;
            }
        }

        passed++;
        var name = source.Text(arm);
        Keep(arms, name);
        if (IsLong)
        {
            var of = source.Text(metric);
            Keep(metrics, of);
            if (name is not null && of is not null && longForm.TryGetValue(name, out var cells)
                && cells.TryGetValue(of, out var cell))
            {
                found.Add((cell, value));
            }
        }
        else if (name is not null && wide.TryGetValue(name, out var cells))
        {
            found.AddRange(cells.Where(c => !source.Lacks(c.Slot)));
        }

        return found;
    }

    /// <summary>Checks, after the last row, that everything wanted was there.</summary>
    /// <exception cref="AuditException">Something was not; the message names the nearest.</exception>
    public void CheckFound(IReadOnlyCollection<Cell> cells)
    {
        if (passed == 0)
        {
            throw new AuditException(filter.Length == 0
                ? $"{file} has no rows below its header."
                : $"{file}: no row has {string.Join(" and ", filter.Select(f => $"'{f.Value}' in '{f.Column}'"))}, as "
                    + $"'where' in the claims file asks. There are, for instance: "
                    + $"{Nearest(filter[0].Value, filtered)}.");
        }

        var missing = wanted.Except(cells).ToList();
        if (missing.Count > 0)
        {
            throw new AuditException(string.Join('\n', missing.Select(c => !arms.Contains(c.Arm)
                ? $"{file} has no runs of the arm '{c.Arm}'; nearest: {Nearest(c.Arm, arms)}."
                : $"{file} has no '{c.Metric}' of the arm '{c.Arm}'; nearest: "
                    + $"{Nearest(c.Metric, IsLong ? metrics : source.Columns)}.")
                .Distinct()));
        }
    }

    private static void Keep(HashSet<string> names, string? name)
    {
        if (name is not null && names.Count < Most)
        {
            names.Add(name);
        }
    }

    private static string Nearest(string name, IEnumerable<string> known) =>
        Suggestions.Nearest(name, known, 3) is { Count: > 0 } nearest ? string.Join(", ", nearest) : "none";

    private int Needed(TableLayout layout, string column) => source.SlotOf(Find(layout.NameOf(column))
        ?? throw Missing(layout.NameOf(column),
            $"if it has another name, say 'columns: {{{column}: NAME}}' in the claims file"));

    private int MetricColumn(string name) => source.SlotOf(source.Has(name) ? name
        : throw Missing(name, "a claim needs that metric (a long table has the columns 'metric' and 'value' instead)"));

    /// <summary>The column of a name, whatever its case if there is but one; null: there is none.</summary>
    private string? Find(string name) => source.Columns.Contains(name) ? name
        : source.Columns.Where(c => c.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray() is [var only] ? only
        : null;

    private AuditException Missing(string column, string why) => new(
        $"{file} has no column '{column}'; nearest: {Nearest(column, source.Columns)}. The header has "
        + $"{string.Join(", ", source.Columns.Take(20))}"
        + (source.Columns.Any(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? "; if that is a run, put a line with the columns' names before it."
            : $"; {why}."));
}
