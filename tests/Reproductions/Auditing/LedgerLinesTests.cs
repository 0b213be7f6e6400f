using System.Text;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Commands;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>What <c>export</c> makes of a ledger.</summary>
public sealed class LedgerLinesTests : IDisposable
{
    private static readonly LedgerKey Key = new("document/study", "primary", "", "exact-1", "abc");

    private readonly Workplace place = new();
    private readonly List<string> warnings = [];

    public void Dispose() => place.Dispose();

    [Fact]
    public void Write_Replicates_AreOneFigureARow()
    {
        var small = LedgerTests.Small(7);
        using (var ledger = place.Open())
        {
            ledger.Append(Key, [small, small with { Seed = 8, Diverged = true }]);
        }

        var rows = Exported();
        Assert.Equal("study,reading,numerics,science,seed,arm,metric,value", rows[0]);
        var (name, value) = small.Values.First();
        var (arm, metric) = (name.Split('.', 2)[0], name.Split('.', 2)[1]);
        Assert.Contains(
            FormattableString.Invariant($"document/study,primary,exact-1,abc,7,{arm},{metric},{value:R}"), rows);

        // A diverged replicate counts for nothing, whatever figures it has.
        Assert.All(rows.Where(r => r.Contains(",8,")), r => Assert.EndsWith(",NaN", r));
        Assert.Equal(1 + (2 * small.Values.Count), rows.Length);
    }

    [Fact]
    public void Read_RunAgainOrDamaged_IsTheLastAndTheRest()
    {
        using (var ledger = place.Open())
        {
            ledger.Append(Key, [LedgerTests.Small(7)]);
        }

        File.AppendAllText(place.LedgerFile, "\nnot a line\n" + File.ReadAllText(place.LedgerFile));
        Assert.Single(LedgerLines.Read(place.LedgerFile, warnings.Add));
        Assert.Contains("line 3", Assert.Single(warnings));
    }

    /// <summary>What the audit skips, the table has not: a byte may have damaged a name that is known.</summary>
    [Fact]
    public void Read_LineThatIsNotUtf8_IsSkippedAsByTheAudit()
    {
        using (var ledger = place.Open())
        {
            ledger.Append(Key, [LedgerTests.Small(7), LedgerTests.Small(8)]);
        }

        var bytes = File.ReadAllBytes(place.LedgerFile);
        bytes[bytes.AsSpan().IndexOf("primary"u8)] = 0xFF;
        File.WriteAllBytes(place.LedgerFile, bytes);
        Assert.Equal([8], LedgerLines.Read(place.LedgerFile, warnings.Add).Select(l => l.Seed));
        Assert.Contains("line 1", Assert.Single(warnings));
        using var again = place.Open();
        Assert.Null(again.Find(Key, 7));
        Assert.NotNull(again.Find(Key, 8));
    }

    [Fact]
    public void Read_LastLineWithoutItsEnd_IsWhatIsWhole()
    {
        using (var ledger = place.Open())
        {
            ledger.Append(Key, [LedgerTests.Small(7), LedgerTests.Small(8)]);
            Assert.Throws<IOException>(() => LedgerLines.Read(place.LedgerFile, warnings.Add));
        }

        Assert.Equal(2, LedgerLines.Read(place.LedgerFile, warnings.Add).Count);
        Assert.Empty(warnings);
        var cut = Path.Combine(place.Folder, "cut.jsonl");
        File.WriteAllBytes(cut, File.ReadAllBytes(place.LedgerFile)[..^20]);
        Assert.Single(LedgerLines.Read(cut, warnings.Add));
        Assert.Contains("line 2: incomplete", Assert.Single(warnings));
    }

    private string[] Exported()
    {
        var stream = new MemoryStream();
        ExportCommand.Write(LedgerLines.Read(place.LedgerFile, warnings.Add), stream);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd().Split('\n');
    }
}
