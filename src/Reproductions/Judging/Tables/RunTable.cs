using System.Security.Cryptography;
using Pruning.Reproductions.Judging.Claims;
using Pruning.Shared.Files;

namespace Pruning.Reproductions.Judging.Tables;

/// <summary>
/// The numbers that claims need of a table of runs, by metric of an arm and by seed. The table is read row by row;
/// everything else in it is skipped.
/// </summary>
internal sealed class RunTable
{
    private readonly Dictionary<Cell, Dictionary<Seed, (double Value, long Place)>> values = [];
    private readonly string placeIs;

    private RunTable(string file, string digest, string placeIs) =>
        (File, Digest, this.placeIs) = (file, digest, placeIs);

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>SHA-256 of the file, in hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Number of rows, the header and empty ones aside.</summary>
    public long Rows { get; private set; }

    /// <summary>What the seeds are called.</summary>
    public SeedNames Seeds { get; } = new();

    /// <summary>Reads a table.</summary>
    /// <param name="wanted">The numbers to keep.</param>
    /// <exception cref="AuditException">A row is wrong, or what is wanted is not there.</exception>
    public static RunTable Read(string path, TableLayout layout, IReadOnlySet<Cell> wanted)
    {
        var file = Path.GetFileName(path);
        using var stream = OrdinaryFile.OpenRead(path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(stream));
        stream.Position = 0;
        using var source = TableSource.Open(stream, file);
        var table = new RunTable(file, digest, source.PlaceIs);
        var names = new Names(source, layout, wanted, file);
        var numbers = new NumberReader(layout.Decimal
            ?? (source.MayHaveDecimalCommas ? null : DecimalMark.Point));
        while (source.Read())
        {
            table.Rows++;
            foreach (var (cell, slot) in names.OfRow())
            {
                table.Add(cell, source.Text(names.Seed), source.Text(slot), source.Place, layout, numbers);
            }
        }

        numbers.Finish();
        names.CheckFound(table.values.Keys);
        table.Seeds.Finish(table.values.Values.SelectMany(v => v.Keys));
        return table;
    }

    /// <summary>The values of a metric of an arm, by seed.</summary>
    public IReadOnlyDictionary<Seed, double> Of(Cell cell) => values[cell].ToDictionary(v => v.Key, v => v.Value.Value);

    /// <summary>Where a value stands: <c>line 7</c>.</summary>
    public string PlaceOf(Cell cell, Seed seed) => $"{placeIs} {values[cell][seed].Place}";

    private void Add(
        Cell cell, string? seed, string? value, long place, TableLayout layout, NumberReader numbers)
    {
        var at = $"{File}, {placeIs} {place}";
        var number = Seeds.Read(seed, at);
        var read = value is { } text ? numbers.Read(text, $"{at}, {cell.Metric} of {cell.Arm}")
            : layout.EmptyIsDiverged ? double.NaN
            : throw new AuditException($"{at}: '{cell.Metric}' of '{cell.Arm}' is empty for seed "
                + $"{Seeds.NameOf(number)}. Write NaN if that run diverged, or say 'empty: diverged' in the claims "
                + "file; leave the row out by 'where', or remove it, if there was no such run.");
        if (!values.TryGetValue(cell, out var bySeed))
        {
            values[cell] = bySeed = [];
        }

        if (!bySeed.TryAdd(number, (read, place)))
        {
            throw new AuditException($"{at}: seed {Seeds.NameOf(number)} of '{cell.Arm}' has '{cell.Metric}' "
                + $"already in {PlaceOf(cell, number)}. Keep one row of a run (the last step, say), choose rows with "
                + "'where' in the claims file, or give each run a seed of its own.");
        }
    }
}
