using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

public sealed class LedgerTests : IDisposable
{
    private static readonly LedgerKey Key = new("document/experiment", "primary", "init=paired", "exact-1", "science");

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Ledger_AnyReplicate_ComesBackToTheBit()
    {
        // Raw bit patterns: subnormals, −0, infinities and NaNs are among them.
        var random = new Random(20240);
        Replicate[] replicates = [.. Enumerable.Range(1, 400).Select(seed => Any(random, seed))];
        using (var ledger = place.Open())
        {
            ledger.Append(Key, replicates);
            Assert.All(replicates, r => AssertSame(r, ledger.Find(Key, r.Seed)!));
        }

        Assert.Equal(replicates.Length, File.ReadAllLines(place.LedgerFile).Length);
        using var again = place.Open();
        Assert.All(replicates, r => AssertSame(r, again.Find(Key, r.Seed)!));
        Assert.Empty(place.Warnings);
    }

    [Fact]
    public void Ledger_BeforeAndAfterReopening_HandsOutTheSame()
    {
        // Otherwise the figures of an audit would depend on whether it was interrupted.
        var replicate = new Replicate(1, new Dictionary<string, double> { ["a.loss"] = 1.0 / 3 },
            One("a.loss", 1.0 / 3), One("a.loss", 1e300));
        using var ledger = place.Open();
        ledger.Append(Key, [replicate]);
        var before = ledger.Find(Key, 1)!;
        ledger.Dispose();
        using var reopened = place.Open();
        var after = reopened.Find(Key, 1)!;
        Assert.Equal(before.Values, after.Values);
        Assert.Equal(before.Examples["a.loss"], after.Examples["a.loss"]);
        Assert.Equal(before.Curves["a.loss"], after.Curves["a.loss"]);
        Assert.Equal((float)(1.0 / 3), after.Examples["a.loss"][0]);
    }

    [Fact]
    public void Find_AnythingElseThanWasRun_IsNothing()
    {
        using var ledger = place.Open();
        ledger.Append(Key, [Small(3)]);
        Assert.NotNull(ledger.Find(Key, 3));
        Assert.Null(ledger.Find(Key, 4));
        Assert.Null(ledger.Find(Key with { Study = "document/other" }, 3));
        Assert.Null(ledger.Find(Key with { Protocol = "init=fresh" }, 3));
        Assert.Null(ledger.Find(Key with { Numerics = "exact-0" }, 3));
        Assert.Null(ledger.Find(Key with { Science = "revised" }, 3));
    }

    [Fact]
    public void Find_SameProtocolUnderAnotherName_IsFound()
    {
        using var ledger = place.Open();
        ledger.Append(Key, [Small(3)]);
        Assert.NotNull(ledger.Find(Key with { Reading = "as-shipped" }, 3));
    }

    [Fact]
    public void Append_SameSeedAgain_TheLaterOneCounts()
    {
        using (var ledger = place.Open())
        {
            ledger.Append(Key, [Small(3)]);
            ledger.Append(Key, [Small(3) with { Values = new Dictionary<string, double> { ["a.loss"] = 2 } }]);
            Assert.Equal(2, ledger.Find(Key, 3)!.Values["a.loss"]);
        }

        using var again = place.Open();
        Assert.Equal(2, again.Find(Key, 3)!.Values["a.loss"]);
    }

    [Fact]
    public void Append_IsOnDiskBeforeItReturns()
    {
        using var ledger = place.Open();
        ledger.Append(Key, [Small(1), Small(2)]);
        var length = new FileInfo(place.LedgerFile).Length;
        ledger.Append(Key, [Small(3)]);
        Assert.InRange(new FileInfo(place.LedgerFile).Length, length + 1, (2 * length) - 1);
    }

    /// <summary>A replicate with one metric, for tests that only look whether it is there.</summary>
    internal static Replicate Small(int seed) =>
        new(seed, new Dictionary<string, double> { ["a.loss"] = seed / 16.0 }, new Dictionary<string,
            IReadOnlyList<double>>(), new Dictionary<string, IReadOnlyList<double>>(), false, 0.5);

    private static Replicate Any(Random random, int seed) => new(
        seed,
        Enumerable.Range(0, random.Next(5)).ToDictionary(i => $"arm@{i} \"é\n\u2028.loss", _ => Number(random)),
        Enumerable.Range(0, random.Next(3)).ToDictionary(i => $"arm{i}.testLoss", _ => Numbers(random)),
        Enumerable.Range(0, random.Next(3)).ToDictionary(i => $"arm{i}.trainLoss", _ => Numbers(random)),
        random.Next(2) == 0,
        random.NextDouble());

    private static IReadOnlyList<double> Numbers(Random random) =>
        [.. Enumerable.Range(0, random.Next(6)).Select(_ => Number(random))];

    private static double Number(Random random) => random.Next(8) switch
    {
        0 => double.NaN,
        1 => double.NegativeInfinity,
        2 => -0.0,
        3 => random.NextDouble(),
        _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
    };

    private static Dictionary<string, IReadOnlyList<double>> One(string name, double value) =>
        new() { [name] = [value] };

    private static void AssertSame(Replicate expected, Replicate found)
    {
        Assert.Equal((expected.Seed, expected.Diverged, expected.Seconds), (found.Seed, found.Diverged, found.Seconds));
        AssertSame(expected.Values.Values, found.Values.Values, v => v);
        Assert.Equal(expected.Values.Keys, found.Values.Keys);
        foreach (var (lists, read) in new[] { (expected.Examples, found.Examples), (expected.Curves, found.Curves) })
        {
            Assert.Equal(lists.Keys, read.Keys);
            Assert.All(lists, l => AssertSame(l.Value, read[l.Key], v => (float)v));
        }
    }

    private static void AssertSame(IEnumerable<double> expected, IEnumerable<double> found, Func<double,
        double> kept) => Assert.Equal(
        expected.Select(kept).Select(v => double.IsFinite(v) ? BitConverter.DoubleToInt64Bits(v) : (long?)null),
        found.Select(v => double.IsNaN(v) ? (long?)null : BitConverter.DoubleToInt64Bits(v)));
}
