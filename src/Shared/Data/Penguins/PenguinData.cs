using System.Globalization;

namespace Pruning.Shared.Data.Penguins;

/// <summary>The penguins as inputs of a net, and the published split of them.</summary>
public sealed class PenguinData
{
    private const string File = "penguins.csv";
    private const string Sha256 = "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93";
    private static readonly Lazy<PenguinData> Loaded = new(() => new(ReadTable()));

    private PenguinData(IReadOnlyList<Penguin> penguins)
    {
        Penguins = penguins;
        var inputs = penguins.SelectMany(Inputs).Select(x => (float)x).ToArray();
        Examples = new("penguins", 12, PenguinTable.Species.Count, inputs, [.. penguins.Select(p => p.Species)]);
        PublishedSplit = Split.Cut(PublishedOrder(), 200, 100, 33);
    }

    /// <summary>The embedded table, read once.</summary>
    /// <exception cref="DataException">The embedded file is not the known one.</exception>
    public static PenguinData Instance => Loaded.Value;

    /// <summary>The 333 complete rows in the file's order.</summary>
    public IReadOnlyList<Penguin> Penguins { get; }

    /// <summary>[333 × 12]: island one-hot, four scaled measurements, sex one-hot, year one-hot.</summary>
    public DataSet Examples { get; }

    /// <summary>Rows 0-199, 200-299 and 300-332 of the published shuffle.</summary>
    public Split PublishedSplit { get; }

    /// <summary>The twelve inputs of one penguin; measurements divided by 50 mm, 20 mm, 200 mm and 5000 g.</summary>
    private static IEnumerable<double> Inputs(Penguin p) =>
    [
        .. OneHot(p.Island, 3),
        p.BillLength / 50, p.BillDepth / 20, p.FlipperLength / 200, p.BodyMass / 5000,
        .. OneHot(p.Sex, 2),
        .. OneHot(p.Year, 3),
    ];

    private static IEnumerable<double> OneHot(int index, int length) =>
        Enumerable.Range(0, length).Select(i => i == index ? 1.0 : 0.0);

    private static IReadOnlyList<Penguin> ReadTable()
    {
        using var text = Embedded.Text(File, Sha256);
        return PenguinTable.Read(text, File);
    }

    private int[] PublishedOrder()
    {
        var place = Penguins.Select((p, i) => (p.Row, i)).ToDictionary(x => x.Row, x => x.i);
        using var text = Embedded.Text("published-order.txt");
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => place[int.Parse(line, CultureInfo.InvariantCulture)])];
    }
}
