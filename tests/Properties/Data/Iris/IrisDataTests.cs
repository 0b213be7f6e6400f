using Pruning.Shared.Data;
using Pruning.Shared.Data.Iris;
using Xunit;

namespace Pruning.Tests.Properties.Data.Iris;

public sealed class IrisDataTests
{
    private const string Sha256 = "9cc1c345c71bcc9b486b74cbf6063fa66f4bb5e0f603a4b3c3471ec2e5e8e355";

    private static IrisData Data => IrisData.Instance;

    [Fact]
    public void Embedded_Table_IsTheKnownFileAndNoOther()
    {
        using var text = Embedded.Text("iris.csv", Sha256);
        Assert.Equal("sepal_length,sepal_width,petal_length,petal_width,species", text.ReadLine());

        var other = Sha256.Replace('9', '8');
        var message = Assert.Throws<DataException>(() => Embedded.Text("iris.csv", other)).Message;
        Assert.StartsWith($"iris.csv: SHA-256 is {Sha256}, expected {other}.", message, StringComparison.Ordinal);
        Assert.Contains("build again", message, StringComparison.Ordinal);
        Assert.Contains("no.csv", Assert.Throws<DataException>(() => Embedded.Text("no.csv", other)).Message);
    }

    [Fact]
    public void Flowers_BySpecies_AreFiftyEachInTheOrderOfTheTable()
    {
        Assert.Equal(["setosa", "versicolor", "virginica"], IrisTable.Species);
        Assert.Equal(Enumerable.Range(0, 150).Select(i => i / 50), Data.Flowers.Select(f => f.Species));
    }

    [Fact]
    public void Flowers_RowsThatCopiesGetWrong_AreFishers()
    {
        // Counted from 1; the UCI repository's file has a petal 0.1 wide in row 35, and 3.1 and 1.5 in row 38.
        Assert.Equal(new(4.9, 3.1, 1.5, 0.2, 0), Data.Flowers[35 - 1]);
        Assert.Equal(new(4.9, 3.6, 1.4, 0.1, 0), Data.Flowers[38 - 1]);
    }

    [Theory]
    [InlineData(0, 5.006, 3.428, 1.462, 0.246)]
    [InlineData(1, 5.936, 2.770, 4.260, 1.326)]
    [InlineData(2, 6.588, 2.974, 5.552, 2.026)]
    public void Flowers_MeansOfASpecies_AreThePublishedOnes(
        int species, double sepalLength, double sepalWidth, double petalLength, double petalWidth)
    {
        var flowers = Data.Flowers.Where(f => f.Species == species).ToArray();
        Assert.Equal(sepalLength, flowers.Average(f => f.SepalLength), 1e-9);
        Assert.Equal(sepalWidth, flowers.Average(f => f.SepalWidth), 1e-9);
        Assert.Equal(petalLength, flowers.Average(f => f.PetalLength), 1e-9);
        Assert.Equal(petalWidth, flowers.Average(f => f.PetalWidth), 1e-9);
    }

    [Fact]
    public void Examples_InDecimetres_LieBetweenZeroAndOneInTheOrderOfTheColumns()
    {
        var examples = Data.ExamplesIn(unit: 10);
        Assert.Equal((4, 3, 150, "iris"), (examples.Features, examples.Classes, examples.Count, examples.Name));
        Assert.Equal([0.51f, 0.35f, 0.14f, 0.02f, 0.49f, 0.30f], examples.Inputs[..6]);
        Assert.All(examples.Inputs, x => Assert.InRange(x, 0.01f, 0.79f));
        Assert.Equal(Data.Flowers.Select(f => f.Species), examples.Labels);
    }

    [Fact]
    public void Examples_InCentimetres_AreTheTablesFigures() =>
        Assert.Equal([5.9f, 3.0f, 5.1f, 1.8f], Data.ExamplesIn(unit: 1).Inputs[^4..]);
}
