using Pruning.Reproductions.Auditing;
using Pruning.Reproductions.Studies;

namespace Pruning.Reproductions.Reporting;

/// <summary>The report's phrases, the same on the page, in Markdown and on the terminal.</summary>
public static class Words
{
    /// <summary>A verdict's name.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Inconclusive => "inconclusive",
        Verdict.Reproduced => "reproduced",
        Verdict.Partial => "partial",
        Verdict.Contradicted => "contradicted",
        Verdict.Measured => "measured",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    /// <summary>What a verdict means, in one sentence.</summary>
    public static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Inconclusive => "The evidence neither shows the claim nor refutes it.",
        Verdict.Reproduced => "The claim's rule holds over the runs.",
        Verdict.Partial => "The claim's core holds, another part of it does not.",
        Verdict.Contradicted => "The evidence excludes the claim.",
        Verdict.Measured => "The document gives no figure; ours is the result.",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    /// <summary>A kind of claim by its name.</summary>
    public static string Of(ClaimKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A reading's verdict with all that restricts it: <c>contradicted, on this test set only</c>.</summary>
    public static string VerdictOf(ReadingResult reading) =>
        string.Join(", ", new[] { Of(reading.Judgement.Verdict) }.Concat(Qualifiers(reading)));

    /// <summary>What restricts a reading's verdict, each as a few words.</summary>
    public static IEnumerable<string> Qualifiers(ReadingResult reading)
    {
        var judgement = reading.Judgement;
        if (judgement.OnThisTestSetOnly)
        {
            yield return "on this test set only";
        }

        if (judgement.Fragile)
        {
            yield return "fragile";
        }

        if (judgement is { Verdict: Verdict.Reproduced, PHolm: > 0.05 })
        {
            yield return "not after Holm's correction";
        }

        if (judgement.Caveat is { } caveat)
        {
            yield return caveat;
        }

        if (judgement.Diverged > 0)
        {
            yield return $"{judgement.Diverged} diverged";
        }

        if (!reading.Registered)
        {
            yield return "unregistered n";
        }
    }

    /// <summary>The published figure as printed, with its effect: <c>0.4289 (+0.0410)</c>; a dash where there is none.</summary>
    public static string PublishedText(ClaimResult claim)
    {
        var (value, effect, unit, text) = claim.Published;
        var figure = text ?? (value is { } v ? Measure.Of(unit, difference: false).Text(v) : null);
        if (effect is not { } e)
        {
            return figure ?? "–";
        }

        var difference = Measure.Of(unit, difference: true);
        return figure is null ? difference.Text(e)
            : figure.Contains(difference.Number(Math.Abs(e)).TrimStart('+')) ? figure
            : $"{figure} ({difference.Number(e)})";
    }

    /// <summary>The estimate of a judgement with its interval and unit.</summary>
    public static string MeasuredText(ClaimResult claim, Judgement judgement) =>
        Measure.Of(claim.Published.Unit, judgement).Text(judgement.Estimate, judgement.Lower, judgement.Upper);

    /// <summary>In how many readings the verdict is the primary one's: <c>7 of 9</c>, the primary included.</summary>
    public static string Agreement(ClaimResult claim) =>
        $"{claim.Readings.Count(r => r.Judgement.Verdict == claim.Verdict)} of {claim.Readings.Count}";

    /// <summary>A reading by what sets it apart from the primary one: <c>init = fresh</c>, <c>as shipped</c>.</summary>
    public static string NameOf(ReadingResult reading, ClaimResult claim)
    {
        if (reading.Primary)
        {
            return "primary";
        }

        var differing = string.Join(", ", Differing(reading, claim));
        return (reading.Id, differing) switch
        {
            ("as-shipped", "") => "as shipped",
            ("as-shipped", _) => $"as shipped ({differing})",
            (_, "") => reading.Id,
            _ => differing,
        };
    }

    /// <summary>The choices of <paramref name="reading"/> that are not the primary reading's, as <c>key = value</c>.</summary>
    public static IEnumerable<string> Differing(ReadingResult reading, ClaimResult claim) =>
        from choice in reading.Choices
        where claim.Primary.Choices.GetValueOrDefault(choice.Key) != choice.Value
        select $"{choice.Key} = {choice.Value}";

    /// <summary>A share with its interval, in per cent: <c>3.9 % [2.1, 7.0]</c>.</summary>
    public static string Share(double share, double? lower, double? upper)
    {
        var text = $"{share * 100:F1} %";
        return lower is { } l && upper is { } u ? $"{text} [{l * 100:F1}, {u * 100:F1}]" : text;
    }

    /// <summary>How often a single run would have shown the published effect, as a sentence; null where that does not apply.</summary>
    public static string? SingleRuns(Judgement judgement)
    {
        var core = judgement.SingleRunShare is null && judgement.PublishedPercentile is null ? Measure.CoreOf(judgement) : judgement;
        var share = core.SingleRunShare is { } s
            ? $"{Share(s, core.SingleRunShareLower, core.SingleRunShareUpper)} of single runs {core switch
            {
                { Kind: ClaimKind.Point } => "round to the published figure",
                { Kind: ClaimKind.Equivalence, PublishedMark: 0 } => "would by themselves have shown no difference beyond the margin",
                _ => "would have shown the published effect or more",
            }}."
            : null;
        var place = core.PublishedPercentile is { } p ? $"{p * 100:F1} % of single runs lie below the published figure." : null;
        return share is null && place is null ? null : string.Join(" ", new[] { share, place }.OfType<string>());
    }

    /// <summary>What each reading alone answers, under the reading's name; only of those that answer something.</summary>
    public static IEnumerable<(string Reading, string Sentence)> Answers(ClaimResult claim) =>
        from reading in claim.Readings
        where reading.Judgement.Answer is not null
        select (NameOf(reading, claim), reading.Judgement.Answer);

    /// <summary><c>1 run</c>, <c>256 runs</c>.</summary>
    public static string Count(int n, string one) => n == 1 ? $"1 {one}" : $"{n} {one}s";
}
