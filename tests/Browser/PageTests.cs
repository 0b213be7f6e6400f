using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Pruning.Tests.Browser;

/// <summary>The page as such: it loads without a fault, fits every screen, and shuts no reader out.</summary>
public sealed class PageTests(Chromium chromium, ITestOutputHelper output)
{
    // Phones, tablets and screens, the narrowest and widest that are promised, and either side of the width at which
    // the layout changes.
    private static readonly int[] Widths = [320, 360, 414, 600, 768, 831, 833, 1024, 1280, 1440, 1920];

    [Fact]
    public async Task Open_Report_LogsNothingAndRequestsNothingElse()
    {
        var page = await chromium.Blank();
        List<string> told = [];
        List<string> requested = [];
        page.Console += (_, message) => told.Add(message.Text);
        page.PageError += (_, error) => told.Add(error);
        page.RequestFailed += (_, request) => told.Add(request.Url);
        page.Request += (_, request) => requested.Add(request.Url);
        var address = new Uri(chromium.Report).AbsoluteUri;
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Empty(told);
        Assert.Equal([address], requested);
    }

    [Fact]
    public async Task Open_Report_RunsItsOwnScriptAndNoOther()
    {
        var page = await chromium.Open();
        Assert.Equal("script", await page.EvaluateAsync<string>("document.documentElement.className"));
        Assert.False(await page.EvaluateAsync<bool>("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.ran = true';
              document.body.append(script);
              return window.ran === true;
            }
            """));
    }

    [Fact]
    public async Task Open_Report_HasFewEnoughElementsToOpenAtOnce()
    {
        var page = await chromium.Open();
        var claims = AcceptedAudit.Result.Claims.Count;
        var elements = await page.EvaluateAsync<int>("document.querySelectorAll('*').length");
        var size = new FileInfo(chromium.Report).Length;
        var paint = await page.EvaluateAsync<double[]>("""
            () => [performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
              ...performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)]
            """);
        output.WriteLine($"{claims} claims, {elements} elements, {size} bytes; DOMContentLoaded and first contentful "
            + $"paint after {string.Join(" and ", paint.Select(ms => $"{ms:0} ms"))}");
        Assert.InRange(claims, 60, 1000);
        Assert.InRange(elements / claims, 1, 1000);
        Assert.InRange(size / claims, 1, 60_000);
    }

    [Theory]
    [CombinatorialSchemes]
    public async Task Open_AnyWidth_ScrollsDownwardsOnly(ColorScheme scheme, bool opened)
    {
        var page = await chromium.Open(scheme: scheme);
        if (opened)
        {
            await OpenAll(page);
        }

        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Equal((width, string.Empty), (width, await Overflow(page)));
        }
    }

    [Fact]
    public async Task Print_OnA4_CutsNothingOffAndLeavesControlsOut()
    {
        var page = await chromium.Open(718, ColorScheme.Dark);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(string.Empty, await Overflow(page));
        Assert.False(await page.Locator("form.filter").IsVisibleAsync());
        Assert.False(await page.Locator("details").First.IsVisibleAsync());
        var pdf = await page.PdfAsync(new() { Format = "A4", PrintBackground = true });
        Assert.Equal("%PDF-", System.Text.Encoding.ASCII.GetString(pdf, 0, 5));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Print_InEitherScheme_IsDarkOnLight(ColorScheme scheme)
    {
        var page = await chromium.Open(718, scheme);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.InRange(await Brightness(page, "backgroundColor"), 0.9, 1);
        Assert.InRange(await Brightness(page, "color"), 0, 0.2);
    }

    [Theory]
    [CombinatorialSchemes]
    public async Task Axe_AnyScheme_FindsNoSeriousFault(ColorScheme scheme, bool opened)
    {
        var page = await chromium.OpenShort(opened == (scheme == ColorScheme.Light) ? 1280 : 360, scheme);
        if (opened)
        {
            await OpenAll(page);
        }

        var found = await page.RunAxe();
        Assert.NotEmpty(found.Passes);
        Assert.Empty(found.Violations.Where(v => v.Impact is "serious" or "critical").Select(Text));

        static string Text(AxeResultItem fault) =>
            $"{fault.Impact} {fault.Id}: {fault.Help}; {fault.Nodes.Length} times, such as {fault.Nodes[0].Html}";
    }

    [Fact]
    public async Task Comparison_AnyWidth_ScrollsDownwardsOnlyAndFilters()
    {
        var page = await chromium.Open(chromium.Comparison, 1280, ColorScheme.Light);
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Equal((width, string.Empty), (width, await Overflow(page)));
        }

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Change" }).SelectOptionAsync("new");
        Assert.Equal(AcceptedAudit.Result.Claims.Count - AcceptedAudit.Short.Claims.Count,
            await page.Locator("table.verdicts tbody tr:visible").CountAsync());
    }

    [Fact]
    public async Task Open_WithoutScript_SaysAllThatIsSaidWithIt()
    {
        var plain = await chromium.Open(script: false);
        var scripted = await chromium.Open();
        var claims = AcceptedAudit.Result.Claims.Count;
        Assert.False(await plain.Locator("form.filter").IsVisibleAsync());
        Assert.Equal(0, await plain.Locator("thead button").CountAsync());
        Assert.Equal(claims, await plain.Locator("table.verdicts tbody tr").CountAsync());
        Assert.Equal(
            await scripted.Locator(".marks title").CountAsync(), await plain.Locator(".marks title").CountAsync());
        var without = await Words(plain, "main");
        var with = (await Words(scripted, "main")).Replace(await Words(scripted, "form.filter"), string.Empty);
        Assert.Equal(without, with);
    }

    private static async Task<string> Words(IPage page, string selector) =>
        Regex.Replace(await page.Locator(selector).InnerTextAsync(), @"\s+", string.Empty);

    private static Task OpenAll(IPage page) =>
        page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");

    /// <summary>What stands out on the right of the page; empty: nothing does.</summary>
    private static Task<string> Overflow(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const page = document.documentElement;
          if (page.scrollWidth <= page.clientWidth) return '';
          const out = [...document.querySelectorAll('body *')].filter(element =>
            !element.closest('.scroll') && element.getBoundingClientRect().right > page.clientWidth + 0.5);
          return `${page.scrollWidth} > ${page.clientWidth}: `
            + out.slice(0, 5).map(element => element.outerHTML.slice(0, 120)).join(' | ');
        }
        """);

    private static Task<double> Brightness(IPage page, string property) => page.EvaluateAsync<double>("""
        property => {
          const parts = getComputedStyle(document.body)[property].match(/[\d.]+/g).slice(0, 3).map(Number);
          return parts.reduce((sum, part) => sum + part, 0) / (3 * 255);
        }
        """, property);
}
