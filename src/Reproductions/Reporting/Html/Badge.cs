namespace Pruning.Reproductions.Reporting.Html;

/// <summary>Shows a verdict as a word with a sign of its own shape, so that colour is never the only cue.</summary>
internal static class Badge
{
    /// <summary>Definitions of the shapes, once per page; badges refer to them.</summary>
    public static Markup Definitions { get; } = Markup.Of($"""
        <svg class="defs" width="0" height="0" aria-hidden="true"><title>Signs of the verdicts</title><defs>
        <symbol id="v-reproduced" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="8"/><path class="cut" d="M4.2 8.3l2.6 2.7 5-5.6"/></symbol>
        <symbol id="v-contradicted" viewBox="0 0 16 16"><rect x=".5" y=".5" width="15" height="15" rx="2.5"/>
        <path class="cut" d="M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4"/></symbol>
        <symbol id="v-partial" viewBox="0 0 16 16">
        <circle class="ring" cx="8" cy="8" r="7"/><path d="M8 1a7 7 0 0 0 0 14z"/></symbol>
        <symbol id="v-inconclusive" viewBox="0 0 16 16">
        <circle class="ring" cx="8" cy="8" r="7" stroke-dasharray="3 2.5"/><path class="ring" d="M4.8 8h6.4"/></symbol>
        <symbol id="v-measured" viewBox="0 0 16 16">
        <path class="ring" d="M8 1.2L14.8 8 8 14.8 1.2 8z"/><circle cx="8" cy="8" r="2"/></symbol>
        <symbol id="v-negligible" viewBox="0 0 16 16">
        <circle class="ring" cx="8" cy="8" r="7"/><circle cx="8" cy="8" r="2.5"/></symbol>
        <symbol id="v-hangs-on" viewBox="0 0 16 16"><rect class="ring" x="1" y="1" width="14" height="14" rx="2.5"/>
        <path class="ring" d="M8 3v4.5M8 7.5L4.5 12M8 7.5l3.5 4.5"/></symbol>
        <symbol id="v-not-run" viewBox="0 0 16 16">
        <circle class="ring" cx="8" cy="8" r="7" stroke-dasharray="1.5 3"/></symbol>
        </defs></svg>
        """);

    /// <summary>Sign and word of a verdict.</summary>
    public static Markup Of(Verdict verdict) => Of(verdict, VerdictText.Of(verdict));

    /// <summary>Sign and words of a claim's verdict, with its qualifiers beneath.</summary>
    public static Markup Of(ClaimResult claim) =>
        Qualified(Of(claim.Verdict, VerdictText.Words(claim)), VerdictText.Qualifiers(claim));

    /// <summary>Sign and word of a reading's verdict, with its qualifiers beneath.</summary>
    public static Markup Of(ReadingResult reading) =>
        Qualified(Of(reading.Judgement.Verdict, VerdictText.Words(reading)), VerdictText.Qualifiers(reading));

    /// <summary>Sign of a verdict with <paramref name="text"/>.</summary>
    public static Markup Of(Verdict verdict, string text)
    {
        var name = VerdictText.Of(verdict);
        var sign = Markup.Of(
            $"""<svg class="sign" aria-hidden="true"><title>{name}</title><use href="#v-{name}"/></svg>""");
        return Markup.Of($"""<span class="badge {ClassOf(verdict)}">{sign}{text}</span>""");
    }

    private static Markup Qualified(Markup badge, IEnumerable<string> qualifiers) =>
        string.Join(", ", qualifiers) is { Length: > 0 } text
            ? Markup.Of($"""{badge} <small class="qualifier">{text}</small>""")
            : badge;

    /// <summary>CSS class of a verdict's colour.</summary>
    public static string ClassOf(Verdict verdict) => $"is-{VerdictText.Of(verdict)}";
}
