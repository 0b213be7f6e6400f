using System.Text;
using Pruning.Reproductions.Auditing;
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
            var lines = whole[..cut].Count(b => b == '\n');
            var torn = cut > 0 && whole[cut - 1] != '\n';
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
