using System.Globalization;
using Pruning.Shared.Data.Penguins;
using Xunit;

namespace Pruning.Tests.Properties.Data.Penguins;

public sealed class PenguinDataTests
{
    private static PenguinData Data => PenguinData.Instance;

    [Fact]
    public void Penguins_CompleteRows_AreAsManyAsPalmerpenguinsSays()
    {
        // palmerpenguins 0.1.0: 344 penguins, of which 333 without a missing value; of those 146, 119 and 68.
        Assert.Equal(333, Data.Penguins.Count);
        Assert.Equal(["Adelie", "Gentoo", "Chinstrap"], PenguinTable.Species);
        Assert.Equal(
            [146, 119, 68],
            Enumerable.Range(0, 3).Select(species => Data.Penguins.Count(p => p.Species == species)));

        // Of the 344 rows the fourth has no measurements and the ninth to twelfth no sex.
        Assert.Equal([0, 1, 2, 4, 5, 6, 7, 12], Data.Penguins.Take(8).Select(p => p.Row));
        Assert.Equal(343, Data.Penguins[^1].Row);
    }

    [Fact]
    public void Examples_FirstRow_IsTheHandMadeEncoding()
    {
        // Adelie, Torgersen, 39.1 mm, 18.7 mm, 181 mm, 3750 g, male, 2007.
        Assert.Equal(new Penguin(0, 0, 0, 39.1, 18.7, 181, 3750, 0, 2007 - 2007), Data.Penguins[0]);
        Assert.Equal([1, 0, 0, 0.782f, 0.935f, 0.905f, 0.75f, 1, 0, 1, 0, 0], Data.Examples.Inputs[..12]);
        Assert.Equal(0, Data.Examples.Labels[0]);
        Assert.Equal(
            (12, 3, 333, "penguins"),
            (Data.Examples.Features, Data.Examples.Classes, Data.Examples.Count, Data.Examples.Name));
    }

    [Fact]
    public void Examples_EveryRow_IsThreeOneHotsAndFourScaledMeasurements()
    {
        foreach (var x in Data.Examples.Inputs.Chunk(12))
        {
            Assert.All(new[] { x[..3], x[7..9], x[9..] }, oneHot =>
            {
                Assert.Equal(1, oneHot.Sum());
                Assert.All(oneHot, v => Assert.True(v is 0 or 1));
            });
            Assert.All(x[3..7], v => Assert.InRange(v, 0.5f, 1.3f));
        }
    }

    [Fact]
    public void PublishedSplit_TheThreeLists_AreAPartitionOfAllRows()
    {
        var split = Data.PublishedSplit;
        Assert.Equal((200, 100, 33), (split.Train.Length, split.Validation.Length, split.Test.Length));
        Assert.Equal(Enumerable.Range(0, 333), split.Train.Concat(split.Validation).Concat(split.Test).Order());
    }

    [Theory]
    [InlineData(0, "0,1,0|0,1,0,1.022,0.825,1.125,1.05,1,0,0,0,1")]
    [InlineData(1, "1,0,0|0,0,1,0.712,0.875,0.955,0.635,0,1,0,0,1")]
    [InlineData(2, "1,0,0|0,0,1,0.822,0.905,1.025,0.86,1,0,0,1,0")]
    public void PublishedSplit_FirstRows_ReadAsPrintedInThePublishedFile(int place, string printed)
    {
        var row = Data.PublishedSplit.Train[place];
        var label = Enumerable.Range(0, 3).Select(k => k == Data.Examples.Labels[row] ? 1f : 0f);
        Assert.Equal(printed, $"{Text(label)}|{Text(Data.Examples.Inputs.Skip(row * 12).Take(12))}");
    }

    private static string Text(IEnumerable<float> values) =>
        string.Join(',', values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
}
