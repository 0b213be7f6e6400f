using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>Tables of a replicate on their way through the ledger.</summary>
public sealed class TableLedgerTests : IDisposable
{
    private static readonly LedgerKey Key = new("document/experiment", "primary", "init=paired", "exact-1", "science");
    private static readonly string[] Classes = ["cat", "dog", "a \"é|\n\u2028"];

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Ledger_TableBeforeAndAfterReopening_IsTheSame()
    {
        var table = new NamedTable("true class", "predicted class", Classes, Classes,
            [1, 0, -0.0, 1.0 / 3, 60_000, double.NaN, 1e300, 1e-30, 7]);
        NamedTable before;
        using (var ledger = place.Open())
        {
            ledger.Append(Key, [With(("a.confusion", table))]);
            before = ledger.Find(Key, 1)!.Tables["a.confusion"];
        }

        using var again = place.Open();
        var after = again.Find(Key, 1)!.Tables["a.confusion"];
        Assert.Equal([1, 0, -0.0, (float)(1.0 / 3), 60_000, double.NaN, double.NaN, 1e-30f, 7], after.Values);
        Assert.Equal(before.Values.Select(BitConverter.DoubleToInt64Bits),
            after.Values.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(("true class", "predicted class", 0, null),
            (after.RowsAre, after.ColumnsAre, after.PictureWidth, after.Marks));
        Assert.Equal(Classes, after.Rows);
        Assert.Equal(Classes, after.Columns);
        Assert.Empty(place.Warnings);
    }

    [Fact]
    public void Ledger_AnyPictures_ComeBackWithTheirMarks()
    {
        var random = new Random(20260);
        for (var i = 0; i < 100; i++)
        {
            var (count, height, width) = (random.Next(0, 5), random.Next(1, 4), random.Next(1, 4));
            float[] values = [.. Enumerable.Range(0, count * height * width)
                .Select(_ => (random.NextSingle() * 2) - 1)];
            bool[] marked = [.. values.Select(_ => random.Next(2) == 0)];
            var pictures = NamedTable.Pictures("kernel", [.. Enumerable.Range(1, count).Select(k => $"{k}")], height,
                width, [.. values.Select(v => (double)v)], i % 3 == 0 ? null : new("pruned", marked));
            var back = Read(LedgerLine.Of(Key, With(("a.kernels", pictures))).ToJson()).Tables["a.kernels"];
            Assert.Equal(values.Select(v => (double)v), back.Values);
            Assert.Equal((width, height * width), (back.PictureWidth, back.Columns.Count));
            Assert.Equal(i % 3 == 0 ? null : marked, back.Marks?.At);
        }
    }

    [Fact]
    public void Ledger_Scatter_ComesBackAsPoints()
    {
        var points = NamedTable.Scatter("filter", ["conv1 1", "conv1 2", "conv2 1"], "taylor", "oracle",
            [0.5, double.NaN, -2], [1, 2, 4]);
        var back = Read(LedgerLine.Of(Key, With(("a.scores", points))).ToJson()).Tables["a.scores"];
        Assert.Equal(TableView.Scatter, back.View);
        Assert.Equal(["conv1 1", "conv1 2", "conv2 1"], back.Rows);
        Assert.Equal(["taylor", "oracle"], back.Columns);
        Assert.Equal([0.5, 1, double.NaN, 2, -2, 4], back.Values);
    }

    [Fact]
    public void Line_OtherTables_DoNotNameTheirView()
    {
        var pictures = NamedTable.Pictures("kernel", ["1"], 1, 2, [1, 2]);
        var plain = new NamedTable("r", "c", ["a"], ["b"], [1]);
        var json = LedgerLine.Of(Key, With(("a.kernels", pictures), ("a.plain", plain))).ToJson();
        Assert.DoesNotContain("view", json);
        var back = Read(json).Tables;
        Assert.Equal((TableView.Pictures, TableView.Heat), (back["a.kernels"].View, back["a.plain"].View));
    }

    [Fact]
    public void Line_WithoutTables_IsAsBeforeThereWereAny()
    {
        var json = LedgerLine.Of(Key, LedgerTests.Small(1)).ToJson();
        Assert.False(JsonNode.Parse(json)!.AsObject().ContainsKey("tables"));
        Assert.Empty(Read(json).Tables);
    }

    [Fact]
    public void Line_ThirtyTwoKernels_TakesLittleMoreThanTheirFigures()
    {
        var values = Enumerable.Range(0, 288).Select(i => (double)(float)Math.Sin(i)).ToArray();
        var pictures = NamedTable.Pictures("kernel", [.. Enumerable.Range(1, 32).Select(k => $"{k}")], 3, 3, values,
            new("pruned", [.. values.Select(v => v < 0)]));
        Assert.InRange(LedgerLine.Of(Key, With(("a.kernels", pictures))).ToJson().Length, 1, 4500);
    }

    [Theory]
    [InlineData("\"scatter\"", "\"stars\"")]
    [InlineData("\"scatter\"", "7")]
    [InlineData("\"scatter\"", "\"pictures\"")]
    [InlineData("\"pictureWidth\":0", "\"pictureWidth\":2")]
    [InlineData("[\"x\",\"y\"]", "[\"x\",\"y\",\"z\",\"w\"]")]
    public void Parse_DamagedScatter_IsRefused(string field, string damaged)
    {
        var points = NamedTable.Scatter("filter", ["1", "2"], "x", "y", [1, 2], [3, 4]);
        var json = LedgerLine.Of(Key, With(("a.scores", points))).ToJson();
        Assert.Contains(field, json);
        Assert.Throws<JsonException>(() => Read(json.Replace(field, damaged)));
    }

    [Theory]
    [InlineData("\"values\":[1,2,", "\"values\":[1,")]
    [InlineData("\"rows\":[\"1\",", "\"rows\":[null,")]
    [InlineData("\"rows\":[\"1\",", "\"rows\":[\"1\",\"1b\",")]
    [InlineData("\"columns\":[", "\"columns\":7,\"was\":[")]
    [InlineData("\"pictureWidth\":2", "\"pictureWidth\":3")]
    [InlineData("\"pictureWidth\":2", "\"pictureWidth\":-2")]
    [InlineData("\"mark\":\"pruned\"", "\"mark\":null")]
    [InlineData("\"marked\":\"8:", "\"marked\":\"7:")]
    [InlineData("\"marked\":\"8:", "\"marked\":\"88:")]
    [InlineData("\"a.kernels\":{", "\"a.kernels\":null,\"b\":{")]
    [InlineData("\"tables\":{", "\"tables\":[],\"was\":{")]
    public void Open_DamagedTable_PassesTheLineOver(string field, string damaged)
    {
        using (var written = place.Open())
        {
            var pictures = NamedTable.Pictures("kernel", ["1", "2"], 2, 2, [1, 2, 3, 4, 5, 6, 7, 8],
                new("pruned", [true, false, false, false, false, false, false, true]));
            written.Append(Key, [.. Enumerable.Range(1, 3)
                .Select(seed => With(("a.kernels", pictures)) with { Seed = seed })]);
        }

        var lines = File.ReadAllLines(place.LedgerFile);
        Assert.Contains(field, lines[1]);
        lines[1] = lines[1].Replace(field, damaged);
        File.WriteAllLines(place.LedgerFile, lines);
        using var ledger = place.Open();
        Assert.Equal([1, 3], Enumerable.Range(1, 3).Where(seed => ledger.Find(Key, seed) is not null));
        Assert.Contains("line 2", Assert.Single(place.Warnings));
    }

    [Fact]
    public void NamedTable_ThatDoesNotFit_IsRefused()
    {
        Assert.Contains("3 values do not fill 2 rows (true class) of 2 columns",
            Refusal(() => new NamedTable("true class", "predicted class", ["a", "b"], ["a", "b"], [1, 2, 3])));
        Assert.Contains("2 marks do not fit", Refusal(() =>
            new NamedTable("r", "c", ["a"], ["b"], [1], 0, new("pruned", [true, false]))));
        Assert.Contains("do not form pictures 2 wide", Refusal(() =>
            new NamedTable("r", "c", ["a"], ["1", "2", "3"], [1, 2, 3], 2)));
        Assert.Contains("2 values across and 1 up do not fit 2 points (filter)", Refusal(() =>
            NamedTable.Scatter("filter", ["a", "b"], "x", "y", [1, 2], [3])));
        Assert.Contains("not the coordinates of points", Refusal(() =>
            new NamedTable("r", "c", ["a"], ["1"], [1], view: TableView.Scatter)));
        Assert.Contains("does not suit the view Pictures", Refusal(() =>
            new NamedTable("r", "c", ["a"], ["1"], [1], view: TableView.Pictures)));
        Assert.Contains("name is null", Refusal(() => new NamedTable("r", "c", [null!], ["b"], [1])));

        static string Refusal(Func<NamedTable> make) => Assert.Throws<ArgumentException>(make).Message;
    }

    private static Replicate With(params (string Name, NamedTable Table)[] tables) =>
        LedgerTests.Small(1) with { Tables = tables.ToDictionary(t => t.Name, t => t.Table) };

    private static Replicate Read(string json) => LedgerLine.Parse(Encoding.UTF8.GetBytes(json)).ToReplicate();
}
