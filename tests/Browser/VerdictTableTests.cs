using Microsoft.Playwright;
using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Reporting;
using Xunit;

namespace Pruning.Tests.Browser;

/// <summary>The table of verdicts, sorted and filtered.</summary>
public sealed class VerdictTableTests(Chromium chromium)
{
    private const string Rows = "table.verdicts tbody tr";

    private static IReadOnlyList<ClaimResult> Claims => AcceptedAudit.Result.Claims;

    [Fact]
    public async Task Head_PressedThreeTimes_SortsUpDownAndNotAtAll()
    {
        var page = await chromium.Open();
        var before = await Ids(page);
        Assert.Equal(Claims.Select(c => c.Id), before);
        var head = page.GetByRole(AriaRole.Button, new() { Name = "n", Exact = true }).First;

        await head.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(Sorted(g => g.OrderBy(Replicates)), await Ids(page));
        await Assertions(page, "ascending");
        await page.Keyboard.PressAsync("Space");
        Assert.Equal(Sorted(g => g.OrderBy(c => Replicates(c) is int.MaxValue ? 1 : -Replicates(c))), await Ids(page));
        await Assertions(page, "descending");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(before, await Ids(page));
        Assert.Equal(0, await page.Locator("[aria-sort]").CountAsync());

        static async Task Assertions(IPage page, string direction)
        {
            var sorted = page.Locator("table.verdicts:first-of-type [aria-sort]");
            Assert.Equal(direction, await sorted.First.GetAttributeAsync("aria-sort"));
            Assert.EndsWith($"sorted by n, {direction}", await page.GetByRole(AriaRole.Status).InnerTextAsync());
        }
    }

    [Theory]
    [InlineData("Claim")]
    [InlineData("Published")]
    [InlineData("Measured")]
    [InlineData("Verdict")]
    [InlineData("Same in readings")]
    public async Task Head_OfAnyColumn_KeepsEveryClaimAndPutsEmptyCellsLast(string column)
    {
        var page = await chromium.Open();
        await page.GetByRole(AriaRole.Button, new() { Name = column, Exact = true }).First.ClickAsync();
        Assert.Equal(Claims.Select(c => c.Id).Order(), (await Ids(page)).Order());
        foreach (var table in await page.Locator("table.verdicts").AllAsync())
        {
            var cells = await table.Locator($"td[data-label='{column}']").AllInnerTextsAsync();
            Assert.Equal(cells, cells.Where(c => c != "–").Concat(cells.Where(c => c == "–")));
        }
    }

    [Fact]
    public async Task Measured_Sorted_AscendsWithinAUnit()
    {
        var page = await chromium.Open();
        await page.GetByRole(AriaRole.Button, new() { Name = "Measured", Exact = true }).First.ClickAsync();
        var of = (await Ids(page)).Select(id => Claims.Single(c => c.Id == id))
            .Where(c => c.Primary.Judgement.Estimate is not null);
        foreach (var document in of.GroupBy(c => c.Document))
        {
            var figures = document.Select(c => (Unit: Unit(c), c.Primary.Judgement.Estimate)).ToList();
            Assert.Equal(figures.Select(f => f.Unit).Distinct().Count(), Runs(figures.Select(f => f.Unit)));
            Assert.All(figures.GroupBy(f => f.Unit), unit =>
                Assert.Equal(unit.Select(f => f.Estimate).Order(), unit.Select(f => f.Estimate)));
        }

        static string Unit(ClaimResult claim) =>
            FigureFormat.Of(claim.Published.Unit, claim.Primary.Judgement).Symbol;

        static int Runs(IEnumerable<string> units) =>
            units.Zip(units.Skip(1)).Count(pair => pair.First != pair.Second) + 1;
    }

    [Fact]
    public async Task Filter_ByVerdict_LeavesItsClaimsAndSaysHowMany()
    {
        var page = await chromium.Open();
        var select = page.GetByRole(AriaRole.Combobox, new() { Name = "Verdict" });
        var status = page.GetByRole(AriaRole.Status);
        Assert.Equal($"{Claims.Count} of {Claims.Count} claims", await status.InnerTextAsync());
        foreach (var verdict in Claims.Select(c => c.Verdict).Distinct())
        {
            await select.SelectOptionAsync(VerdictText.Of(verdict));
            var expected = Claims.Where(c => c.Verdict == verdict).Select(c => c.Id).ToList();
            Assert.Equal(expected, await Ids(page, ":visible"));
            Assert.Equal($"{expected.Count} of {Claims.Count} claims", await status.InnerTextAsync());
            Assert.Equal(expected.Select(id => Claims.Single(c => c.Id == id).Document).Distinct().Count(),
                await page.Locator("table.verdicts:visible").CountAsync());
        }
    }

    [Fact]
    public async Task Filter_ByText_FindsIdsStatementsAndDocuments()
    {
        var page = await chromium.Open();
        var find = page.GetByLabel("Find");
        await find.PressSequentiallyAsync("dynamic/penguins-ORDER");
        Assert.Equal(["dynamic/penguins-order"], await Ids(page, ":visible"));
        await find.FillAsync("ticket  dense");
        var found = await Ids(page, ":visible");
        Assert.Contains("lottery/more-accurate", found);
        Assert.InRange(found.Count, 1, Claims.Count / 2);
        await find.FillAsync("no such claim");
        Assert.Empty(await Ids(page, ":visible"));
        Assert.StartsWith("0 of ", await page.GetByRole(AriaRole.Status).InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await page.Locator($"{Rows}:visible").Nth(Claims.Count - 1).WaitForAsync();
        Assert.Equal(Claims.Count, (await Ids(page, ":visible")).Count);
    }

    [Fact]
    public async Task Head_OnAPhone_SortsToo()
    {
        var page = await chromium.Open(360);
        await page.GetByRole(AriaRole.Button, new() { Name = "n", Exact = true }).First.ClickAsync();
        Assert.Equal(Sorted(g => g.OrderBy(Replicates)), await Ids(page));
    }

    private static int Replicates(ClaimResult claim) =>
        claim.Primary.Judgement.Verdict == Verdict.NotRun ? int.MaxValue : claim.Primary.N;

    private static IEnumerable<string> Sorted(
        Func<IEnumerable<ClaimResult>, IEnumerable<ClaimResult>> order) =>
        Claims.GroupBy(c => c.Document).SelectMany(g => order(g)).Select(c => c.Id);

    private static async Task<IReadOnlyList<string>> Ids(IPage page, string which = "") =>
        await page.Locator(Rows + which).EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.id)");
}
