using Pruning.Shared.Randomness;

namespace Pruning.Shared.Data.Iris;

/// <summary>
/// 150 irises, 50 of each species: R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of
/// Eugenics 7 (1936), table I, measured by E. Anderson. The rows stand in the table's order, species by species.
/// </summary>
/// <remarks>
/// The values are Fisher's as R's <c>datasets::iris</c> (4.2.2) and scikit-learn's <c>load_iris</c> (1.2.1) give them;
/// the two agree in every figure. The file of the UCI repository, from which many copies stem, differs in rows 35 and
/// 38 (counted from 1), as its own description says: it has 4.9, 3.1, 1.5, <b>0.1</b> for 4.9, 3.1, 1.5, 0.2 and 4.9,
/// <b>3.1</b>, <b>1.5</b>, 0.1 for 4.9, 3.6, 1.4, 0.1.
/// </remarks>
public sealed class IrisData
{
    private const string File = "iris.csv";
    private const string Sha256 = "9cc1c345c71bcc9b486b74cbf6063fa66f4bb5e0f603a4b3c3471ec2e5e8e355";
    private static readonly Lazy<IrisData> Loaded = new(() => new(ReadTable()));

    private IrisData(IReadOnlyList<Flower> flowers) => Flowers = flowers;

    /// <summary>The embedded table, read once.</summary>
    /// <exception cref="DataException">The embedded file is not the known one.</exception>
    public static IrisData Instance => Loaded.Value;

    /// <summary>The 150 flowers in the table's order.</summary>
    public IReadOnlyList<Flower> Flowers { get; }

    private int[] Labels => [.. Flowers.Select(f => f.Species)];

    /// <summary>[150 × 4]: length and width of the sepal, length and width of the petal.</summary>
    /// <param name="unit">What they are measured in, in cm.</param>
    public DataSet ExamplesIn(double unit)
    {
        var lengths = Flowers.SelectMany(f => new[] { f.SepalLength, f.SepalWidth, f.PetalLength, f.PetalWidth });
        return new("iris", 4, IrisTable.Species.Count, [.. lengths.Select(cm => (float)(cm / unit))], Labels);
    }

    /// <summary>
    /// A split drawn from <paramref name="stream"/>: 10 flowers of every species to test, the other 120 to train.
    /// </summary>
    public Split Draw(RandomStream stream) => Split.Stratified(Labels, 10, stream);

    private static IReadOnlyList<Flower> ReadTable()
    {
        using var text = Embedded.Text(File, Sha256);
        return IrisTable.Read(text, File);
    }
}
