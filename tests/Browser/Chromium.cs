using Microsoft.Playwright;
using Pruning.Reproductions.Reporting;
using Pruning.Reproductions.Reporting.Comparing;
using Pruning.Tests.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Pruning.Tests.Browser;

/// <summary>A Chromium that is installed here, and the report that it opens from a file.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly string folder = Directory.CreateTempSubdirectory("browser-").FullName;

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Path of the report.</summary>
    public string Report => Path.Combine(folder, "index.html");

    /// <summary>Path of the report on fewer claims.</summary>
    public string ShortReport => Path.Combine(folder, "short", "index.html");

    /// <summary>Path of the page that compares the two.</summary>
    public string Comparison => Path.Combine(folder, "comparison.html");

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not { } path)
        {
            return;
        }

        ReportWriter.Write(AcceptedAudit.Result, folder);
        ReportWriter.Write(AcceptedAudit.Short, Path.GetDirectoryName(ShortReport)!);
        File.WriteAllText(Comparison, ComparisonPage.Render(
            ("then/audit.json", AcceptedAudit.Short), ("now/audit.json", AcceptedAudit.Result)));
        playwright = await Playwright.CreateAsync();
        // Within a container, whose root user Chromium's sandbox refuses.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Opens the report; skips the test where there is no Chromium.</summary>
    public Task<IPage> Open(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true) =>
        Open(Report, width, scheme, script);

    /// <summary>Opens the report on fewer claims; skips the test where there is no Chromium.</summary>
    public Task<IPage> OpenShort(int width = 1280, ColorScheme scheme = ColorScheme.Light) =>
        Open(ShortReport, width, scheme);

    /// <summary>An empty page; skips the test where there is no Chromium.</summary>
    public async Task<IPage> Blank(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        Assert.SkipWhen(browser is null,
            $"No Chromium is installed here: none of {string.Join(", ", Names)} on the PATH, and CHROMIUM names none.");
        var context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        // A busy machine takes its time; no test is about that.
        context.SetDefaultTimeout(300_000);
        return await context.NewPageAsync();
    }

    /// <summary>Opens a page; skips the test where there is no Chromium.</summary>
    public async Task<IPage> Open(string path, int width, ColorScheme scheme, bool script = true)
    {
        var page = await Blank(width, scheme, script);
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    private static string? Executable() => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
        ? named
        : (from folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
           from name in Names
           let path = Path.Combine(folder, name)
           where File.Exists(path)
           select path).FirstOrDefault();
}
