using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;
using Xunit;

namespace Pruning.Tests.Reproductions.Auditing;

/// <summary>Which tables of its replicates a claim shows, and their means.</summary>
public sealed class TableSummaryTests
{
    private static readonly string[] Two = ["0", "1"];
    private static readonly FakeStudy Study = new();

    [Fact]
    public void Of_TablesOfReplicates_AreAveraged()
    {
        var table = Assert.Single(Shown([Confusion(1, [8, 2, 1, 9]), Confusion(2, [6, 4, 4, 6])]));
        Assert.Equal([7, 3, 2.5, 7.5], table.Values);
        Assert.Equal(("a.confusion", "true", "predicted", 2, null, 0),
            (table.Name, table.RowsAre, table.ColumnsAre, table.Runs, table.Seed, table.PictureWidth));
        Assert.Equal(Two, table.Rows);
    }

    [Fact]
    public void Of_Pictures_AreOfTheFirstReplicateThatHasThemWhole()
    {
        var table = Assert.Single(Shown([Kernels(1, [double.NaN, 1]), Kernels(2, [9, 9]) with { Diverged = true },
            Confusion(3, []), Kernels(4, [-1, 2]), Kernels(5, [3, 4])], t => t == "a.kernels"));
        Assert.Equal([-1, 2], table.Values);
        Assert.Equal((1, 4, 1, "pruned"), (table.Runs, table.Seed, table.PictureWidth, table.Mark));
        Assert.Equal([1], table.Marked);
    }

    [Fact]
    public void Of_Points_AreOfTheFirstReplicateThatHasThemWhole()
    {
        var table = Assert.Single(Shown([Points(1, [double.NaN, 1]), Points(2, [-1, 2]), Points(3, [9, 9])]));
        Assert.Equal([-1, 0, 2, 5], table.Values);
        Assert.Equal((1, 2, TableView.Scatter, 0), (table.Runs, table.Seed, table.View, table.PictureWidth));

        static Replicate Points(int seed, double[] xs) =>
            With(seed, "a.scores", NamedTable.Scatter("filter", Two, "x", "y", xs, [0, 5]));
    }

    [Fact]
    public void Of_ReplicatesThatDivergedOrLackTheTable_AreLeftOut()
    {
        Replicate[] replicates = [Confusion(1, [8, 2, 1, 9]), Confusion(2, [0, 0, 0, 0]) with { Diverged = true },
            LedgerTests.Small(3), Confusion(4, [6, double.PositiveInfinity, 4, 6])];
        var table = Assert.Single(Shown(replicates));
        Assert.Equal([8, 2, 1, 9], table.Values);
        Assert.Equal(1, table.Runs);
        Assert.Empty(Shown(replicates[1..]));
    }

    [Fact]
    public void Of_OtherNamesInAnotherReplicate_IsAnErrorThatNamesTheTable() => Assert.Contains(
        "a.confusion",
        Assert.Throws<InvalidOperationException>(() =>
            Shown([Confusion(1, [1, 2, 3, 4]), With(2, "a.confusion",
            new("true", "predicted", ["0", "2"], Two, [1, 2, 3, 4]))])).Message);

    [Fact]
    public void Of_ArmsAndReadings_ShowsWhatIsTheirs()
    {
        var run = new Run([LedgerTests.Small(1) with { Tables =
            new[] { "a.t", "b.t", "b@5.t", "c.t" }.ToDictionary(n => n,
            _ => new NamedTable("r", "c", ["x"], ["y"], [1])) }], [1], true);
        var claim = Study.Claim();
        Assert.Equal(["a.t", "b.t"], Names(claim, Reading.PrimaryId));
        Assert.Equal(["b.t"], Names(claim, "speed=fast"));
        Assert.Equal(["a.t", "b.t"], Names(claim, "order=down"));
        Assert.Equal(["b@5.t", "c.t"], Names(claim with { Tables = ["c.t", "b@5.t"] }, Reading.PrimaryId));
        Assert.Empty(Names(claim with { Tables = [] }, Reading.PrimaryId));
        var judged = Study.Claim() with { Judging = [new("margin", "how strict", ["1", "2"], Stance.Unstated)] };
        Assert.Empty(Names(judged, "margin=2"));

        string[] Names(Claim of, string reading) =>
            [.. TableSummary.Of(of, of.Readings.Single(r => r.Id == reading), run).Select(t => t.Name)];
    }

    [Fact]
    public void Audit_KilledAndResumed_ShowsTheSameTables()
    {
        using var whole = new Workplace();
        using var torn = new Workplace();
        var expected = whole.Audit(new() { Claims = [Tabled(null).Claim()], Readings = ReadingSet.All });
        Assert.Throws<InvalidOperationException>(() =>
            torn.Audit(new() { Claims = [Tabled(3).Claim()], Readings = ReadingSet.All, Threads = 1 }));
        var resumed = torn.Audit(new() { Claims = [Tabled(null).Claim()], Readings = ReadingSet.All });
        Assert.Equal(Workplace.Figures(expected), Workplace.Figures(resumed));
        var table = expected.Claims.Single().Primary.Tables.Single();
        Assert.Equal(FakeStudy.RegisteredPrimary, table.Runs);
        Assert.Equal(4.0 / 3, table.Values[0], 1e-7);

        static FakeStudy Tabled(int? failAfter) => new()
        {
            FailAfter = failAfter,
            TablesOf = seed => new() { ["a.confusion"] = new("true", "predicted", ["0"], ["0"], [seed / 3.0]) },
        };
    }

    private static IReadOnlyList<TableSummary> Shown(IReadOnlyList<Replicate> replicates, Func<string,
        bool>? only = null) =>
        [.. TableSummary.Of(Study.Claim(), Study.Primary, new(replicates, [replicates.Count], true))
            .Where(t => only is null || only(t.Name))];

    private static Replicate Confusion(int seed, double[] values) =>
        values.Length == 0 ? LedgerTests.Small(seed) : With(seed, "a.confusion",
            new("true", "predicted", Two, Two, values));

    private static Replicate Kernels(int seed, double[] values) =>
        With(seed, "a.kernels", NamedTable.Pictures("kernel", Two, 1, 1, values, new("pruned", [false, true])));

    private static Replicate With(int seed, string name, NamedTable table) =>
        LedgerTests.Small(seed) with { Tables = new Dictionary<string, NamedTable> { [name] = table } };
}
