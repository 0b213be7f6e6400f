using System.Globalization;
using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Pruning.Reproductions.Auditing;
using Xunit;

namespace Pruning.Tests.Reproductions.Judging;

/// <summary>
/// The same runs in every form that a table may have give the same figures; what is unclear is refused.
/// </summary>
public sealed class TableFormsTests : IDisposable
{
    private static readonly string Claims = Table.Direction("runs: 8");

    private readonly Table table = new();

    public void Dispose() => table.Dispose();

    /// <summary>Forms of the table of <see cref="Table.Long"/>.</summary>
    public static TheoryData<string, string> Forms() => new()
    {
        { "long", Table.Long() },
        { "semicolons", Table.Long(";") },
        { "tabs", Table.Long("\t") },
        { "bars", Table.Long("|") },
        { "byte order mark", "\uFEFF" + Table.Long() },
        { "CRLF", Table.Long().Replace("\n", "\r\n") },
        { "no line feed at the end", Table.Long().TrimEnd() },
        { "a spreadsheet's hint", "sep=;\n" + Table.Long(";") },
        { "decimal commas", Table.Long(";", v => v.ToString(CultureInfo.InvariantCulture).Replace('.', ',')) },
        { "quotes", Table.Long(",", v => FormattableString.Invariant($"\"{v}\"")).Replace("loss", "\"loss\"") },
        { "spaces", Table.Long(" , ") },
        { "empty lines", Table.Long().Replace("3,a", "\n  \n,,,\n3,a") },
        { "capitals", Table.Long().Replace("seed,arm,metric,value", "Seed,Arm,Metric,VALUE") },
        { "columns more", string.Concat(Table.Long().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select((line, i) => i == 0 ? $"host,{line},note\n" : $"\"gpu \"\"7\"\", right\",{line},two\n")) },
        { "other arms and metrics", Table.Long() + "1,c,loss,none\n1,a,name,résumé\nfirst,c,x,\n" },
        { "exponents", Table.Long(",", v => v.ToString("E16", CultureInfo.InvariantCulture)) },
        { "floats for seeds", Table.Long().Replace("\n3,", "\n3.0,") },
        { "seeds in R's way", Table.Long().Replace("\n3,", "\n3e+00,") },
        { "separators at the end of every row", Table.Long().Replace("\n", ",\n") },
        { "a separator at the end of the header", "seed,arm,metric,value," + Table.Long()[21..] },
        { "objects in JSON lines", Lines(oneFigure: true) + "{\"id\":{\"arm\":{\"a\":1}}}\n" },
        { "wide", Wide(",") },
        { "wide, semicolons", Wide(";") },
        { "JSON lines", Lines(oneFigure: true) },
        { "JSON lines, wide", Lines(oneFigure: false) },
        { "JSON lines, numbers as texts", Lines(oneFigure: true).Replace("10.5", "\"10.5\"") },
        { "sorted otherwise", string.Join('\n', Table.Long().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Index().OrderBy(l => l.Index == 0 ? 0 : 100 - l.Index).Select(l => l.Item)) },
    };

    /// <summary>Each would give another figure than the file's, or none.</summary>
    [Theory]
    [InlineData("1,a,loss,0.0625", "1,a,loss,0.0625\0", "not a table of text: byte 38 is zero")]
    [InlineData("1,a,loss,0.0625", "1,a,loss,1e999", "line 2, loss of a: '1e999' is not a number here. It is beyond")]
    [InlineData("1,a,loss,0.0625", "1,a,loss,-1E+400", "line 2, loss of a: '-1E+400' is not a number here")]
    [InlineData("seed,arm,metric,value", "\0\0", "byte 1 is zero")]
    public void Judge_NumberThatDotNetWouldReadOtherwise_IsRefused(string text, string damaged, string said) =>
        Assert.Contains(said, table.Refused(Claims, Table.Long().Replace(text, damaged)));

    [Theory]
    [InlineData("\"value\":", "\"value\":1,\"value\":", "line 1: not a JSON object", "'value'")]
    [InlineData("\"seed\":1,", "\"seed\":1,\"seed\":1,", "line 1: not a JSON object", "'seed'")]
    [InlineData("\"arm\":\"a\"", "\"arm\":\"\\ud800\"", "line 1", "half of a character")]
    [InlineData("\"metric\":", "\"\\udfff\":0,\"metric\":", "line 1", "half of a character")]
    [InlineData("\"seed\":1,", "\"seed\":\"1\\u0000\",", "line 1", "the seed holds a zero character")]
    [InlineData("\"value\":0.0625", "\"value\":\"0.0625\\u0000\"", "line 1", "is not a number")]
    [InlineData("\"value\":0.0625", "\"value\":1e999", "line 1", "is not a number")]
    public void Judge_JsonLineThatIsAmbiguousOrBroken_IsRefused(
        string text, string damaged, string where, string why)
    {
        var lines = Lines(oneFigure: true);
        Assert.Contains(text, lines);
        var at = lines.IndexOf(text, StringComparison.Ordinal);
        var refusal = table.Refused(Claims, lines[..at] + damaged + lines[(at + text.Length)..]);
        Assert.Contains(where, refusal);
        Assert.Contains(why, refusal);
    }

    [Fact]
    public void Judge_ParquetOfAnImpossibleLength_IsRefused() => Assert.Contains("cannot be read as Parquet",
        table.Refused(Claims, "PAR1\u007f\u007f\u007f\u007fPAR1"));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Judge_AnyForm_GivesTheFiguresOfTheRuns(string form, string runs)
    {
        var claim = table.Judge(Claims, runs);
        Assert.True(claim.Verdict == Verdict.Reproduced, form);
        AssertRuns(claim);
    }

    [Fact]
    public void Judge_Utf16_IsReadByItsMark() =>
        AssertRuns(table.Judge(Claims,
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Table.Long("\t"))]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Judge_Parquet_GivesTheFiguresOfTheRuns(bool nullable)
    {
        int?[] seeds = [.. Enumerable.Range(1, 8).SelectMany(s => new int?[] { s, s })];
        string[] arms = [.. seeds.Select((_, i) => i % 2 == 0 ? "a" : "b")];
        double?[] losses = [.. seeds.Select((s, i) => i % 2 == 0 ? s / 16.0 : 10 + (s / 8.0))];
        var stream = new MemoryStream();
        var schema = new ParquetSchema(new DataField("seed", typeof(int), nullable),
            new DataField("arm", typeof(string)), new DataField("loss", typeof(double), nullable));
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream,
            cancellationToken: TestContext.Current.CancellationToken))
        {
            // Two row groups, as of a file that was appended to.
            var cancel = TestContext.Current.CancellationToken;
            foreach (var part in new[] { ..10, 10.. })
            {
                using var group = writer.CreateRowGroup();
                var fields = schema.DataFields;
                await (nullable
                    ? group.WriteAsync<int>(fields[0], seeds[part].AsMemory(), cancellationToken: cancel)
                    : group.WriteAsync<int>(fields[0], seeds[part].Select(s => s!.Value).ToArray().AsMemory(),
                        cancellationToken: cancel));
                await group.WriteAsync(fields[1], arms[part]);
                await (nullable
                    ? group.WriteAsync<double>(fields[2], losses[part].AsMemory(), cancellationToken: cancel)
                    : group.WriteAsync<double>(fields[2], losses[part].Select(s => s!.Value).ToArray().AsMemory(),
                        cancellationToken: cancel));
            }
        }

        AssertRuns(table.Judge(Claims, stream.ToArray()));
    }

    [Fact]
    public void Judge_FieldsOfObjectsInJsonLines_AreColumnsWithDots()
    {
        var nested = string.Concat(Enumerable.Range(1, 8)
            .SelectMany(s => new[] { ("a", s / 16.0), ("b", 10 + (s / 8.0)) }.Select(r => JsonSerializer.Serialize(new
            {
                config = new { seed = s, method = new { name = r.Item1 } },
                summary = new { loss = r.Item2 },
            }) + "\n")));
        AssertRuns(table.Judge(Table.Direction("runs: 8\ncolumns: { seed: config.seed, arm: config.method.name }")
            .Replace("metric: loss", "metric: summary.loss"), nested));
        Assert.Contains("no column 'seed'; nearest: config.seed", table.Refused(Claims, nested));
    }

    [Fact]
    public void Judge_TrueAndFalse_AreOneAndZero()
    {
        var claim = table.Judge(Table.OfRule("{ kind: measurement, quantity: { metric: there, arm: a } }"),
            "seed,arm,there\n1,a,True\n2,a,false\n3,a,TRUE\n4,a,1\n");
        Assert.Equal([1, 0, 1, 1], claim.Primary.Judgement.Values);
    }

    /// <summary>The types in which data frames store whole numbers, fractions and names.</summary>
    [Fact]
    public async Task Judge_ParquetOfOtherTypes_GivesTheFiguresOfTheRuns()
    {
        long?[] seeds = [.. Enumerable.Range(1, 8).SelectMany(s => new long?[] { s, s }), null];
        string[] arms = [.. seeds.Select((_, i) => i == 16 ? "other" : i % 2 == 0 ? "a" : "b")];
        double[] losses = [.. Enumerable.Range(0, 17).Select(i => i % 2 == 0 ? ((i / 2) + 1) / 16.0
            : 10 + (((i / 2) + 1) / 8.0))];
        var fields = new[] { new DataField("seed", typeof(long), isNullable: true),
            new DataField("arm", typeof(string)), new DataField("loss", typeof(float)),
            new DecimalDataField("exact", 18, 6), new DataField("notes", typeof(DateTime)) };
        var stream = new MemoryStream();
        var cancel = TestContext.Current.CancellationToken;
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream,
            cancellationToken: cancel))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<long>(fields[0], seeds.AsMemory(), cancellationToken: cancel);
            await group.WriteAsync(fields[1], arms);
            await group.WriteAsync<float>(fields[2], losses.Select(l => (float)l).ToArray().AsMemory(),
                cancellationToken: cancel);
            await group.WriteAsync<decimal>(fields[3], losses.Select(l => (decimal)l).ToArray().AsMemory(),
                cancellationToken: cancel);
            await group.WriteAsync<DateTime>(fields[4], losses.Select(_ => DateTime.UnixEpoch).ToArray().AsMemory(),
                cancellationToken: cancel);
        }

        AssertRuns(table.Judge(Claims, stream.ToArray()));
        AssertRuns(table.Judge(Claims.Replace("metric: loss", "metric: exact"), stream.ToArray()));
        Assert.Contains("'notes' holds DateTime", Assert.Throws<AuditException>(() =>
            table.Judge(Claims.Replace("metric: loss", "metric: notes"), stream.ToArray())).Message);
    }

    [Theory]
    [InlineData("PAR1 and then nothing of the kind", "Parquet")]
    [InlineData("PK\u0003\u0004", "Save it as CSV")]
    [InlineData("", "empty")]
    [InlineData("\n\n", "empty")]
    [InlineData("[{\"seed\":1}]", "one object a line")]
    [InlineData("{\"seed\":1,\"arm\":\"a\"\n", "line 1")]
    [InlineData("{\"seed\":1,\"arm\":\"a\",\"loss\":1}\n[1]", "line 2")]
    [InlineData("seed,arm,metric,value\n", "no rows")]
    [InlineData("seed,arm,metric,value\n1,a,\"loss,1\n2,a,loss,1\n", "line 2")]
    [InlineData("seed,arm,metric,value\n1,a,loss,0,47\n", "line 2: 5 fields, but the header has 4.")]
    [InlineData("seed,arm,metric,value\n\n1,a,loss\n", "line 3: 3 fields")]
    [InlineData("seed,arm,metric,value\n1,a,loss,94 %\n", "line 2, loss of a: '94 %'")]
    [InlineData("seed,arm,metric,value\n1,a,loss,about 3\n", "line 2, loss of a: 'about 3' is not a number")]
    [InlineData("seed,arm,metric,value\n1,a,loss,\"0,47\"\n", "decimal: comma")]
    [InlineData("seed,arm,metric,value\n1,a,loss,\"1,234.5\"\n", "line 2")]
    [InlineData("seed;arm;metric;value\n1;a;loss;0,47\n1;b;loss;0.48\n", "'0.48' a point")]
    [InlineData("seed;arm;metric;value\n1;a;loss;1,234\n1;b;loss;2,345\n", "decimal comma or separate thousands")]
    [InlineData("seed;arm;metric;value\n1;a;loss;1.234,5\n", "without separators")]
    [InlineData("seed;arm;metric;value\n1;a;loss;1,234,567\n", "without separators")]
    [InlineData("seed,arm,metric,value\n1,a,loss,1 234\n", "thousands")]
    [InlineData("seed,arm,metric,value\n1,a,loss,\n", "line 2: 'loss' of 'a' is empty for seed 1. Write NaN")]
    [InlineData("{\"seed\":1,\"arm\":\"a\",\"loss\":null}\n", "line 1: 'loss' of 'a' is empty")]
    [InlineData("seed,arm,metric,value\n1.5,a,loss,1\n", "line 2: the seed '1.5' is a fraction")]
    [InlineData("seed,arm,metric,value\n,a,loss,1\n", "line 2: the seed is missing")]
    [InlineData("seed,arm,metric,value\nNaN,a,loss,1\n", "line 2: the seed is missing")]
    [InlineData("seed,arm,metric,value\none,a,loss,1\none,a,loss,1\n",
        "line 3: seed one of 'a' has 'loss' already in line 2")]
    [InlineData("1,a,loss,1\n1,b,loss,1\n", "put a line with the columns' names before it")]
    [InlineData("seed,arm,loss,note\n1,a,1,x,y\n", "line 2: 5 fields, but the header has 4")]
    [InlineData("seed,arm,loss,\n1,a\n", "line 2: 2 fields, but the header has 4")]
    [InlineData("\u001f\u008b\u0008", "gunzip -k 'runs.csv'")]
    [InlineData("s\0e\0e\0d\0,\0a\0r\0m\0\n\0", "byte 2 is zero, as in UTF-16 without its mark")]
    [InlineData("{\"seed\":1,\"arm\":\"a\",\"loss\":{\"last\":1}}\n", "line 1: 'loss' is an object; its fields are "
        + "called 'loss.FIELD'")]
    [InlineData("{\"seed\":1,\"arm\":\"a\",\"loss\":[1]}\n", "line 1: 'loss' is a list")]
    [InlineData("{\"seed\":1,\"arm\":\"a\",\"loss\":1,\"loss\":2}\n", "line 1: not a JSON object")]
    [InlineData("seed,arm,metric,value\n1,a,loss,1\n\n1,b,loss,1\n1,a,loss,1\n",
        "line 5: seed 1 of 'a' has 'loss' already in line 2")]
    [InlineData("sed,arm,metric,value\n1,a,loss,1\n", "no column 'seed'; nearest: sed")]
    [InlineData("seed,method,metric,value\n1,a,loss,1\n", "columns: {arm: NAME}")]
    [InlineData("seed,arm,los\n1,a,1\n", "no column 'loss'; nearest: los")]
    [InlineData("seed,arm,loss,loss\n1,a,1,1\n", "two columns called 'loss'")]
    [InlineData("seed,arm,metric,value\n1,A,loss,1\n1,b,loss,1\n", "no runs of the arm 'a'; nearest: A")]
    [InlineData("seed,arm,metric,value\n1,a,Loss,1\n1,b,loss,1\n", "no 'loss' of the arm 'a'; nearest: loss, Loss")]
    public void Judge_WhatIsUnclear_IsRefusedWithItsPlace(string runs, string said)
    {
        // Latin-1 writes each character below 256 as that byte.
        var bytes = runs.StartsWith('\u001f') ? Encoding.Latin1.GetBytes(runs) : Encoding.UTF8.GetBytes(runs);
        var message = Assert.Throws<AuditException>(() => table.Judge(Claims, bytes)).Message;
        Assert.Contains(said, message);
        Assert.Contains("runs.csv", message);
    }

    [Fact]
    public void Judge_Latin1_IsRefused() => Assert.Contains("UTF-8", Assert.Throws<AuditException>(() =>
        table.Judge(Claims, Encoding.Latin1.GetBytes(Table.Long() + "1,größe,loss,1\n"))).Message);

    [Fact]
    public void Judge_DecimalStated_DecidesWhatACommaIs()
    {
        var commas = Table.Long(";", v => v.ToString(CultureInfo.InvariantCulture).Replace('.', ','));
        AssertRuns(table.Judge(Table.Direction("runs: 8\ndecimal: comma"), commas));
        AssertRuns(table.Judge(Table.Direction("runs: 8\ndecimal: comma"),
            Table.Long(",", v => $"\"{v.ToString(CultureInfo.InvariantCulture).Replace('.', ',')}\"")));
        Assert.Contains("decimal: comma", table.Refused(Table.Direction("decimal: point"), commas));
        Assert.Contains("decimal: comma", table.Refused(Table.Direction("decimal: comma"), Table.Long()));
    }

    [Fact]
    public void Judge_Where_TakesOnlyTheRowsThatMatch()
    {
        var two = Table.Long().Replace("seed,", "set,seed,").Replace("\n", "\nmnist,").Replace("mnist,set", "set");
        two = two[..two.LastIndexOf("mnist,", StringComparison.Ordinal)];
        two += two.Split('\n', 2)[1].Replace("mnist", "cifar").Replace("loss,", "loss,1");
        AssertRuns(table.Judge(Table.Direction("runs: 8\nwhere: { set: mnist }"), two));
        Assert.Contains("already in line", table.Refused(Claims, two));
        Assert.Contains("for instance: mnist", table.Refused(Table.Direction("where: { set: mnits }"), two));
        Assert.Contains("no column 'sett'; nearest: set",
            table.Refused(Table.Direction("where: { sett: mnist }"), two));
    }

    [Fact]
    public void Judge_ColumnsOfOtherNames_AreFound() => AssertRuns(table.Judge(
        Table.Direction("runs: 8\ncolumns: { seed: random seed, arm: method, metric: name, value: number }"),
        Table.Long().Replace("seed,arm,metric,value", "random seed,method,name,number")));

    private static void AssertRuns(ClaimResult claim)
    {
        Assert.Equal(8, claim.Primary.N);
        Assert.True(claim.Primary.Registered);
        Assert.Equal(Enumerable.Range(1, 8), claim.Primary.Seeds);
        Assert.Equal(Enumerable.Range(1, 8).Select(s => 10 + (s / 8.0) - (s / 16.0)), claim.Primary.Judgement.Values);
    }

    private static string Wide(string separator) => string.Concat(Enumerable.Range(1, 8)
        .SelectMany(s => new[]
        {
            FormattableString.Invariant($"{s},a,{s / 16.0},0.5\n"),
            FormattableString.Invariant($"{s},b,{10 + (s / 8.0)},\n"),
        })
        .Prepend("seed,arm,loss,accuracy\n")).Replace(",", separator);

    private static string Lines(bool oneFigure) => string.Concat(Enumerable.Range(1, 8).SelectMany(s => new[]
    {
        Line(s, "a", s / 16.0, oneFigure),
        Line(s, "b", 10 + (s / 8.0), oneFigure),
    }));

    private static string Line(int seed, string arm, double loss, bool oneFigure) => JsonSerializer.Serialize(oneFigure
        ? (object)new { seed, arm, metric = "loss", value = loss }
        : new { seed, arm, loss, config = new { lr = 0.1 } }) + "\n";
}
