using System.Text;
using System.Text.Json;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Pruning.Tests.Properties.Data;
using Pruning.Tests.Properties.Statistics;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class LedgerDamageTests : IDisposable
{
    private static readonly LedgerKey Key = new("e", "primary", "", "f", "s");

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Open_CutAtAnyByte_KeepsEveryWholeLineAndCanBeAppendedTo()
    {
        var whole = Written(1, 2, 3);
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            File.WriteAllBytes(place.LedgerFile, whole[..cut]);
            // A line that lacks nothing but its end is kept.
            var ended = cut < whole.Length && whole[cut] == '\n' ? cut + 1 : cut;
            var lines = whole[..ended].Count(b => b == '\n');
            var torn = ended > 0 && whole[ended - 1] != '\n';
            place.Warnings.Clear();
            using (var ledger = place.Open())
            {
                Assert.Equal(Enumerable.Range(1, lines), Seeds(ledger));
                Assert.Equal(torn ? 1 : 0, place.Warnings.Count);
                Assert.All(place.Warnings, w => Assert.Contains("the last line is incomplete", w));
                ledger.Append(Key, [LedgerTests.Small(9)]);
            }

            place.Warnings.Clear();
            using var again = place.Open();
            Assert.Equal([.. Enumerable.Range(1, lines), 9], Seeds(again));
            Assert.Empty(place.Warnings);
        }
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1, 2]")]
    [InlineData("{\"key\":\"k\",\"seed\":1}")]
    [InlineData("\u0000\u0000\u0000\u0000")]
    public void Open_LineThatIsNone_IsPassedOverByNumber(string line)
    {
        var whole = Lines(Written(1, 2));
        File.WriteAllText(place.LedgerFile, $"{whole[0]}\n{line}\n{whole[1]}\n");
        using var ledger = place.Open();
        Assert.Equal([1, 2], Seeds(ledger));
        var warning = Assert.Single(place.Warnings);
        Assert.Contains("line 2", warning);
        Assert.Contains(place.LedgerFile, warning);
    }

    [Theory]
    [InlineData("\"values\":{", "\"values\":7,\"was\":{")]
    [InlineData("\"curves\":{", "\"curves\":{\"a.loss\":null},\"was\":{")]
    [InlineData("\"examples\":{", "\"examples\":null,\"was\":{")]
    [InlineData("\"seed\":2", "\"seed\":2.5")]
    [InlineData("\"reading\":\"primary\"", "\"reading\":\"\\ud800\"")]
    [InlineData("\"numerics\":", "\"fingerprint\":")]
    public void Open_FieldMissingOrOfAnotherType_PassesTheLineOver(string field, string damaged)
    {
        var lines = Lines(Written(1, 2, 3));
        Assert.Contains(field, lines[1]);
        File.WriteAllText(place.LedgerFile, $"{lines[0]}\n{lines[1].Replace(field, damaged)}\n{lines[2]}\n");
        using var ledger = place.Open();
        Assert.Equal([1, 3], Seeds(ledger));
        Assert.Single(place.Warnings);
    }

    [Theory]
    [InlineData("\"a.loss\":0.125", "\"a.loss\":1e999")]
    [InlineData("\"curves\":{", "\"curves\":{\"a.loss\":[1e39]},\"was\":{")]
    [InlineData("\"examples\":{", "\"examples\":{\"a.loss\":[-1e39]},\"was\":{")]
    [InlineData("\"seconds\":", "\"seconds\":1e999,\"was\":")]
    public void Open_NumberBeyondItsType_PassesTheLineOver(string field, string damaged)
    {
        var lines = Lines(Written(1, 2, 3));
        Assert.Contains(field, lines[1]);
        File.WriteAllText(place.LedgerFile, $"{lines[0]}\n{lines[1].Replace(field, damaged)}\n{lines[2]}\n");
        using var ledger = place.Open();
        Assert.Equal([1, 3], Seeds(ledger));
        Assert.Contains("line 2: damaged", Assert.Single(place.Warnings));
    }

    [Fact]
    public void Open_LinesOfALaterVersion_AreLeftInTheFile()
    {
        var lines = Lines(Written(1, 2));
        var later = string.Concat(Enumerable.Range(1, 9).Select(i => $"{{\"version\":3,\"seed\":{i}}}\n"));
        File.WriteAllText(place.LedgerFile, $"{lines[0]}\n{later}{lines[1]}\n");
        var before = File.ReadAllBytes(place.LedgerFile);
        using (var ledger = place.Open())
        {
            Assert.Equal([1, 2], Seeds(ledger));
            ledger.Append(Key, [LedgerTests.Small(3)]);
        }

        Assert.Contains("line 2, 3, 4, 5, 6 and 4 more: damaged, or written by a later version",
            Assert.Single(place.Warnings));
        Assert.Equal(before, File.ReadAllBytes(place.LedgerFile)[..before.Length]);
    }

    [Fact]
    public void Open_LinesLongerThanAnyBuffer_AreRead()
    {
        var large = LedgerTests.Small(2) with
        {
            Curves = new Dictionary<string, IReadOnlyList<double>> { ["a.loss"] = [.. Enumerable.Range(0, 100_000)] },
        };
        using (var ledger = place.Open())
        {
            ledger.Append(Key, [LedgerTests.Small(1), large, LedgerTests.Small(3)]);
        }

        using var again = place.Open();
        Assert.Equal([1, 2, 3], Seeds(again));
        Assert.Equal(large.Curves["a.loss"], again.Find(Key, 2)!.Curves["a.loss"]);
        Assert.Empty(place.Warnings);
    }

    [Fact]
    public void Open_AnyMutationOfALine_IsReadOrPassedOver()
    {
        var whole = Written(1, 2);
        var line = Encoding.UTF8.GetBytes(Lines(whole)[0] + "\n");
        Cases.Check(Mutations.Of(line), mutant =>
        {
            File.WriteAllBytes(place.LedgerFile, [.. line, .. mutant, (byte)'\n', .. line]);
            using var ledger = place.Open();
            Assert.NotNull(ledger.Find(Key, 1));
        });
    }

    [Fact]
    public void Parse_AnyMutationOfTheFields_IsAReplicateOrAnError()
    {
        var replicate = LedgerTests.Small(1) with
        {
            Examples = new Dictionary<string, IReadOnlyList<double>>
            {
                ["a.correct"] = [.. Enumerable.Range(0, 70).Select(i => i % 2.0)],
                ["a.loss"] = [0.5, double.NaN],
            },
            Curves = new Dictionary<string, IReadOnlyList<double>> { ["a.loss"] = [1, 0.5] },
            Tables = new Dictionary<string, NamedTable>
            {
                ["a.kernels"] = NamedTable.Pictures("kernel", ["one"], 1, 2, [1, 2], new("gone", [true, false])),
                ["a.points"] = NamedTable.Scatter("filter", ["one"], "x", "y", [1], [2]),
            },
        };
        var read = 0;
        Cases.Check(JsonMutations.Of(LedgerLine.Of(Key, replicate).ToJson()), mutant =>
        {
            var bytes = Encoding.UTF8.GetBytes(mutant);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                _ = LedgerLine.Parse(bytes).ToReplicate();
                read++;
            }
            catch (JsonException)
            {
                _ = LedgerLine.IsEarlier(bytes);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }, 2000);
        Assert.InRange(read, 1, 1999);
    }

    [Fact]
    public void Open_InvalidUtf8AtAnyByte_NeverYieldsOtherFigures()
    {
        var (first, all) = (Written(1), Written(1, 2));
        for (var at = first.Length; at < all.Length - 1; at++)
        {
            var damaged = all.ToArray();
            damaged[at] = 0xFF;
            File.WriteAllBytes(place.LedgerFile, damaged);
            place.Warnings.Clear();
            using var ledger = place.Open();
            Assert.Equal([1], Seeds(ledger));
            Assert.Contains("line 2", Assert.Single(place.Warnings));
        }
    }

    [Fact]
    public void Open_WindowsLineEndsAndBlankLines_ReadsAll()
    {
        var lines = Lines(Written(1, 2, 3));
        File.WriteAllText(place.LedgerFile, $"{lines[0]}\r\n\r\n\n{lines[1]}\r\n  \n{lines[2]}\r\n");
        using var ledger = place.Open();
        Assert.Equal([1, 2, 3], Seeds(ledger));
        Assert.Empty(place.Warnings);
    }

    [Fact]
    public void Open_FieldOfALaterVersion_IsSkipped()
    {
        var lines = Lines(Written(1));
        File.WriteAllText(place.LedgerFile, lines[0].Replace("{\"key\"", "{\"later\":[1,{}],\"key\"") + "\n");
        using var ledger = place.Open();
        Assert.Equal([1], Seeds(ledger));
        Assert.Empty(place.Warnings);
    }

    [Fact]
    public void Open_LinesOfAnEarlierVersion_ArePassedOverWithOneWarning()
    {
        var lines = Lines(Written(1, 2, 3)).Select(l => l.Replace("\"numerics\":", "\"fingerprint\":"));
        File.WriteAllText(place.LedgerFile, string.Join('\n', lines) + "\n");
        using var ledger = place.Open();
        Assert.Empty(Seeds(ledger));
        Assert.Contains("3 replicates are from an earlier version", Assert.Single(place.Warnings));
        ledger.Append(Key, [LedgerTests.Small(1)]);
        Assert.Equal([1], Seeds(ledger));
    }

    [Fact]
    public void Open_Fresh_MovesEveryOldLedgerAsideWhole()
    {
        var first = Written(1, 2);
        using (var ledger = place.Open(fresh: true))
        {
            Assert.Empty(Seeds(ledger));
            ledger.Append(Key, [LedgerTests.Small(3)]);
        }

        var second = File.ReadAllBytes(place.LedgerFile);
        using (var ledger = place.Open(fresh: true))
        {
            Assert.Empty(Seeds(ledger));
        }

        Assert.Equal(first, File.ReadAllBytes(Path.Combine(place.Folder, "ledger-1.jsonl")));
        Assert.Equal(second, File.ReadAllBytes(Path.Combine(place.Folder, "ledger-2.jsonl")));
    }

    [Fact]
    public void Open_FreshWithNothingThere_MovesNothing()
    {
        place.Open(fresh: true).Dispose();
        place.Open(fresh: true).Dispose();
        Assert.Equal([place.LedgerFile], Directory.GetFiles(place.Folder));
    }

    private static int[] Seeds(Ledger ledger) =>
        [.. Enumerable.Range(1, 9).Where(seed => ledger.Find(Key, seed) is not null)];

    private static string[] Lines(byte[] ledger) =>
        Encoding.UTF8.GetString(ledger).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The bytes of a ledger with these seeds.</summary>
    private byte[] Written(params int[] seeds)
    {
        File.Delete(place.LedgerFile);
        using (var ledger = place.Open())
        {
            ledger.Append(Key, seeds.Select(LedgerTests.Small));
        }

        return File.ReadAllBytes(place.LedgerFile);
    }
}
