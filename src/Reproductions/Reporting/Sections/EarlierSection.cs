using Pruning.Reproductions.Reporting.Html;

namespace Pruning.Reproductions.Reporting.Sections;

/// <summary>Section with the accepted verdict of an earlier audit, marked as such.</summary>
internal sealed class EarlierSection : IReportSection<ClaimResult>
{
    public Markup Html(ClaimResult subject, PageContext page) =>
        subject.Earlier is { } earlier ? Mark(earlier) : Markup.Empty;

    public string Markdown(ClaimResult subject) =>
        subject.Earlier is { } earlier ? $"Not measured here, but {EarlierText.Markdown(earlier)}.\n" : string.Empty;

    /// <summary>The earlier verdict on the page.</summary>
    public static Markup Mark(EarlierVerdict earlier) => Markup.Of($"""
        <p class="earlier"><i>{EarlierText.Source(earlier)}:</i>
        <b>{earlier.Headline}</b>{EarlierText.Rest(earlier)}</p>
        """);
}
