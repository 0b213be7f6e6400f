using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Pruning.Tests.Browser;

/// <summary>The page by keyboard alone.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    /// <summary>A claim with 256 runs, hence as many marks.</summary>
    private const string Claim = "dynamic/penguins-dynamic-improves";

    private const string Section = "#claim-dynamic-penguins-dynamic-improves";

    [Fact]
    public async Task Tab_ToTheEnd_ReachesEveryControlInOrderAndShowsWhere()
    {
        var page = await chromium.Open();
        var expected = await page.EvaluateAsync<int>("""
            () => {
              const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]
                .filter(element => element.checkVisibility());
              all.forEach((element, index) => { element.dataset.stop = index; });
              return all.length;
            }
            """);
        Assert.InRange(expected, 60, 5000);
        for (var i = 0; i < expected; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (stop, visible) = await Focused(page);
            Assert.Equal(i, stop);
            Assert.True(visible, $"Nothing shows that stop {i} has the focus: {await Html(page)}");
        }
    }

    [Fact]
    public async Task EnterAndSpace_OnADisclosure_OpenAndCloseIt()
    {
        var page = await chromium.Open();
        var all = page.Locator("details");
        for (var i = 0; i < Math.Min(4, await all.CountAsync()); i++)
        {
            var details = all.Nth(i);
            await details.Locator("summary").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            Assert.True(await details.EvaluateAsync<bool>("d => d.open"));
            await page.Keyboard.PressAsync("Space");
            Assert.False(await details.EvaluateAsync<bool>("d => d.open"));
        }
    }

    [Fact]
    public async Task Arrows_InADistribution_TellSeedsAndValuesFromTheLeastToTheLargest()
    {
        var page = await chromium.Open();
        var drawing = page.Locator($"{Section} .distribution .drawing");
        var runs = AcceptedAudit.PartOf(Claim)!.Differences;
        var sorted = runs.Seeds.Zip(runs.Columns[0].Values).OrderBy(run => run.Second).ToList();
        Assert.Equal(256, sorted.Count);

        await drawing.FocusAsync();
        await Tells(sorted[0]);
        await page.Keyboard.PressAsync("ArrowRight");
        await Tells(sorted[1]);
        await page.Keyboard.PressAsync("End");
        await Tells(sorted[255]);
        await page.Keyboard.PressAsync("ArrowUp");
        await Tells(sorted[255]);
        await page.Keyboard.PressAsync("PageDown");
        await Tells(sorted[255 - 26]);
        await page.Keyboard.PressAsync("Home");
        await Tells(sorted[0]);
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.Locator(".tip").CountAsync());

        // An interval's unit is the claim's: nats, with four decimals.
        async Task Tells((int Seed, double? Value) run)
        {
            var figure = run.Value!.Value.ToString("+0.0000;−0.0000");
            var text = $"seed {run.Seed}: {figure} nats";
            Assert.Equal(text, await drawing.GetAttributeAsync("aria-valuetext"));
            Assert.Equal(text, await page.Locator(".tip").InnerTextAsync());
            Assert.Equal(1, await page.Locator(".marks .on").CountAsync());
        }
    }

    [Fact]
    public async Task EveryDrawingWithMarks_IsOneStopWithANameAndAValue()
    {
        var page = await chromium.Open();
        var drawings = page.Locator(".drawing[tabindex]");
        Assert.Equal(
            await page.EvaluateAsync<int>("document.querySelectorAll('.drawing:has(.marks title)').length"),
            await drawings.CountAsync());
        var faults = await drawings.EvaluateAllAsync<string[]>("""
            all => all.filter(drawing => drawing.getAttribute('role') !== 'slider'
              || drawing.querySelector('a, button, [tabindex]')
              || !drawing.getAttribute('aria-label') || !drawing.getAttribute('aria-valuetext'))
              .map(drawing => drawing.outerHTML.slice(0, 200))
            """);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(".distribution", "^seed [0-9]+: [+−]")]
    [InlineData("figure.curves", "^epoch [0-9,]+: unpruned [0-9.]+ \\[[0-9., ]+\\]; ")]
    [InlineData("figure.scatter", "^layer [0-9] map[0-9]+: oracle [0-9.,]+, criterion [0-9.,]+$")]
    public async Task Pointer_OverADrawing_TellsTheNearestMark(string figure, string expected)
    {
        var page = await chromium.Open(414);
        var drawing = page.Locator($"{figure} .drawing").First;
        await drawing.ScrollIntoViewIfNeededAsync();
        var box = (await drawing.BoundingBoxAsync())!;
        foreach (var share in new[] { 0.02f, 0.5f, 0.98f })
        {
            await page.Mouse.MoveAsync(box.X + (share * box.Width), box.Y + (box.Height / 2));
            Assert.Matches(expected, await page.Locator(".tip").InnerTextAsync());
            var tip = (await page.Locator(".tip").BoundingBoxAsync())!;
            Assert.InRange(tip.X, 0, 414 - tip.Width);
        }

        await page.Mouse.MoveAsync(1, box.Y);
        Assert.Equal(0, await page.Locator(".tip").CountAsync());
    }

    [Fact]
    public async Task Pointer_OverAStroke_TellsThatRun()
    {
        var page = await chromium.Open();
        var strokes = page.Locator($"{Section} .rug line");
        foreach (var i in new[] { 0, 128, 255 })
        {
            var stroke = strokes.Nth(i);
            await stroke.ScrollIntoViewIfNeededAsync();
            var at = await stroke.EvaluateAsync<double[]>(
                "s => { const b = s.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }");
            await page.Mouse.MoveAsync((float)at[0], (float)at[1]);
            var on = await page.Locator($"{Section} .rug .on")
                .EvaluateAsync<double>("s => s.getBoundingClientRect().x");
            Assert.InRange(on - at[0], -2, 2);
        }
    }

    private static async Task<(int Stop, bool Visible)> Focused(IPage page)
    {
        var found = await page.EvaluateAsync<JsonElement>("""
            () => {
              const style = getComputedStyle(document.activeElement);
              return {
                stop: Number(document.activeElement.dataset.stop ?? -1),
                visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
              };
            }
            """);
        return (found.GetProperty("stop").GetInt32(), found.GetProperty("visible").GetBoolean());
    }

    private static Task<string> Html(IPage page) => page.EvaluateAsync<string>("document.activeElement.outerHTML");
}
