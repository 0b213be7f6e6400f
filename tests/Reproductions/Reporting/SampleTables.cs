using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;

namespace Pruning.Tests.Reproductions.Reporting;

/// <summary>Invented tables and pictures, and claims that show them.</summary>
internal static class SampleTables
{
    private static readonly string[] Clothes =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>
    /// Means over 8 runs of a classifier of 1,000 examples a class: its neighbours in the list take what it gets wrong.
    /// </summary>
    public static TableSummary Confusion(string arm, double wrong) => new(
        $"{arm}.confusion", "true class", "predicted class", Clothes, Clothes,
        [.. Enumerable.Range(0, 100).Select(i => Entry(i / 10, i % 10, wrong))],
        8);

    private static double Entry(int row, int column, double wrong) => Math.Abs(row - column) switch
    {
        0 => 1000 - wrong - (9.5 * row),
        1 => (wrong / 2.5) + (3.125 * row),
        2 => (wrong / 10) + row,
        _ => 0.0,
    };

    /// <summary>32 pictures of 3 × 3 values, the 28 smallest marked.</summary>
    public static TableSummary Kernels(string arm)
    {
        double[] values = [.. Enumerable.Range(0, 288).Select(i => 0.4 * Math.Sin((i * 1.7) + (i / 9)))];
        var smallest = Enumerable.Range(0, 288).OrderBy(i => Math.Abs(values[i])).Take(28).Order().ToArray();
        var pictures = NamedTable.Pictures("kernel", [.. Enumerable.Range(1, 32).Select(k => $"{k}")], 3, 3, values);
        return new(
            $"{arm}.kernels",
            pictures.RowsAre,
            pictures.ColumnsAre,
            pictures.Rows,
            pictures.Columns,
            values,
            1,
            1,
            3,
            "pruned",
            smallest);
    }

    /// <summary>
    /// A claim whose primary reading has two tables and pictures, and whose other reading has a table of one class
    /// alone.
    /// </summary>
    public static ClaimResult Claim()
    {
        var claim = SampleAudit.Single(
            "sample/tables",
            SampleAudit.Bare("equivalence", Verdict.Reproduced, 8) with
            {
                Estimate = 0.001,
                Lower = -0.001,
                Upper = 0.003,
                Margin = 0.01,
            },
            Published.Nothing("fraction"));
        var stuck = new TableSummary(
            "after.confusion",
            "true class",
            "predicted class",
            Clothes,
            Clothes,
            [.. Enumerable.Range(0, 100).Select(i => i % 10 == 4 ? 1000.0 : 0)],
            1);
        return claim with
        {
            Readings =
            [
                claim.Primary with { Tables = [Confusion("before", 80), Confusion("after", 140), Kernels("after")] },
                claim.Primary with { Id = "as-shipped", Primary = false, Tables = [stuck] },
            ],
        };
    }

    /// <summary>A claim that shows these tables and nothing else.</summary>
    public static ClaimResult Showing(params TableSummary[] tables)
    {
        var claim = SampleAudit.Single("sample/odd", SampleAudit.Bare("direction", Verdict.Inconclusive, 1));
        return claim with { Readings = [claim.Primary with { Tables = tables }] };
    }
}
