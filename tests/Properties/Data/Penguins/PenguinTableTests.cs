using FsCheck;
using FsCheck.Fluent;
using Pruning.Shared.Data.Penguins;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Properties.Data.Penguins;

public sealed class PenguinTableTests
{
    private static readonly string[] Columns = PenguinCsv.Header.Split(',');

    [Fact]
    public void Read_GoodTable_GivesTheCompleteRows()
    {
        Assert.Equal(
            [new(
                0,
                0,
                0,
                39.1,
                18.7,
                181,
                3750,
                0,
                0), new(1, 1, 1, 51.1, 16.5, 225, 5250, 0, 2), new Penguin(3, 2, 2, 46.5, 17.9, 192, 3500, 1, 1)],
            PenguinCsv.Read(PenguinCsv.Good));
        Assert.Equal(PenguinCsv.Read(PenguinCsv.Good), PenguinCsv.Read(PenguinCsv.Good.ReplaceLineEndings("\r\n")));
        Assert.Equal(PenguinCsv.Read(PenguinCsv.Good), PenguinCsv.Read(PenguinCsv.Good.TrimEnd('\n')));
    }

    [Fact]
    public void Read_ColumnsInAnyOrder_GivesTheSamePenguins() => Cases.Check(
        Gen.Shuffle(Enumerable.Range(0, 8).ToArray()),
        order =>
        {
            var lines = PenguinCsv.Good.TrimEnd('\n').Split('\n').Select(line => line.Split(','));
            var shuffled = lines.Select(fields => string.Join(',', order.Select(i => fields[i])));
            Assert.Equal(PenguinCsv.Read(PenguinCsv.Good), PenguinCsv.Read(string.Join('\n', shuffled)));
        });

    [Theory]
    [InlineData("species")]
    [InlineData("island")]
    [InlineData("bill_length_mm")]
    [InlineData("bill_depth_mm")]
    [InlineData("flipper_length_mm")]
    [InlineData("body_mass_g")]
    [InlineData("sex")]
    [InlineData("year")]
    public void Read_ColumnMissing_NamesIt(string column) =>
        Assert.Contains(
            $"column '{column}' is missing",
            PenguinCsv.Error(PenguinCsv.Good.Replace(column, "other", StringComparison.Ordinal)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("39.1", "long", "row 1, column 'bill_length_mm': 'long' is not a positive number")]
    [InlineData("39.1", "-39.1", "row 1, column 'bill_length_mm': '-39.1' is not a positive number")]
    [InlineData("16.5", "0", "row 2, column 'bill_depth_mm': '0' is not a positive number")]
    [InlineData("225", "NaN", "row 2, column 'flipper_length_mm': 'NaN' is not a positive number")]
    [InlineData("192", "1e999", "row 4, column 'flipper_length_mm': '1e999' is not a positive number")]
    [InlineData("3500", "3.500.0", "row 4, column 'body_mass_g': '3.500.0' is not a positive number")]
    [InlineData("3750", "", "row 1, column 'body_mass_g': the field is missing")]
    [InlineData("Gentoo", "Emperor", "row 2, column 'species': 'Emperor' is none of Adelie, Gentoo, Chinstrap")]
    [InlineData("Chinstrap", "chinstrap", "row 4, column 'species': 'chinstrap' is none of")]
    [InlineData("Dream", "Ross", "row 4, column 'island': 'Ross' is none of Torgersen, Biscoe, Dream")]
    [InlineData("female", "f", "row 4, column 'sex': 'f' is none of male, female")]
    [InlineData("2008", "2010", "row 4, column 'year': '2010' is none of 2007, 2008, 2009")]
    [InlineData("NA,NA,NA,NA,NA,2007", "NA,NA,NA,NA,NA,2006", "row 3, column 'year': '2006' is none of")]
    [InlineData("NA,NA,NA,NA,NA,2007", "NA,NA,heavy,NA,NA,2007", "row 3, column 'flipper_length_mm': 'heavy'")]
    [InlineData(",male,2009", "", "row 2, column 'sex': the field is missing")]
    [InlineData(
        "Chinstrap,Dream,46.5,17.9,192,3500,female,2008", "Chinstrap", "row 4, column 'island': the field is missing")]
    public void Read_OneFieldSpoilt_NamesRowAndColumn(string good, string bad, string expected) =>
        Assert.Contains(
            expected,
            PenguinCsv.Error(PenguinCsv.Good.Replace(good, bad, StringComparison.Ordinal)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\n")]
    [InlineData(PenguinCsv.Header)]
    [InlineData(PenguinCsv.Header + "\n")]
    [InlineData(PenguinCsv.Header + "\nAdelie,Torgersen,NA,NA,NA,NA,NA,2007\n")]
    public void Read_NothingComplete_SaysWhatIsExpected(string text) =>
        Assert.Contains("a header and rows are expected", PenguinCsv.Error(text), StringComparison.Ordinal);

    [Fact]
    public void Read_AnyFieldReplacedByJunk_NamesThatRowAndColumn() => Cases.Check(
        from row in Gen.Elements(1, 2, 4)
        from column in Gen.Choose(0, 7)
        from junk in Gen.Elements("x", "-1", "0", "∞", "1,5", "0x10", "NULL", "na", " ", "\t", "\"\"", "\"1\"\"2\"")
        select (row, column, junk),
        c =>
        {
            var lines = PenguinCsv.Good.Split('\n');
            var fields = lines[c.row].Split(',');
            fields[c.column] = c.junk;
            lines[c.row] = string.Join(',', fields);

            // "1,5" is two fields: its 1 may pass for a number, and the rest is out of place.
            var message = PenguinCsv.Error(string.Join('\n', lines));
            if (c.junk.Contains(',', StringComparison.Ordinal))
            {
                return;
            }

            Assert.Contains($"row {c.row}, column '{Columns[c.column]}'", message, StringComparison.Ordinal);
        });
}
