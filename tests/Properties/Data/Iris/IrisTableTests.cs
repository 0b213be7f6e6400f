using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data;
using Pruning.Shared.Data.Iris;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Iris;

public sealed class IrisTableTests
{
    private const string Header = "sepal_length,sepal_width,petal_length,petal_width,species";
    private const string Good =
        Header + "\n5.1,3.5,1.4,0.2,setosa\n7.0,3.2,4.7,1.4,versicolor\n6.3,3.3,6.0,2.5,virginica\n";

    private static readonly string[] Columns = Header.Split(',');

    [Fact]
    public void Read_GoodTable_GivesItsFlowers()
    {
        Flower[] flowers = [new(5.1, 3.5, 1.4, 0.2, 0), new(7.0, 3.2, 4.7, 1.4, 1), new(6.3, 3.3, 6.0, 2.5, 2)];
        Assert.Equal(flowers, Read(Good));
        Assert.Equal(flowers, Read(Good.ReplaceLineEndings("\r\n").TrimEnd()));
    }

    [Fact]
    public void Read_ColumnsInAnyOrder_GivesTheSameFlowers() => Cases.Check(
        Gen.Shuffle(Enumerable.Range(0, 5).ToArray()),
        order =>
        {
            var lines = Good.TrimEnd('\n').Split('\n').Select(line => line.Split(','));
            var shuffled = lines.Select(fields => string.Join(',', order.Select(i => fields[i])));
            Assert.Equal(Read(Good), Read(string.Join('\n', shuffled)));
        });

    [Fact]
    public void Read_ColumnMissing_NamesIt() => Assert.All(
        Columns,
        column => Assert.Contains($"column '{column}' is missing", Error(Good.Replace(column, "other"))));

    [Theory]
    [InlineData("5.1", "NA", "row 1, column 'sepal_length': 'NA' is not a positive number")]
    [InlineData("3.2", "0", "row 2, column 'sepal_width': '0' is not a positive number")]
    [InlineData("4.7", "4,7", "row 2, column 'species': '1.4' is none of setosa, versicolor, virginica")]
    [InlineData("2.5", "", "row 3, column 'petal_width': the field is missing")]
    [InlineData(
        "virginica",
        "Iris-virginica",
        "row 3, column 'species': 'Iris-virginica' is none of setosa, versicolor, virginica")]
    [InlineData(",setosa", "", "row 1, column 'species': the field is missing")]
    public void Read_OneFieldSpoilt_NamesRowAndColumn(string good, string bad, string expected) =>
        Assert.Equal($"some.csv, {expected}.", Error(Good.Replace(good, bad, StringComparison.Ordinal)));

    [Fact]
    public void Read_AnyFieldReplacedByJunk_NamesThatRowAndColumn() => Cases.Check(
        from row in Gen.Choose(1, 3)
        from column in Gen.Choose(0, 4)
        from junk in Gen.Elements("x", "-1", "0", "NaN", "∞", "1e999", "0x10", "NA", "Setosa", " ", "\t", "\"\"")
        select (row, column, junk),
        c =>
        {
            var lines = Good.Split('\n');
            var fields = lines[c.row].Split(',');
            fields[c.column] = c.junk;
            lines[c.row] = string.Join(',', fields);
            Assert.StartsWith(
                $"some.csv, row {c.row}, column '{Columns[c.column]}': ",
                Error(string.Join('\n', lines)),
                StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData(Header + "\n")]
    public void Read_NoFlower_SaysWhatIsExpected(string text) =>
        Assert.Contains("a header and rows are expected", Error(text), StringComparison.Ordinal);

    private static IReadOnlyList<Flower> Read(string text)
    {
        using var reader = new StringReader(text);
        return IrisTable.Read(reader, "some.csv");
    }

    private static string Error(string text) => Assert.Throws<DataException>(() => Read(text)).Message;
}
