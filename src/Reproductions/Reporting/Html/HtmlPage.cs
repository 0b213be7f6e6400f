using Pruning.Reproductions.Reporting.Plots;

namespace Pruning.Reproductions.Reporting.Html;

/// <summary>
/// A self-contained page, well-formed as XML, without external references. Its policy admits its own script alone.
/// </summary>
internal static class HtmlPage
{
    private static readonly string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src "
        + $"{PageScript.Source}; form-action 'none'; base-uri 'none'";

    /// <param name="title">Title of the window.</param>
    /// <param name="eyebrow">A few words above the heading.</param>
    public static string Of(string title, string eyebrow, string heading, Markup content)
    {
        var page = Markup.Of($"""
            <html lang="en"><head><meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="{Policy}"/>
            <title>{title}</title><style>
            {Style.Sheet}</style></head><body>
            {Badge.Definitions}{PointMarks.Definitions}<header id="top"><p class="eyebrow">{eyebrow}</p>
            <h1>{heading}</h1></header>
            <main>
            {content}</main>
            {PageScript.Element}</body></html>
            """);
        return $"<!DOCTYPE html>\n{page}\n";
    }
}
