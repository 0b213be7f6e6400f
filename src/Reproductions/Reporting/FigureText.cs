namespace Pruning.Reproductions.Reporting;

/// <summary>
/// Formats a claim's published and measured figures, identically on the page, in Markdown and on the terminal.
/// </summary>
public static class FigureText
{
    /// <summary>
    /// The published figure as printed, with its effect: <c>0.4289 (+0.0410)</c>; a dash without one.
    /// </summary>
    public static string Published(ClaimResult claim) => Published(claim.Published);

    /// <inheritdoc cref="Published(ClaimResult)"/>
    public static string Published(Published published)
    {
        var (value, effect, unit, text) = published;
        var figure = text ?? (value is { } v ? FigureFormat.Of(unit, difference: false).Text(v) : null);
        if (effect is not { } e)
        {
            return figure ?? "–";
        }

        var difference = FigureFormat.Of(unit, difference: true);
        return figure is null ? difference.Text(e)
            : figure.Contains(difference.Number(Math.Abs(e)).TrimStart('+')) ? figure
            : $"{figure} ({difference.Number(e)})";
    }

    /// <summary>The estimate of a judgement with its interval and unit.</summary>
    public static string Measured(ClaimResult claim, Judgement judgement) =>
        FigureFormat.Of(claim.Published.Unit, judgement).Text(judgement.Estimate,
            judgement.DecidingLower, judgement.DecidingUpper);

    /// <summary>A share with its interval, in per cent: <c>3.9 % [2.1, 7.0]</c>.</summary>
    public static string Share(double share, double? lower, double? upper)
    {
        var text = $"{share * 100:F1} %";
        return lower is { } l && upper is { } u ? $"{text} [{l * 100:F1}, {u * 100:F1}]" : text;
    }

    /// <summary>
    /// Sentence on how often a single run shows as much as published; null where that does not apply.
    /// </summary>
    public static string? SingleRuns(Judgement judgement)
    {
        var share = judgement.SingleRunShare is { } s
            ? $"{Share(s, judgement.SingleRunShareLower, judgement.SingleRunShareUpper)} of single runs "
                + $"{judgement.Presentation.SingleRuns}."
            : null;
        var place = judgement.PublishedPercentile is { } p
            ? $"{p * 100:F1} % of single runs lie below the published figure."
            : null;
        return share is null && place is null ? null : string.Join(" ", new[] { share, place }.OfType<string>());
    }

    /// <summary>
    /// The rule's kind and its method for the claim's primary reading, in one sentence; null: none.
    /// </summary>
    public static string? Method(ClaimResult claim)
    {
        var judgement = claim.Primary.Judgement;
        var method = judgement.Presentation.Method?.Text(FigureFormat.Of(claim.Published.Unit, judgement).Limit);
        return method is null ? null : $"Rule ({claim.Kind}): {method}";
    }
}
